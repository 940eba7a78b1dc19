import { parseDocument } from 'yaml';
import type { DeskSettings } from '../facts/schema.ts';

/**
 * The manifest of a desk's Slack app. Scopes and events are those of the program, the same for every desk.
 * @param template the manifest of any desk; its comments are kept
 */
export function manifestFor(
  { name, command }: Pick<DeskSettings, 'name' | 'command'>,
  template: string,
): string {
  const manifest = parseDocument(template);
  manifest.setIn(['display_information', 'name'], name);
  manifest.setIn(['features', 'bot_user', 'display_name'], name);
  manifest.setIn(['features', 'slash_commands', 0, 'command'], command);
  return manifest.toString({ lineWidth: 0 });
}
