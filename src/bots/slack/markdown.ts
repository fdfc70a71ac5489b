import { printable } from "../../messages/fit.ts";

/** Words for a markdown field that must be read as they are: every sign that could format is escaped. */
export function escapeMarkdown(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#+|~!@-]/g, (sign) =>
    sign === "<" ? "&lt;" : sign === ">" ? "&gt;" : sign === "@" ? "@\u2060" : `\\${sign}`,
  );
}
