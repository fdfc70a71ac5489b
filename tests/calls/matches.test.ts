import { expect, test } from "vitest";
import { matchesOf } from "../../src/calls/matches.ts";

const TEXT = "12 March, then the 3rd of April, then 12 March again";

test("finds what matchAll finds, each time anew", () => {
  const pattern = /(\d+)(?:rd)?(?: of)? (\p{Lu}\w+)/gu;
  const expected = [...TEXT.matchAll(pattern)];
  expect(expected).toHaveLength(3);
  expect(matchesOf(pattern, TEXT)).toEqual(expected);
  expect(matchesOf(pattern, TEXT)).toEqual(expected);
  expect(matchesOf(pattern, "no date")).toEqual([]);
});

test("comes to an end where a pattern matches nothing at all", () => {
  const pattern = /x*/g;
  expect(matchesOf(pattern, "axxb").map(({ index }) => index)).toEqual([0, 1, 3, 4]);
});
