import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { machineLine } from "./machine.ts";

/** Each table is a script of its own; the speed one gets a process to itself. */
const TABLES: [title: string, script: string][] = [
  ["Questions", "questions"],
  ["Objections", "objections"],
  ["Commitments", "commitments"],
  ["Measures against an independent count", "measures"],
  ["Names, amounts and dates", "mentions"],
  ["SPIN type and pain level against labels read turn by turn", "technique"],
  ["Speed beside a plain parse of the same text", "speed"],
];

/** Prints every table of what is understood, floors beside results; exits 1 when a script fails. */
function main(data: string | undefined): number {
  if (data === undefined) {
    process.stderr.write(
      "Name the folder of the development data: npm run bench:understanding -- ../shared/data\n",
    );
    return 2;
  }
  process.stdout.write(`${machineLine()}\n`);
  let exit = 0;
  for (const [title, script] of TABLES) {
    process.stdout.write(`\n### ${title}\n\n`);
    const path = fileURLToPath(new URL(`understanding/${script}.ts`, import.meta.url));
    // Speed takes a number of runs where the others take the data.
    const given = script === "speed" ? [] : [data];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", path, ...given],
      {
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    process.stdout.write(stdout);
    if (status !== 0) {
      process.stderr.write(`${title} did not finish:\n${stderr}\n`);
      exit = 1;
    }
  }
  return exit;
}

process.exitCode = main(process.argv[2]);
