import { readFileSync } from 'node:fs';

/** Loaded before the bot: shifts its clock by the milliseconds in a file, read anew each time. */
const RealDate = Date;
const now = () => RealDate.now() + Number(readFileSync(process.env.CLOCK_SHIFT, 'utf8') || 0);

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }

  static now() {
    return now();
  }
};
