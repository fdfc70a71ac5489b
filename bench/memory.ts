import { machineLine } from "./machine.ts";
import { withDatabase } from "./memory/bank.ts";
import { findingTable } from "./memory/finding.ts";
import { growthTable } from "./memory/growth.ts";

/** `npm run bench:memory -- FOLDER [--million]`: what the local bank finds, and how it grows. */
async function main([data, ...flags]: string[]): Promise<number> {
  if (!data) {
    process.stderr.write(
      "Name the folder of the development data: npm run bench:memory -- ../shared/data/memory\n",
    );
    return 2;
  }
  process.stdout.write(`${machineLine()}\n`);
  await withDatabase(async (database) => {
    process.stdout.write("\n### Finding\n\n");
    await findingTable(database, data);
    if (flags.includes("--finding")) return;
    process.stdout.write("\n### Growth\n\n");
    await growthTable(database, [
      1_000,
      10_000,
      100_000,
      ...(flags.includes("--million") ? [1_000_000] : []),
    ]);
  });
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
