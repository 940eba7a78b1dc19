import { writeFileSync } from 'node:fs';
import { errorCodesPage, PAGE } from './error-codes-page.ts';

/** Writes docs/slack-errors.md anew from the list in the code. */
writeFileSync(PAGE, errorCodesPage());
