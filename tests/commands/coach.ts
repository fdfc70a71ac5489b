import { type Ended, end, run } from "../e2e/server-process.ts";

/** Runs `coach` in a process of its own, as a person in a terminal would. */
export function coach(
  given: string[],
  environment: Record<string, string> = {},
  typed?: string,
): Promise<Ended> {
  return end(run("src/cli.ts", given, environment, typed));
}

/** One JSON document a line, and nothing else. */
export function documents(stdout: string): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The one document that was printed. */
export function document(stdout: string): Record<string, unknown> {
  const [only, ...others] = documents(stdout);
  if (!only || others.length > 0) throw new Error(`Not one document: ${stdout.slice(0, 200)}`);
  return only;
}
