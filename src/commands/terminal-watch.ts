import type { Watched } from "../agents/watched.ts";

/** What of a terminal is written to. */
export interface Screen {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const DIM = "\u001b[2m";
const PLAIN = "\u001b[22m";
/** To the first column of so many rows up, and everything from there cleared. */
const clear = (rows: number) => `\r${rows > 0 ? `\u001b[${rows}A` : ""}\u001b[J`;

/**
 * Draws an answer while it is made: what is being done, then its sentences, dimmed; `clear` takes all of
 * it away for the finished answer. Where there is no terminal to draw on it keeps quiet.
 */
export function watchOn(screen: Screen): Watched & { clear(): void } {
  let status = "";
  let text = "";
  let rows = 0;
  const draw = () => {
    if (!screen.isTTY) return;
    const shown = [text, status && `${status}…`].filter(Boolean).join("\n");
    screen.write(`${clear(rows)}${DIM}${shown}${PLAIN}`);
    rows = rowsOf(shown, screen.columns ?? 80) - 1;
  };
  return {
    status: (line) => {
      status = line;
      draw();
    },
    say: (sentence) => {
      text = text ? `${text} ${sentence}` : sentence;
      draw();
    },
    clear: () => {
      if (screen.isTTY) screen.write(clear(rows));
      [status, text, rows] = ["", "", 0];
    },
  };
}

function rowsOf(text: string, columns: number): number {
  return text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
}
