import { readFileSync } from 'node:fs';

/** Loaded before the bot: its clock is off by as many milliseconds as a file says, at any moment. */
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
