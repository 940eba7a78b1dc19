import type { Command } from './command.ts';
import { deskCommand } from './desk-command.ts';
import { factsCommand } from './facts-command.ts';
import { manifestCommand } from './manifest-command.ts';
import { phrasingsCommand } from './phrasings-command.ts';
import { sourceCommand } from './source-command.ts';
import { tryCommand } from './try-command.ts';

/** What an editor types, by name. */
export const EDITING_COMMANDS: Readonly<Record<string, Command>> = {
  source: sourceCommand,
  facts: factsCommand,
  desk: deskCommand,
  manifest: manifestCommand,
  try: tryCommand,
  phrasings: phrasingsCommand,
};
