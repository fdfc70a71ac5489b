import type { Sentence, Talk } from "../../talk.ts";
import { FIRST_NAMES, WORDLIKE_NAMES } from "./first-names.ts";
import {
  COMPANY_BEFORE,
  COMPANY_ENDINGS,
  JOB_WORDS,
  OPENERS,
  PLAIN_CAPITALS,
  PLAIN_PHRASES,
  SHORTHAND,
} from "./not-names.ts";
import { type Standing, weighStanding } from "./standing.ts";

export interface ProperName {
  subject: "company" | "person";
  entity: string;
  at: number;
  confidence: number;
}

interface Run {
  sentence: Sentence;
  turn: number;
  tokens: string[];
  lower: string[];
  at: number;
  end: number;
}

const CAPITALISED = /\p{Lu}[\p{L}\p{N}]*(?:[&'’.-][\p{L}\p{N}]+)*/uy;
const CAPITAL = /^\p{Lu}/u;
const IN_WORD = /[\p{L}\p{N}'’]$/u;

interface Token {
  text: string;
  at: number;
}

/** The words of a text that begin with a capital; looking at each letter's code first is ten times faster than a pattern alone. */
function capitalised(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 65 || (code > 90 && code < 192)) continue;
    if (code > 90 && !CAPITAL.test(String.fromCodePoint(text.codePointAt(at) ?? 0))) continue;
    if (at > 0 && isInWord(text, at - 1)) continue;
    CAPITALISED.lastIndex = at;
    const match = CAPITALISED.exec(text);
    if (match === null) continue;
    tokens.push({ text: match[0], at });
    at += match[0].length - 1;
  }
  return tokens;
}

function isInWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 32) return false;
  // The second half of a pair belongs to the letter before it.
  const from = code >= 0xdc00 && code <= 0xdfff && at > 0 ? at - 1 : at;
  return IN_WORD.test(text.slice(from, at + 1));
}
/** Words of a label that stands for a room, a device or a role instead of a person. */
const NO_NAME: ReadonlySet<string> = new Set(
  (
    "speaker room conference boardroom phone caller guest unknown operator team sales support office user ipad iphone " +
    "participant moderator host company group therapist client patient customer agent rep buyer seller inc ltd"
  ).split(" "),
);
const TITLE = /\b(?:mr|mrs|ms|dr|sir|professor|madam)\.? $/;
const GREETED =
  /\b(?:thanks|thank you|hi|hello|hey|cheers|morning|over to|turn (?:it|the call) (?:over )?to),? $/;

/** "Aled's", "Moira'd", "Jonas'": the name without what is tied to it. */
const withoutOwner = (token: string) => token.replace(/['’](?:s|d|ll|ve|re)?$/, "");
/** A word that says nothing about whose name it is, wherever it stands. */
const plain = (lower: string) =>
  PLAIN_CAPITALS.has(lower) ||
  SHORTHAND.has(lower) ||
  (lower.endsWith("s") &&
    (SHORTHAND.has(lower.slice(0, -1)) || PLAIN_CAPITALS.has(lower.slice(0, -1))));

/** "Jean-Marc" goes by its first half, "Tomáš" also without accents. */
const givenName = (lower: string) => {
  const bare = /^[a-z-]+$/.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}/gu, "");
  return FIRST_NAMES.has(bare) || FIRST_NAMES.has(bare.split("-", 1)[0] ?? "");
};

/** `true` when the transcript was written with capitals; without them names cannot be told from words. */
export function isCased(talk: Talk): boolean {
  let capitals = 0;
  let seen = 0;
  for (const turn of talk.turns) {
    for (const sentence of turn.sentences) {
      seen += 1;
      const code = sentence.text.charCodeAt(0);
      if (code >= 65 && code <= 90) capitals += 1;
      if (seen === 200) return capitals > 60;
    }
  }
  return capitals * 3 > seen;
}

