import { stemOf } from "./words.ts";

/**
 * Everyday English words that mean nearly the same, a line each, with what a sales floor says for them.
 * Short on purpose: a list that guesses more finds less.
 */
const GROUPS = [
  "kid child son daughter",
  "mom mother mum",
  "dad father",
  "wife husband spouse partner",
  "job work career",
  "boss manager",
  "buy purchase",
  "begin start",
  "end finish",
  "film movie",
  "photo picture",
  "car vehicle",
  "house home",
  "holiday vacation trip",
  "price cost",
  "budget money fund",
  "cheap inexpensive",
  "problem issue trouble",
  "contract agreement",
  "customer client buyer",
  "rep seller salesperson",
  "meeting call",
  "promise commit",
  "delay postpone late",
  "competitor rival",
  "company firm business",
  "quit resign leave",
  "plan intend",
  "big large huge",
  "small little",
  "happy glad",
  "fear worry concern",
  "help assist support",
  "show demonstrate demo",
  "pet dog cat",
];

const NEAR = new Map<string, string[]>();
for (const group of GROUPS) {
  const stems = group.split(" ").map(stemOf);
  for (const stem of stems) {
    NEAR.set(stem, [...(NEAR.get(stem) ?? []), ...stems.filter((other) => other !== stem)]);
  }
}

/** Stems that mean nearly what this one means; most have none. */
export const nearStems = (stem: string): readonly string[] => NEAR.get(stem) ?? [];
