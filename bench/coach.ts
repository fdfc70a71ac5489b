/**
 * `npm run bench:coach -- [FOLDER…]`: debriefs of all sample calls, and of every `calls/*.json` beneath
 * each FOLDER, by the local coach and by Claude: the real one with ANTHROPIC_API_KEY, else as the tests'
 * stand-in plays it, with token counts of four characters each. Costs are those tokens at list price.
 * Then every deliverable for all sample people, accounts and deals, on six Fridays.
 */
import { argv, stdout } from "node:process";
import { measureDebriefs } from "./coach/debriefs.ts";
import { measureDeliverables } from "./coach/deliverables.ts";
import { groupsIn, samples } from "./coach/entries.ts";
import { openFar } from "./coach/far.ts";
import { machineLine } from "./machine.ts";

const groups = new Map([["samples", samples()]]);
for (const folder of argv.slice(2))
  for (const [name, own] of groupsIn(folder)) groups.set(name, own);

const { name: mind, close } = await openFar();
await close();
stdout.write(`${await measureDebriefs(groups)}\n`);
stdout.write(`\n${await measureDeliverables()}\n`);
stdout.write(
  `\n${mind}. A row's calls come one after the other: persona and knowledge are read from the cache ` +
    `only while that is kept, five minutes after their last use.\n${machineLine()}\n`,
);
