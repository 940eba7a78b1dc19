import { UsageRefusal } from '../refusal.ts';
import { afterVerb, type Command, textOf } from './command.ts';
import { newDesk } from './new-desk.ts';

export const deskCommand: Command = {
  help: `Makes a new desk: a worked example that passes check, with each field explained where it stands.

  npm run -s desk -- new ../harbour-data --name "Harbour Desk" --command /harbour --timezone Europe/Oslo

  new DIR           a folder that is not there yet, or is empty
  --name TEXT       the bot's name in Slack
  --command TEXT    its slash command
  --timezone ZONE   where the desk is

docs/your-own-desk.md goes on from there.`,
  options: { name: { type: 'string' }, command: { type: 'string' }, timezone: { type: 'string' } },
  async run(words, values, { write }) {
    const [, [folder, ...others]] = afterVerb(words, ['new'], 'npm run -s desk -- new ../harbour-data');
    if (folder === undefined || others.length > 0)
      throw new UsageRefusal('new: expected one folder, for example: npm run -s desk -- new ../harbour-data');
    newDesk(folder, {
      name: textOf(values, 'name'),
      command: textOf(values, 'command'),
      timezone: textOf(values, 'timezone'),
    });
    write(`${folder}: a desk with one source and two facts, as an example.`);
    write(`Look at it:  npm run -s check -- --data ${folder}`);
    write(`             npm run -s ask -- --data ${folder} when will the light be repaired`);
    write(`Then, with docs/your-own-desk.md:  npm run -s source -- add --data ${folder} FILE`);
    return 0;
  },
};
