import { expect, it } from "vitest";
import { watchOn } from "../../src/commands/terminal-watch.ts";

it("draws over what it drew, over as many rows as that took, and leaves nothing behind", () => {
  const written: string[] = [];
  const watched = watchOn({ isTTY: true, columns: 10, write: (text) => written.push(text) });
  watched.status("Reading");
  watched.say("Twelve letters and more.");
  watched.clear();
  expect(written[0]).toContain("Reading…");
  // One row so far, so the second drawing starts on the same one; it takes three and the status.
  expect(written[1]?.startsWith("\r\u001b[J")).toBe(true);
  expect(written[2]).toBe("\r\u001b[3A\u001b[J");
});

it("keeps quiet where nobody can see it", () => {
  const written: string[] = [];
  const watched = watchOn({ write: (text) => written.push(text) });
  watched.status("Reading");
  watched.clear();
  expect(written).toEqual([]);
});
