import { nameKey } from "./names.ts";

const LABEL = /^\s*(?:>>+|[-–—•*])?\s*(?:\*\*)?([^:：]{1,80})(?::(?:\*\*)?(?:\s+|$)|：\s*)/u;
const NAME_WORD = /^["'(“]?[\p{Lu}\p{Lt}\p{Lo}\p{N}][\p{L}\p{M}\p{N}'’.\-&,_/@|)"”]*$/u;
const PARTICLES = new Set(
  "de da do dos das del della der den di du la le van von zu bin ibn al el y e af of ten ter".split(
    " ",
  ),
);
/** Words that end in a colon in ordinary speech and notes. */
const HEADINGS = new Set(
  (
    "note notes question questions answer answers example examples step steps agenda update updates " +
    "summary warning important reminder tip tips today tomorrow yesterday so and but or also first " +
    "second third finally last next then now well okay ok yes no right because thing point points goal " +
    "goals option options price prices pricing cost costs budget timeline date time subject re fwd from " +
    "to cc title topic topics problem problems solution solutions result results conclusion ps fyi btw " +
    "action actions decision decisions attendees participants location duration transcript recording " +
    "meeting chapter part section source link url kind language region style remember look listen " +
    "meaning plus here there this that these those what why how who when where which one two three i we " +
    "you it he she they my our your his her their the a if as for in on at with here's there's it's " +
    "that's what's summary overview background context status owner deadline number quote disclaimer " +
    "caption subtitle translation version created organizer invited http https error info debug"
  ).split(" "),
);

/** The "Name:" a line begins with and the words after it; `null` when there is none. */
export function labelOf(line: string): { label: string; rest: string } | null {
  const match = LABEL.exec(line.length > 200 ? line.slice(0, 200) : line);
  const label = match?.[1]?.replace(/^[\s*_]+|[\s*_]+$/g, "");
  if (match === null || label === undefined || label === "") return null;
  return { label, rest: line.slice(match[0].length).trim() };
}

/** Whether a label reads like a person's name: up to five capitalised words, no heading. */
export function looksLikeName(label: string): boolean {
  const words = label.replace(/\s*[([<][^)\]>]*[)\]>]$/, "").split(/\s+/);
  if (words.length > 5 || !/\p{L}/u.test(label) || /[?!;…]|[,.]$/.test(label)) return false;
  if (isHeading(words)) return false;
  return words.every((word, at) => {
    if (at > 0 && PARTICLES.has(word.toLowerCase())) return true;
    // Scripts without spaces write a whole sentence as one word.
    return NAME_WORD.test(word) && (word.length <= 12 || !/^\p{Lo}/u.test(word));
  });
}

function isHeading(words: string[]): boolean {
  // "A." or "So," is as much a heading word as the bare one; single letters label interviews.
  const first = (words[0] ?? "").toLowerCase().replace(/[.,]+$/, "");
  if (words.length === 1 && first.length === 1) return false;
  return HEADINGS.has(first);
}

/** A label met in a file, and whether it stood on a line of its own. */
export interface SeenLabel {
  label: string;
  alone: boolean;
}

/**
 * Which of a file's labels are speakers. One look at a line cannot tell "Maya: hello" from
 * "Deadline: Friday", so the whole file decides: a label counts when it recurs or when most lines carry one.
 */
export function speakerLabels(seen: SeenLabel[], lines: number): Set<string> {
  const labels = new Map<string, { key: string; times: number; alone: boolean }>();
  for (const { label, alone } of seen) {
    const known = labels.get(label);
    if (known === undefined) labels.set(label, { key: nameKey(label), times: 1, alone });
    else {
      known.times++;
      known.alone ||= alone;
    }
  }
  const times = new Map<string, number>();
  for (const { key, times: own } of labels.values()) times.set(key, (times.get(key) ?? 0) + own);
  const recurs = (key: string) => (times.get(key) ?? 0) > 1;

  let usable = 0;
  let headings = 0;
  for (const [label, { key, times: own }] of labels) {
    if (looksLikeName(label) || (recurs(key) && isPlain(label))) usable += own;
    else if (isHeading(label.split(/\s+/))) headings += own;
  }
  // "Note: …" speaks neither for nor against labels, so such a line weighs half.
  const share = usable / Math.max(1, lines - headings / 2);
  const accepted = new Set<string>();
  for (const [label, { key, alone }] of labels) {
    const words = label.split(/\s+/).length;
    const capitals = label.length > 1 && label === label.toUpperCase() && /\p{Lu}/u.test(label);
    const plausible = looksLikeName(label)
      ? share >= 0.6 ||
        (alone && capitals) ||
        (recurs(key) && (share >= 0.1 || words > 1)) ||
        (words > 1 && share >= 0.3)
      : recurs(key) && isPlain(label) && share >= 0.6;
    if (plausible) accepted.add(label);
  }
  return accepted;
}

function isPlain(label: string): boolean {
  const words = label.split(/\s+/);
  return (
    words.length <= 3 && /\p{L}/u.test(label) && !/[?!;,…<>{}="]/.test(label) && !isHeading(words)
  );
}
