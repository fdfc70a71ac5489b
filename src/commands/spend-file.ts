import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Ledger } from "../agents/ledger.ts";

/**
 * The ledger of commands that open no store: a line a request, beside the other data. A line that
 * cannot be read is counted as nothing.
 */
export function spendFile(path: string, now: () => Date): Ledger {
  return {
    spentThisMonth: async () => {
      const month = now().toISOString().slice(0, 7);
      const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return "";
        throw error;
      });
      return text.split("\n").reduce((sum, line) => sum + costIn(line, month), 0);
    },
    record: async (_workspace, spend) => {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, `${JSON.stringify({ at: now().toISOString(), ...spend })}\n`);
    },
  };
}

function costIn(line: string, month: string): number {
  try {
    const { at, costMicros } = JSON.parse(line) as { at?: string; costMicros?: number };
    return at?.startsWith(month) && typeof costMicros === "number" ? costMicros : 0;
  } catch {
    return 0;
  }
}
