import { BEHAVIOUR_BY_ID } from "../../coaching/behaviours.ts";
import type { FollowedUp } from "../../coaching/follow-up.ts";
import { pick, type Variant, type Wordings } from "./pick.ts";

interface FollowUpWords {
  /** "On 3 March you set out to ask where it breaks", for the beginning of a sentence. */
  setOut: string;
  /** Where the words stand; `null` without any. */
  place: { at: string; quoted: string; speaker: string; own: boolean } | null;
}

/** The question that follows is about this very moment, so the moment is not told here. */
const OPENING_MET: Variant<FollowUpWords>[] = [
  { id: "f-open-did", say: (w) => `${w.setOut}. On this call you did.` },
  { id: "f-open-here", say: (w) => `${w.setOut}. Here is where it happened.` },
  { id: "f-open-there", say: (w) => `${w.setOut}, and it is there on this call.` },
];
const OPENING_MISSED: Variant<FollowUpWords>[] = [
  { id: "f-miss-back", say: (w) => `${w.setOut}. Here is a place where it could have been.` },
  { id: "f-miss-look", say: (w) => `${w.setOut}. I looked for it here, and stopped at this.` },
  { id: "f-miss-chance", say: (w) => `${w.setOut}. This was a chance for it.` },
];
const MET: Variant<FollowUpWords>[] = [
  {
    id: "f-met-at",
    say: (w) => w.place && `${w.setOut}; at ${w.place.at} you did: ${w.place.quoted}`,
  },
  {
    id: "f-met-there",
    say: (w) => w.place && `${w.setOut}. There it was, at ${w.place.at}: ${w.place.quoted}`,
  },
];
const MISSED: Variant<FollowUpWords>[] = [
  {
    id: "f-not-closest",
    say: (w) =>
      w.place &&
      `${w.setOut}. No clear one here; the closest was at ${w.place.at}, ${w.place.own ? "your" : `${w.place.speaker}'s`} ${w.place.quoted} Did I miss one?`,
  },
  {
    id: "f-not-place",
    say: (w) =>
      w.place &&
      `${w.setOut}. I looked for it and found ${w.place.quoted} at ${w.place.at}, and then nothing of it. Did I overlook something?`,
  },
  {
    id: "f-not-none",
    say: (w) =>
      !w.place && `${w.setOut}. I looked for it here and did not find it. Did I miss one?`,
  },
];

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });

/** What they had set out to do and whether this call shows it, as one or two sentences. */
export function followUpLine(
  { setOut, met }: FollowedUp,
  opens: boolean,
  place: FollowUpWords["place"],
  wordings: Wordings,
): string {
  const { name } = BEHAVIOUR_BY_ID[setOut.behaviour];
  const what = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const day = DAY.format(new Date(`${setOut.on}T00:00:00Z`));
  const words = {
    setOut: setOut.agreed
      ? `On ${day} you set out to ${what}`
      : `On ${day} we spoke about this: ${what}`,
    place,
  };
  const variants = opens ? (met ? OPENING_MET : OPENING_MISSED) : met ? MET : MISSED;
  return pick(wordings, variants, words);
}
