import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { FactBase } from '../../facts/schema.ts';
import { livingFacts } from '../../facts/views.ts';
import type { Hit } from '../../search/answer.ts';
import { copyLine, type DisplayContext } from '../../search/answer-text.ts';
import { hitBlocks } from './answer.ts';
import { cut, LIMITS } from './limits.ts';
import { sourceLines, topicLines } from './pages.ts';
import { bold, bullets, code, fitted, header, plain, richText, section, smallPrint } from './rich-text.ts';

/** A modal with one line to paste for each fact, ready to be selected. */
export function copyView(hits: readonly Hit[], context: DisplayContext): ModalView {
  const lines = hits.map(
    (hit): KnownBlock =>
      richText({
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: cut(copyLine(hit.fact, context.sources), LIMITS.copyLine) }],
      }),
  );
  return modal('Copy line', [
    ...lines,
    smallPrint(
      hits.length > 1 ? 'The sources differ: to be fair, paste both lines.' : 'Select the text and copy it.',
      `${hits.map((hit) => hit.fact.id).join(', ')} · base ${context.version}`,
    ),
  ]);
}

/** A modal with further hits in full. */
export function moreView(hits: readonly Hit[], context: DisplayContext): ModalView {
  return modal('More on file', [
    smallPrint('Also close to the question; the answer itself is in the message.'),
    ...hits.flatMap((hit) => hitBlocks(hit, context)),
  ]);
}

/** App Home: what is on file, and how old it is. */
export function homeView(base: FactBase, context: DisplayContext): HomeView {
  const { name, command, examples } = base.desk;
  const blocks = [
    header(name),
    richText(
      section([
        plain('Ask with '),
        code(`${command} ${examples[0]}`),
        plain(` in any channel, mention @${name}, or write here under Messages.`),
      ]),
    ),
    { type: 'divider' as const },
    richText(section([bold('Topics')]), bullets(topicLines(base))),
    { type: 'divider' as const },
    richText(section([bold('Sources')]), bullets(sourceLines(base.sources.values(), context))),
    { type: 'divider' as const },
    smallPrint(
      `${livingFacts(base).length} facts from ${base.sources.size} sources, every quote checked against its source when the bot started · base ${base.version}`,
    ),
  ];
  return { type: 'home', blocks: fitted(blocks, LIMITS.blocksPerView) };
}

export function modal(title: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: cut(title, LIMITS.modalTitle), emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks: fitted(blocks, LIMITS.blocksPerView),
  };
}
