import type { CsvSource } from "../../../src/sources/crms/csv.ts";

/** A file that lies nowhere: its lines, or its bytes. */
export function csvOf(name: string, content: string | Buffer): CsvSource {
  return {
    name,
    read: async function* () {
      yield Buffer.from(content);
    },
  };
}
