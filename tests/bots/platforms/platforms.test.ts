import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { buttons } from "./buttons.ts";
import { platformsPage, unknownKinds } from "./table.ts";

const PAGE = new URL("../../../docs/platforms.md", import.meta.url);

describe("docs/platforms.md", () => {
  it("is what the code says today: UPDATE=1 npx vitest run tests/bots/platforms", async () => {
    const page = platformsPage();
    if (process.env.UPDATE) await writeFile(PAGE, page);
    expect(await readFile(PAGE, "utf8")).toBe(page);
  });

  it("leaves no cell empty", () => {
    const lines = platformsPage()
      .split("\n")
      .filter((line) => line.startsWith("|") && !/^\|(?: ---? ?-* ?\|)+$/.test(line));
    expect(lines.length).toBeGreaterThan(60);
    const heads = /^\| {2}\| Slack/;
    for (const line of lines) if (!heads.test(line)) expect(line).not.toMatch(/\|\s*\|/);
  });

  it("knows every kind of message that is sent", () => {
    expect(unknownKinds()).toEqual([]);
  });

  it("finds the buttons by themselves, those of each conversation among them", () => {
    const ids = buttons().map(({ id }) => id);
    for (const id of ["just-tell-me", "review-they-did", "plan-approve", "pause", "ask"])
      expect(ids).toContain(id);
    const form = buttons().filter(({ opens }) => opens === "form");
    expect(form.map(({ id }) => id)).toContain("review-update");
  });
});
