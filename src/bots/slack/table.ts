import { printable, shorten } from "../../messages/fit.ts";
import type { Block } from "../../messages/message.ts";
import { SLACK_LIMITS, type SlackBlock, weight } from "./block-kit.ts";

/** What one table may take of the message's total, so that the words around it still fit. */
const TABLE_ROOM = 9000;
/** One run of rich text holds 3000 characters. */
const MONOSPACED_ROOM = 3000;
const CELL = 200;

/**
 * A table block with as many rows as fit and a line that says how many. Slack takes one table a
 * message, so a second one is set in monospaced columns.
 */
export function slackTable(
  table: Extract<Block, { type: "table" }>,
  isFirst: boolean,
): SlackBlock[] {
  const columns = Math.min(
    Math.max(table.columns.length, ...table.rows.map((row) => row.length)),
    SLACK_LIMITS.tableColumns,
  );
  if (columns === 0) return [];
  const rows = [table.columns, ...table.rows].map((row) =>
    Array.from({ length: columns }, (_, index) => cell(row[index])),
  );
  const draw = isFirst ? tableBlock : monospaced;
  const room = isFirst ? TABLE_ROOM : MONOSPACED_ROOM;
  const kept = rows.slice(0, SLACK_LIMITS.tableRows);
  while (kept.length > 1 && weight(draw(kept)) > room) kept.length -= 1;
  const shown = kept.length - 1;
  const hidden = Math.max(table.columns.length - columns, 0);
  const said = [
    shown < table.rows.length && `${shown} of ${table.rows.length} rows are shown here.`,
    hidden > 0 && `${hidden} columns are left out.`,
  ].filter(Boolean);
  const line: SlackBlock[] = said.length
    ? [{ type: "context", elements: [{ type: "plain_text", text: said.join(" "), emoji: false }] }]
    : [];
  return [draw(kept), ...line];
}

function cell(text: string | undefined): string {
  return shorten(printable(text ?? "").trim(), CELL) || "–";
}

function tableBlock(rows: string[][]): SlackBlock {
  const [head = []] = rows;
  return {
    type: "table",
    column_settings: head.map((_, column) =>
      rows.length > 1 && rows.slice(1).every((row) => isFigure(row[column] ?? ""))
        ? { align: "right" as const }
        : { is_wrapped: true },
    ),
    rows: rows.map((row) => row.map((text) => ({ type: "raw_text" as const, text }))),
  };
}

/** A number, a share or an amount: such columns read better set to the right. */
function isFigure(text: string): boolean {
  return text.length < 20 && /^[^\p{L}]{0,3}[\d.,\s]*\d\s?[%kmx]?$|^–$/iu.test(text);
}

function monospaced(rows: string[][]): SlackBlock {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(30, Math.max(...rows.map((row) => (row[column] ?? "").length))),
  );
  const lines = rows.map((row) =>
    row.map((text, column) => shorten(text.replace(/\s+/g, " "), 30).padEnd(widths[column] ?? 0)),
  );
  const text = lines.map((line) => line.join("  ").trimEnd()).join("\n");
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
  };
}
