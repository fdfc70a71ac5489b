import type { Call, Side } from "./call.ts";

/** One sentence of a turn, cut once so that every detector reads the same words. */
export interface Sentence {
  /** Verbatim substring of the turn's text, trimmed. */
  text: string;
  /** Lower-case text with straight apostrophes; same length as `text`. */
  lower: string;
  /** Lower-case words and numbers, apostrophes kept inside ("don't"). */
  words: string[];
  /** Ends with a question mark. */
  asks: boolean;
}

export interface SpokenTurn {
  index: number;
  speaker: string;
  side: Side | null;
  startMs: number | null;
  endMs: number | null;
  text: string;
  sentences: Sentence[];
  /** Number of words in the turn. */
  words: number;
  /** "Mm-hm", "right", "okay": listening aloud, not taking the floor. */
  backchannel: boolean;
}

/** A call made ready for the detectors: everything cut and lower-cased once. */
export interface Talk {
  call: Call;
  turns: SpokenTurn[];
  /** `false` for automatic transcripts without sentence marks. */
  punctuated: boolean;
  /** How far the sides can be trusted, 0 to 1: 1 for roster or given, less for speech, 0 for unknown. */
  attribution: number;
}

const EVIDENCE_WEIGHT = { given: 1, roster: 1, domain: 0.95, name: 0.9, speech: 0.7 } as const;

const BACKCHANNEL = new Set(
  (
    "mm mhm hmm hm uh-huh uhhuh uh um mm-hm mm-hmm yeah yep yes yup okay ok right sure exactly " +
    "absolutely totally true great good cool nice wow oh ah got it i see see makes sense of course " +
    "fair enough definitely alright no"
  ).split(" "),
);

// The lookbehind keeps a long run of marks linear: only its first mark may start a match.
const SENTENCE_END = /(?<![.!?…])[.!?…]+["'”’)]*(?=\s|$)/g;
const WORD = /[\p{L}\p{N}]+(?:['’\-.][\p{L}\p{N}]+)*/gu;
/** The same for plain English, several times faster: most sentences hold nothing else. */
const PLAIN_WORD = /[a-z0-9]+(?:['\-.][a-z0-9]+)*/g;
const NOT_PLAIN = /[^\x20-\x7e]/;

function wordsIn(lower: string): string[] {
  return lower.match(NOT_PLAIN.test(lower) ? WORD : PLAIN_WORD) ?? [];
}

const MARKS = new Set(".!?…");
/** What may close behind the mark that ends a sentence. */
const CLOSERS = new Set("\"'”’)");

/** The last character of a text that closes no quote or bracket: looked for from behind, so that no text is read twice. */
function lastMark(text: string): string {
  let at = text.length - 1;
  while (at >= 0 && CLOSERS.has(text.charAt(at))) at -= 1;
  return text.charAt(at);
}

/** Lower case of the same length, so that an index found in it cuts the original too ("İ" grows otherwise). */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower.replaceAll("’", "'");
  let same = "";
  for (const char of text) {
    const small = char.toLowerCase();
    same += small.length === char.length ? small : char;
  }
  return same.replaceAll("’", "'");
}

/** Cuts a text into sentences; a text without marks is one sentence. Linear in its length. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (let from = 0; from < text.length; ) {
    SENTENCE_END.lastIndex = from;
    const to = SENTENCE_END.test(text) ? SENTENCE_END.lastIndex : text.length;
    const cut = text.slice(from, to).trim();
    from = to;
    if (cut === "") continue;
    const lower = lowered(cut);
    sentences.push({ text: cut, lower, words: wordsIn(lower), asks: lastMark(cut) === "?" });
  }
  return sentences;
}

/** Up to four words, all of them signs of listening. */
function isBackchannel(sentences: Sentence[], words: number): boolean {
  if (words === 0) return true;
  if (words > 4 || sentences.some((sentence) => sentence.asks)) return false;
  return sentences.every((sentence) => sentence.words.every((word) => BACKCHANNEL.has(word)));
}

/** Prepares a call for the detectors. Pure; cost linear in the text. */
export function prepare(call: Call): Talk {
  const byId = new Map(call.participants.map((participant) => [participant.id, participant]));
  let marks = 0;
  let total = 0;
  const turns = call.turns.map((turn, index): SpokenTurn => {
    const sentences = sentencesOf(turn.text);
    let words = 0;
    for (const sentence of sentences) {
      words += sentence.words.length;
      if (MARKS.has(lastMark(sentence.text))) marks += 1;
    }
    total += words;
    return {
      index,
      speaker: turn.speaker,
      side: byId.get(turn.speaker)?.side ?? null,
      startMs: turn.startMs,
      endMs: turn.endMs,
      text: turn.text,
      sentences,
      words,
      backchannel: isBackchannel(sentences, words),
    };
  });
  const sided = call.participants.filter((participant) => participant.side !== null);
  const attribution = Math.min(
    ...[1],
    ...sided.map((participant) => EVIDENCE_WEIGHT[participant.sideFrom ?? "given"]),
  );
  return {
    call,
    turns,
    punctuated: total > 0 && marks / total > 0.02,
    attribution: sided.length === 0 ? 0 : attribution,
  };
}
