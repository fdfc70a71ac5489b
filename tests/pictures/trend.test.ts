import { describe, expect, it } from "vitest";
import type { Trend } from "../../src/coaching/trend.ts";
import { pngOf } from "../../src/pictures/png.ts";
import { trendSvg } from "../../src/pictures/trend.ts";

const trend = (rows: number, spans: number): Trend => ({
  heading: "Since 26 Sept, each bar a week",
  spans: Array.from({ length: spans }, () => ({ from: "2026-09-26", until: "2026-10-02" })),
  rows: Array.from({ length: rows }, () => ({
    label: "Said <their> situation & words back first",
    points: Array.from({ length: spans }, (_, at) => ({ on: at, of: at === 0 ? 0 : 12 })),
  })),
});
/** Width and height, from the header every PNG begins with. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe("the picture of a trend", () => {
  it("has its words in it, and a count above each bar that stands for a call", () => {
    const svg = trendSvg(trend(1, 3));
    expect(svg).toContain("Since 26 Sept, each bar a week");
    expect(svg).toContain("2 of 12");
    expect(svg).not.toContain("0 of 0");
    expect(svg).toContain("&amp;");
  });

  it("is a PNG as wide as ever and as tall as its rows", () => {
    const [one, three] = [pngOf(trendSvg(trend(1, 2))), pngOf(trendSvg(trend(3, 12)))];
    expect(sizeOf(one)).toEqual([1200, 418]);
    expect(sizeOf(three)).toEqual([1200, 798]);
  });

  it("draws its words with the font that comes along, on a machine that has none", () => {
    const svg = trendSvg(trend(1, 2));
    const wordless = svg.replace(/<text[\s\S]*?<\/text>/g, "");
    expect(wordless.length).toBeLessThan(svg.length);
    expect(pngOf(svg).length).toBeGreaterThan(pngOf(wordless).length * 2);
  });
});