function runsOf(talk: Talk): Run[] {
  const runs: Run[] = [];
  for (const turn of talk.turns) {
    for (const sentence of turn.sentences) {
      let run: Run | null = null;
      for (const { text, at } of capitalised(sentence.text)) {
        if (text === "I" || text.startsWith("I'") || text.startsWith("I’")) {
          run = null;
          continue;
        }
        const token = withoutOwner(text);
        const lower = token.toLowerCase().replaceAll("’", "'");
        // A title ends a name, and an ordinary first word has its capital from the sentence.
        if (run !== null ? JOB_WORDS.has(lower) : at === 0 && OPENERS.has(lower)) {
          run = null;
          continue;
        }
        const between: string = run === null ? "" : sentence.text.slice(run.end, at);
        if (run !== null && (between === " " || between === " & " || between === " of ")) {
          if (between !== " ") run.tokens.push(between.trim());
          if (between !== " ") run.lower.push(between.trim());
        } else {
          run = { sentence, turn: turn.index, tokens: [], lower: [], at, end: 0 };
          runs.push(run);
        }
        run.tokens.push(token);
        run.lower.push(lower);
        run.end = at + text.length;
        // What is owned is not part of the owner's name.
        if (token !== text) run = null;
      }
    }
  }
  return runs;
}

const isEmpty = (lower: string) =>
  plain(lower) || lower === "of" || lower === "&" || JOB_WORDS.has(lower);

/** Drops what only looks like a name: openers, calendar, places at either end. */
function trimmed(run: Run, alsoPlain: (lower: string) => boolean): Run | null {
  let from = 0;
  let to = run.tokens.length;
  const opener = run.at === 0 && (OPENERS.has(run.lower[0] ?? "") || alsoPlain(run.lower[0] ?? ""));
  if (opener) from = 1;
  while (from < to && isEmpty(run.lower[from] ?? "")) from += 1;
  while (to > from && plain(run.lower[to - 1] ?? "") && to - from === 1) to -= 1;
  while (to > from && (run.lower[to - 1] === "of" || run.lower[to - 1] === "&")) to -= 1;
  if (from === to) return null;
  const before = run.tokens.slice(0, from).reduce((sum, token) => sum + token.length + 1, 0);
  return {
    ...run,
    tokens: run.tokens.slice(from, to),
    lower: run.lower.slice(from, to),
    at: run.at + before,
  };
}

/** How often a capitalised word stands in a call. */
interface Counts {
  /** With a capital and not at the beginning of a sentence. */
  inside: number;
  /** With a capital. */
  anywhere: number;
  /** In any way. */
  written: number;
}

function countsOf(talk: Talk, runs: readonly Run[]): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const run of runs)
    for (const [place, word] of run.lower.entries()) {
      let count = counts.get(word);
      if (count === undefined) {
        count = { inside: 0, anywhere: 0, written: 0 };
        counts.set(word, count);
      }
      count.anywhere += 1;
      if (run.at > 0 || place > 0) count.inside += 1;
    }
  for (const turn of talk.turns)
    for (const sentence of turn.sentences)
      for (const word of sentence.words) {
        const count = counts.get(word);
        if (count !== undefined) count.written += 1;
      }
  return counts;
}

/** What the call says around each name that could be anybody's, by its first word. */
function standingsOf(runs: readonly Run[]): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const run of runs) {
    if (run.tokens.length > 2) continue;
    const first = run.lower[0] ?? "";
    const standing = standings.get(first) ?? { person: 0, company: 0, place: 0 };
    standings.set(first, standing);
    const length = run.tokens.join(" ").length;
    weighStanding(standing, run.sentence.lower, run.at, run.at + length);
  }
  return standings;
}

