import { basename } from "node:path";
import { CoachError } from "../errors.ts";
import { printable } from "../messages/fit.ts";

/** One JSON document a line, and nothing else on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Text for people. Names and quotes come from strangers, and may not move or rename a terminal. */
export function print(text: string): void {
  process.stdout.write(`${printable(text)}\n`);
}

/**
 * Runs a step for each file and goes on after a bad one, whose error is one line on stderr.
 * @returns the exit code: 0 all good, 2 bad input somewhere, 1 our fault somewhere
 */
export async function forEachFile(
  files: readonly string[],
  run: (file: string) => Promise<void>,
): Promise<number> {
  let exit = 0;
  for (const file of files) {
    try {
      await run(file);
    } catch (error) {
      exit = exit === 1 ? 1 : exitCode(error);
      process.stderr.write(`${explain(error, file)}\n`);
    }
  }
  return exit;
}

export function exitCode(error: unknown): number {
  if (!(error instanceof CoachError)) return 1;
  return error.code === "unavailable" ? 1 : 2;
}

/** One line a person can act on; the file's name first when the error does not name it. */
export function explain(error: unknown, file?: string): string {
  const known = error instanceof CoachError;
  const text = known
    ? error.message
    : `Something broke on our side: ${error instanceof Error ? error.message : String(error)}`;
  const line = printable(text).replace(/\s*\n\s*/g, " ");
  if (!file || line.includes(file)) return line;
  // Parsers know a file by its last name only: say the whole path once.
  const name = `${basename(file)}: `;
  return `${file}: ${line.startsWith(name) ? line.slice(name.length) : line}`;
}
