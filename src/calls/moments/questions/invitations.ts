import { words } from "./words.ts";

/** Phrases that ask without being interrogative, by first word; the strongest invite an open answer. */
const PHRASES: readonly (readonly [string, number])[] = [
  ["tell me about", 0.9],
  ["tell me more", 0.92],
  ["tell me a", 0.85],
  ["tell me what", 0.88],
  ["tell me how", 0.88],
  ["tell me why", 0.88],
  ["tell me where", 0.85],
  ["tell me who", 0.85],
  ["tell me when", 0.75],
  ["tell me which", 0.85],
  ["tell us about", 0.88],
  ["tell us more", 0.9],
  ["tell us a", 0.85],
  ["tell us what", 0.85],
  ["tell us how", 0.85],
  ["walk me through", 0.92],
  ["walk us through", 0.9],
  ["talk me through", 0.92],
  ["talk us through", 0.9],
  ["take me through", 0.88],
  ["take us through", 0.85],
  ["talk to me about", 0.9],
  ["help me understand", 0.92],
  ["help us understand", 0.9],
  ["help me see", 0.8],
  ["say more", 0.85],
  ["say a little more", 0.85],
  ["say a bit more", 0.85],
  ["describe for me", 0.85],
  ["describe your", 0.8],
  ["describe how", 0.8],
  ["describe what", 0.8],
  ["describe a", 0.75],
  ["describe the", 0.7],
  ["describe to me", 0.85],
  ["explain to me", 0.85],
  ["explain what", 0.75],
  ["explain how", 0.75],
  ["explain why", 0.75],
  ["give me an example", 0.9],
  ["give me an idea", 0.88],
  ["give me a sense", 0.88],
  ["give me a picture", 0.88],
  ["give me a feel", 0.88],
  ["share with me", 0.8],
  ["share with us", 0.75],
  ["share a little", 0.75],
  ["share a bit", 0.75],
  ["elaborate on", 0.8],
  ["expand on", 0.75],
  ["fill me in on", 0.85],
  ["remind me what", 0.8],
  ["remind me how", 0.8],
  ["remind me who", 0.8],
  ["remind me where", 0.8],
  ["remind me why", 0.8],
  ["paint me a picture", 0.88],
  ["bring me up to speed", 0.85],
  ["i'm curious", 0.8],
  ["curious how", 0.8],
  ["curious what", 0.8],
  ["curious why", 0.8],
  ["curious if", 0.75],
  ["curious about", 0.75],
  ["i was curious", 0.75],
  ["i'd be curious", 0.8],
  ["i wonder", 0.7],
  ["i'm wondering", 0.8],
  ["i'm just wondering", 0.8],
  ["i was wondering", 0.8],
  ["i was just wondering", 0.8],
  ["i am wondering", 0.8],
  ["just wondering", 0.75],
  ["wondering if", 0.75],
  ["wondering what", 0.75],
  ["wondering how", 0.75],
  ["i'd love to hear", 0.82],
  ["i'd love to know", 0.82],
  ["i'd love to understand", 0.82],
  ["i'd love to learn", 0.75],
  ["would love to hear", 0.75],
  ["would love to understand", 0.75],
  ["i'd like to hear", 0.78],
  ["i'd like to know", 0.78],
  ["i'd like to understand", 0.78],
  ["i want to hear", 0.65],
  ["i want to understand", 0.65],
  ["interested to hear", 0.7],
  ["interested in hearing", 0.7],
];

/** Thinking aloud: a question only when it turns to the listener ("I wonder if you…"). */
const MUSINGS = words("curious wonder wondering");
const LISTENER = words("you your you're you'd you've you'll we we're us");
const MUSING_REACH = 8;

/** Before an invitation these make it reported speech or an offer: "he told me", "let me explain". */
const REVERSED = words(
  "to let i'll i'd we'll she he they didn't don't not you'd never will who that",
);

const byFirstWord = new Map<string, { rest: readonly string[]; strength: number }[]>();
for (const [phrase, strength] of PHRASES) {
  const [first, ...rest] = phrase.split(" ") as [string, ...string[]];
  const entry = byFirstWord.get(first) ?? [];
  entry.push({ rest, strength });
  byFirstWord.set(first, entry);
}

/** Words an invitation can begin with. */
export const INVITATION_HEADS: readonly string[] = [...byFirstWord.keys()];

/** An invitation to talk beginning at word `at`: its strength, or 0. */
export function invitationAt(all: readonly string[], at: number): number {
  const phrases = byFirstWord.get(all[at] as string);
  if (phrases === undefined) return 0;
  let best = 0;
  for (const { rest, strength } of phrases) {
    if (strength > best && rest.every((word, offset) => all[at + 1 + offset] === word))
      best = strength;
  }
  if (best === 0) return 0;
  const ahead = all.slice(at, at + MUSING_REACH);
  if (
    ahead.slice(0, 4).some((word) => MUSINGS.has(word)) &&
    !ahead.some((word) => LISTENER.has(word))
  )
    return 0;
  return at > 0 && REVERSED.has(all[at - 1] as string) ? 0 : best;
}