/** The companies and people named in a call, by turn. Nothing without capitals to go by. */
export function properNamesOf(talk: Talk): Map<number, (ProperName & { sentence: Sentence })[]> {
  const found = new Map<number, (ProperName & { sentence: Sentence })[]>();
  if (!isCased(talk)) return found;
  const runs = runsOf(talk);

  const counts = countsOf(talk, runs);
  const inside = (word: string) => counts.get(word)?.inside ?? 0;
  const anywhere = (word: string) => counts.get(word)?.anywhere ?? 0;
  const small = (word: string) => (counts.get(word)?.written ?? 0) - anywhere(word);

  const people = new Set<string>();
  for (const { name } of talk.call.participants) {
    const parts = name
      .toLowerCase()
      .split(/[^\p{L}'’-]+/u)
      .filter((part) => part.length > 1);
    // Who speaks is a person, unless the label is a room's or a phone's ("Dallas 2", "Conference Room").
    if (parts.length < 2 || parts.length > 3 || parts.some((part) => NO_NAME.has(part))) {
      if (!parts.some((part) => FIRST_NAMES.has(part))) continue;
    }
    for (const part of parts) people.add(part);
  }
  const trimmedRuns = runs.flatMap((run) => {
    const cut = trimmed(run, (word) => inside(word) === 0 && !FIRST_NAMES.has(word));
    return cut === null || PLAIN_PHRASES.has(cut.lower.join(" ")) ? [] : [cut];
  });
  const isCompany = (run: Run) =>
    COMPANY_ENDINGS.has(run.lower.at(-1) ?? "") && run.tokens.length > 1;
  const titled = (run: Run) => {
    const before = run.sentence.lower.slice(Math.max(0, run.at - 24), run.at);
    return TITLE.test(before) ? 2 : GREETED.test(before) ? 1 : 0;
  };
  const given = (run: Run) => {
    const first = run.lower[0] ?? "";
    return (
      run.tokens.length <= 3 && (givenName(first) || (run.at > 0 && WORDLIKE_NAMES.has(first)))
    );
  };
  for (const run of trimmedRuns) {
    if (isCompany(run)) continue;
    const named = given(run);
    if (named || titled(run) === 2)
      for (const word of run.lower) if (word.length > 2) people.add(word);
  }

  const standings = standingsOf(
    trimmedRuns.filter((run) => !given(run) && !run.lower.every((word) => people.has(word))),
  );
  const standingOf = (run: Run): Standing =>
    standings.get(run.lower[0] ?? "") ?? { person: 0, company: 0, place: 0 };

  const push = (run: Run, subject: ProperName["subject"], confidence: number) => {
    const list = found.get(run.turn) ?? [];
    list.push({
      subject,
      entity: run.tokens.join(" "),
      at: run.at,
      confidence,
      sentence: run.sentence,
    });
    found.set(run.turn, list);
  };
  for (const run of trimmedRuns) {
    const first = run.lower[0] ?? "";
    const single = run.tokens.length === 1;
    if (isCompany(run)) {
      push(run, "company", 0.85);
      continue;
    }
    const one = first.slice(0, -1);
    const plural = single && first.endsWith("s") && (people.has(one) || givenName(one));
    if (given(run) || plural || run.lower.every((word) => people.has(word))) {
      push(run, "person", run.tokens.length > 1 ? 0.9 : 0.8);
      continue;
    }
    if (titled(run) > 0 && run.tokens.length <= 3 && run.lower.every((word) => small(word) === 0)) {
      push(run, "person", 0.75);
      continue;
    }
    const { person, company, place } = standingOf(run);
    const named = run.tokens.length <= 2 && /\p{Ll}/u.test(run.tokens.join(""));
    if (named && person >= 1 && person > company + place) {
      if (!run.lower.some((word) => small(word) > 0)) push(run, "person", 0.6);
      continue;
    }
    // "The Corby site", "up in Thirsk": where something is, not who it is bought from.
    if (named && place > company) continue;
    // A word also written small is an ordinary word with a capital.
    if (run.lower.every((word) => OPENERS.has(word) || small(word) > 0)) continue;
    if (single && run.at === 0 && inside(first) === 0) continue;
    const token = run.tokens[0] ?? "";
    if (single && token.length < 2) continue;
    const acronym = single && /^\p{Lu}[\p{Lu}\p{N}&.-]+$/u.test(token);
    if (acronym && (token.length < 3 || /\d/.test(token))) continue;
    // "OEMs", "SKUs": kinds of things, not a name.
    if (single && /^\p{Lu}{2,}s$/u.test(token)) continue;
    const before =
      run.sentence.lower
        .slice(Math.max(0, run.at - 16), run.at)
        .trim()
        .split(" ")
        .at(-1) ?? "";
    const often = run.lower.some((word) => anywhere(word) > 1);
    const confidence =
      0.5 + (COMPANY_BEFORE.has(before) ? 0.12 : 0) + (often ? 0.1 : 0) - (acronym ? 0.1 : 0);
    push(run, "company", confidence);
  }
  return found;
}
