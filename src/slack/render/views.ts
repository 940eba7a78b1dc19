import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { FactBase } from '../../facts/schema.ts';
import { livingFacts } from '../../facts/views.ts';
import type { Hit } from '../../search/answer.ts';
import { copyLine, type DisplayContext } from '../../search/answer-text.ts';
import { hitBlocks, type Showing } from './answer.ts';
import { cut, LIMITS } from './limits.ts';
import { sourceLines, topicLines } from './pages.ts';
import { bold, bullets, fitted, plain, richText, section, smallPrint } from './rich-text.ts';

/** A modal holding one line to paste a fact, ready to be selected. */
export function copyView(hits: readonly Hit[], showing: Showing): ModalView {
  const blocks: KnownBlock[] = hits.map((hit) =>
    richText({
      type: 'rich_text_preformatted',
      elements: [{ type: 'text', text: cut(copyLine(hit.fact, showing.sources), LIMITS.copyLine) }],
    }),
  );
  return modal('Copy line', [
    ...blocks,
    smallPrint(
      hits.length > 1
        ? 'The sources differ: a fair copy carries both lines.'
        : 'Select the text and copy it.',
      `${hits.map((hit) => hit.fact.id).join(', ')} · base ${showing.version}`,
    ),
  ]);
}

/** A modal with further hits, whole. */
export function moreView(hits: readonly Hit[], showing: Showing): ModalView {
  return modal('More on file', [
    smallPrint('Also near the question; the answer itself stands above them.'),
    ...hits.flatMap((hit) => hitBlocks(hit, showing)),
  ]);
}

/** App Home: what the desk has, and how old it is. */
export function homeView(base: FactBase, reading: DisplayContext): HomeView {
  const { name, command, examples } = base.desk;
  return {
    type: 'home',
    blocks: fitted(
      [
        {
          type: 'header',
          text: { type: 'plain_text', text: cut(name, LIMITS.plainTextHeader), emoji: false },
        },
        richText(
          section([
            plain('Ask with '),
            { type: 'text', text: `${command} ${examples[0]}`, style: { code: true } },
            plain(` in any channel, mention @${name}, or write here under Messages.`),
          ]),
        ),
        { type: 'divider' },
        richText(section([bold('Topics')]), bullets(topicLines(base))),
        { type: 'divider' },
        richText(section([bold('Sources')]), bullets(sourceLines(base, reading))),
        { type: 'divider' },
        smallPrint(
          `${livingFacts(base).length} facts from ${base.sources.size} sources, every quote proven against its source when the bot started · base ${base.version}`,
        ),
      ],
      LIMITS.blocksPerView,
    ),
  };
}

// --- internal ---

function modal(title: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: cut(title, LIMITS.modalTitle), emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks: fitted(blocks, LIMITS.blocksPerView),
  };
}
