import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/terminal/progress.ts';

describe('progress', () => {
  const watch = (isTTY: boolean) => {
    let at = 0;
    let text = '';
    const { progress, clear } = createProgress({ isTTY, write: (more) => (text += more) }, () => at);
    return {
      progress,
      clear,
      wait: (ms: number) => (at += ms),
      shown: () => text.split('\r\u001b[K').slice(1),
    };
  };

  it('is one line on a terminal from the second second on, and is gone at the end', () => {
    const { progress, clear, wait, shown } = watch(true);
    progress('proving facts', 1, 4000);
    wait(999);
    progress('proving facts', 900, 4000);
    expect(shown()).toEqual([]);
    wait(1);
    progress('proving facts', 1000, 4000);
    wait(99);
    progress('proving facts', 1001, 4000);
    wait(1);
    progress('asking every question', 2, 80_000);
    clear();
    expect(shown()).toEqual(['proving facts: 1,000 of 4,000', 'asking every question: 2 of 80,000', '']);
  });

  it('writes nothing into a file or a pipe, nor after what was quick', () => {
    const piped = watch(false);
    piped.wait(5000);
    piped.progress('proving facts', 1, 2);
    piped.clear();
    const quick = watch(true);
    quick.clear();
    expect([piped.shown(), quick.shown()]).toEqual([[], []]);
  });
});
