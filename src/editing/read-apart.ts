import { fork } from 'node:child_process';
import { DocumentRefusal, type DocumentText, type RawDocument } from './document.ts';

export interface ReadingLimits {
  /** Bytes of the file. */
  size: number;
  /** Megabytes that reading may take. */
  memory: number;
  milliseconds: number;
}

export const READING_LIMITS: ReadingLimits = { size: 30_000_000, memory: 1024, milliseconds: 60_000 };

/**
 * Reads a document in a process of its own: a file that is made to hang a parser or to fill the memory ends that process and
 * nothing else, and the libraries never load into this one.
 * @throws DocumentRefusal
 */
export async function readApart(
  raw: RawDocument,
  limits: ReadingLimits = READING_LIMITS,
): Promise<DocumentText> {
  if (raw.bytes.length > limits.size) throw tooLarge(raw.bytes.length, limits.size);
  const reader = fork(new URL('./reader-process.ts', import.meta.url), {
    execArgv: ['--import', import.meta.resolve('tsx'), `--max-old-space-size=${limits.memory}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const answer = await new Promise<Reply>((resolve) => {
    const timer = setTimeout(() => {
      reader.kill('SIGKILL');
      resolve({
        refused: `it takes more than ${limits.milliseconds / 1000} seconds to read, and was given up`,
      });
    }, limits.milliseconds);
    reader.once('message', (message) => resolve(message as Reply));
    reader.once('error', (error) =>
      resolve({ refused: `no process could be started to read it (${error.message})` }),
    );
    reader.once('exit', (code, signal) => {
      clearTimeout(timer);
      // How V8 ends for want of memory.
      const isMemory = signal === 'SIGABRT' || code === 134;
      const why = isMemory
        ? `it takes more than ${limits.memory} MB of memory to read`
        : `its reader broke off (${signal ?? code})`;
      resolve({ refused: `${why}, and was given up` });
    });
    reader.send(raw);
  });
  if ('refused' in answer) throw new DocumentRefusal(answer.refused);
  return answer.document;
}

export function tooLarge(size: number, limit: number): DocumentRefusal {
  return new DocumentRefusal(
    `it has ${megabytes(size)} MB; expected at most ${megabytes(limit)} MB: save the part that you need as a file of its own`,
  );
}

// --- internal ---

type Reply = { document: DocumentText } | { refused: string };

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
