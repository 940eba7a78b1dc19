import { DocumentRefusal, type RawDocument } from './document.ts';
import { readDocument } from './read-document.ts';

/** The process in which `readApart` reads one document. */
process.once('message', async (raw: RawDocument) => {
  try {
    process.send?.({ document: await readDocument(raw) });
  } catch (error) {
    const { message, name } = error as Error;
    process.send?.({
      refused: error instanceof DocumentRefusal ? message : `it cannot be read (${name}: ${message})`,
    });
  }
  process.disconnect();
});
