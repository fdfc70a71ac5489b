import { shorten } from "../../messages/fit.ts";
import type { Block } from "../../messages/message.ts";
import { bytes, CARD_BYTES, type CardElement } from "./adaptive-card.ts";
import { literalWords } from "./markdown.ts";
import { richTextBlock } from "./rich-text.ts";

type Table = Extract<CardElement, { type: "Table" }>;
type TableRow = Table["rows"][number];

const COLUMNS = 20;
const CELL = 300;

/** A table with as many rows as fit in a card and a line that says how many. */
export function teamsTable(table: Extract<Block, { type: "table" }>): CardElement[] {
  const columns = Math.min(
    Math.max(table.columns.length, ...table.rows.map((row) => row.length)),
    COLUMNS,
  );
  if (columns === 0) return [];
  const head = row(table.columns, columns, true);
  const rows: TableRow[] = [head];
  let size = bytes(head);
  for (const cells of table.rows) {
    const next = row(cells, columns, false);
    size += bytes(next);
    if (size > CARD_BYTES * 0.75) break;
    rows.push(next);
  }
  const shown = rows.length - 1;
  const hidden = Math.max(table.columns.length - columns, 0);
  const said = [
    shown < table.rows.length && `${shown} of ${table.rows.length} rows are shown here.`,
    hidden > 0 && `${hidden} columns are left out.`,
  ].filter(Boolean);
  const line =
    said.length > 0 && richTextBlock([said.join(" ")], { size: "Small", isSubtle: true });
  return [
    {
      type: "Table",
      columns: widths(table, columns).map((width) => ({ width })),
      rows,
      firstRowAsHeader: true,
      showGridLines: true,
    },
    ...(line ? [line] : []),
  ];
}

function row(cells: string[], columns: number, isHead: boolean): TableRow {
  return {
    type: "TableRow",
    cells: Array.from({ length: columns }, (_, index) => {
      const text = shorten(literalWords(cells[index] ?? "").trim(), CELL) || "–";
      const weight = isHead ? { weight: "Bolder" as const } : {};
      return {
        type: "TableCell",
        items: [{ type: "RichTextBlock", inlines: [{ type: "TextRun", text, ...weight }] }],
      };
    }),
  };
}

/** Teams shares the width out by these; the longest ordinary cell of a column says how much it needs. */
function widths(table: Extract<Block, { type: "table" }>, columns: number): number[] {
  const seen = [table.columns, ...table.rows.slice(0, 50)];
  return Array.from({ length: columns }, (_, index) => {
    const longest = Math.max(...seen.map((cells) => (cells[index] ?? "").length));
    return Math.min(4, Math.max(1, Math.round(longest / 10)));
  });
}
