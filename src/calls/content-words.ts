import type { SpokenTurn } from "./talk.ts";

/** Words that say nothing about the subject: function words, fillers, courtesies, sales-call furniture. */
const EMPTY = new Set(
  (
    "a an the and or but so if then than that this these those there here it its it's i i'm i've i'd i'll you " +
    "you're you've you'd you'll he she they them their we we're we've we'd we'll us our my your his her him me " +
    "is are was were be been being am do does did done doing have has had having will would can could should " +
    "shall may might must not no nor don't doesn't didn't isn't wasn't won't can't of in on at to for from with " +
    "without by about into over under up down out off as like just really very quite pretty actually basically " +
    "kind sort bit lot lots much many more most some any all every each other another same such own only even " +
    "still also too again ever never always maybe perhaps well okay ok yeah yes yep right sure oh ah um uh mm hmm " +
    "mhm know mean think guess feel see look say said says tell told get got getting go goes going went come came " +
    "make makes made take takes took thing things stuff something anything everything nothing someone anyone " +
    "what when where who whom whose which why how because while after before until since now today time way " +
    "one two three first last next good great nice fine fair thanks thank please sorry sounds let let's want " +
    "happen happens happened happening comes coming somebody anybody everybody nobody question questions sooner later " +
    "need try put give gives gave use used using work works people day days week weeks obviously literally honestly " +
    "they've they'd they'll he'd he'll she'd she'll it'd it'll that'd that'll who'd who'll there'd somebody's " +
    "that's there's what's who's he's she's they're isn't aren't weren't wouldn't couldn't shouldn't hasn't haven't"
  ).split(" "),
);

/** Strips the commonest English endings so that "matches", "matching" and "matched" meet. */
function stem(word: string): string {
  if (word.length <= 4) return word.endsWith("s") && word.length === 4 ? word.slice(0, -1) : word;
  for (const ending of ["ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "s"]) {
    if (word.endsWith(ending) && word.length - ending.length >= 3) {
      return word
        .slice(0, word.length - ending.length)
        .replace(/(.)\1$/, "$1")
        .replace(/e$/, "");
    }
  }
  return word.replace(/e$/, "");
}

/** A sentence is asked for its subject many times, by each finder: its stems are kept as long as it lives. */
const kept = new WeakMap<readonly string[], Set<string>>();

/** The stems of the words that carry a subject; used to tell following up from moving on. */
export function contentWords(words: readonly string[]): Set<string> {
  const known = kept.get(words);
  if (known) return known;
  const stems = new Set<string>();
  for (const word of words) if (!EMPTY.has(word) && word.length > 2) stems.add(stem(word));
  kept.set(words, stems);
  return stems;
}

/** The content words of a whole turn, in a set of the asker's own. */
export function contentOf(turn: SpokenTurn): Set<string> {
  const stems = new Set<string>();
  for (const { words } of turn.sentences) for (const word of contentWords(words)) stems.add(word);
  return stems;
}

/** How many of `a` are also in `b`. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared;
}
