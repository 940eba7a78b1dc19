import { UsageRefusal } from '../refusal.ts';
import { addSource } from './add-source.ts';
import { afterVerb, type Command, textOf } from './command.ts';
import { DocumentRefusal } from './document.ts';
import { leaveOut } from './leave-out.ts';
import { openDesk } from './open-desk.ts';
import { pinSource } from './pin-source.ts';
import { isPublicAddress } from './public-address.ts';
import { READING_LIMITS, readApart } from './read-apart.ts';

export const sourceCommand: Command = {
  help: `Adds documents as sources, and pins a text after a change on purpose.

  npm run -s source -- add report.pdf --publisher "Harbour Gazette" --published 2026-05-01
  npm run -s source -- add https://example.org/report.html notes.docx
  npm run -s source -- pin harbour-report

  add FILE|URL …   plain text, Markdown, HTML, PDF or DOCX. Writes sources/ID.md with the text pinned, and keeps the
                   original in originals/. Headline, byline, captions and boilerplate are left out with the reason.
                   A document that is there already changes nothing; a changed one is shown, with the facts it touches.
  pin ID           takes the text of sources/ID.md as it stands, and says which facts lose their quotes

  leave-out ID N …  leaves paragraphs out, "12" or "40-212", for the reason in --why; those that a fact cites stay

  --why TEXT           why these paragraphs carry no fact
  --id NAME            what to call the source; by default its file's name
  --title, --publisher, --author, --attribution TEXT
  --published DATE     YYYY, YYYY-MM or YYYY-MM-DD
  --replace            take the new text of a document that has changed
  --data DIR           use this fact base instead of DATA_DIR or data`,
  options: {
    ...Object.fromEntries(
      ['id', 'title', 'publisher', 'author', 'published', 'attribution'].map((name) => [
        name,
        { type: 'string' },
      ]),
    ),
    replace: { type: 'boolean' },
    why: { type: 'string' },
  },
  async run(words, values, { dataDir, today, write, progress }) {
    const [verb, names] = afterVerb(
      words,
      ['add', 'pin', 'leave-out'],
      'npm run -s source -- add report.pdf',
    );
    if (verb === 'leave-out') {
      const [id, ...ranges] = names;
      const why = textOf(values, 'why')?.replace(/\s+/g, ' ').trim();
      if (id === undefined || ranges.length === 0 || !why)
        throw new UsageRefusal(
          'leave-out: expected a source, paragraphs and --why, for example: npm run -s source -- leave-out report 12 40-212 --why "tables of the annex"',
        );
      leaveOut(dataDir, id, ranges, why, write);
      return 0;
    }
    if (names.length === 0)
      throw new UsageRefusal(
        verb === 'add'
          ? 'add: expected a file or an address, for example: npm run -s source -- add report.pdf'
          : 'pin: expected the id of a source, for example: npm run -s source -- pin harbour-report',
      );
    if (verb === 'pin') {
      for (const id of names) pinSource(dataDir, id, write);
      return 0;
    }
    const given = Object.fromEntries(
      ['id', 'title', 'publisher', 'author', 'published', 'attribution'].map((name) => [
        name,
        textOf(values, name),
      ]),
    );
    if (given.id !== undefined && names.length > 1)
      throw new UsageRefusal('--id names one source; add one document at a time with it');
    let isRefused = false;
    for (const name of names) {
      progress(`reading ${name}`);
      try {
        await addSource(name, {
          ...{ dataDir, given, write, replace: values.replace === true, read: readApart },
          today: today(openDesk(dataDir).desk?.timezone ?? 'UTC'),
          fetchRules: { mayReach: isPublicAddress, milliseconds: 30_000, size: READING_LIMITS.size },
        });
      } catch (error) {
        if (!(error instanceof DocumentRefusal)) throw error;
        write(`${name}: ${error.message}`);
        isRefused = true;
      }
    }
    return isRefused ? 1 : 0;
  },
};
