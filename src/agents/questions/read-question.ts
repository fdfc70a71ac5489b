import { contentWords } from "../../calls/content-words.ts";
import { type AskedWord, namedIn, wordsOf } from "./names.ts";
import { LONGEST_QUESTION, readPeriod } from "./period.ts";
import type { Asked, Directory } from "./question.ts";
import { callTypeOf, isTopicWord, topicOf } from "./topics.ts";

/** Words of questions about calls that are no subject of theirs. */
const FURNITURE = new Set(
  (
    "call calls meeting meetings conversation conversations deal deals account accounts customer customers buyer " +
    "buyers client clients prospect prospects company companies team rep reps question questions topic mention " +
    "mentions mentioned mentioning talk talked talking speak spoke discuss discussed ask asked asking answer " +
    "show list find search give remind summary summarise summarize read print please recent recently past this " +
    "that month months week weeks quarter year yesterday today tomorrow january february march april may june " +
    "july august september october november december monday tuesday wednesday thursday friday saturday sunday " +
    "since during between discovery demo demos negotiation executive hear heard anything everything ever " +
    "mean regard regarding concerning happen happened happening exactly quote quotes words word place"
  ).split(" "),
);
const ANYBODY =
  /^(?:they|them|he|she|it|we|us|you|i|me|customers?|buyers?|clients?|prospects?|people|anyone|anybody|everyone|someone|the|any|all|each|my|our|your|their|his|her|that|this|who|what|and|not|so)$/;
const SELF = /\b(?:i|my|me|mine|myself|i've|i'm|i'd)\b/;
const BUYERS_PROMISE =
  /\b(?:promis\w+|commit\w*|agree\w*) (?:to )?(?:me|us)\b|\bowes? (?:me|us)\b|\b(?:did|does|has|have) (?!i\b|we\b|(?:the |my |our )?(?:team|reps?|people|sellers?)\b)[\p{L}'’ .-]{1,40} (?:promis\w+|commit\w*|agree\w*|owe)\b/u;

/** Reads a person's question: whom it names, what it is about, which time. Pure. */
export function readQuestion(said: string, directory: Directory, now: Date, zone: string): Asked {
  const text = said.slice(0, LONGEST_QUESTION);
  const words = wordsOf(text);
  const buyers = namedIn(words, directory.buyers, "person");
  const accounts = namedIn(words, directory.accounts, "company");
  const competitors = namedIn(
    words,
    directory.competitors.map((name) => ({ name })),
    "company",
  );
  const ours = namedIn(words, directory.colleagues, "person");
  // A colleague's first name may be a buyer's too: on a call of one's own it is the buyer who is meant.
  const people = ours.found.filter((person) => !buyers.used.has(firstOf(person.name)));
  const others = people.filter(({ id }) => id !== directory.asker.id);
  const used = new Set([...buyers.used, ...accounts.used, ...competitors.used, ...ours.used]);
  const lower = text.toLowerCase().replaceAll("’", "'");
  return {
    text,
    topic: topicOf(text, { competitors: competitors.found.length }),
    period: readPeriod(text, now, zone),
    aboutSelf: SELF.test(lower) || people.some(({ id }) => id === directory.asker.id),
    reps: others.filter(({ reports }) => reports).map(({ id, name }) => ({ id, name })),
    namesOthers: others.some(({ reports }) => !reports),
    accounts: accounts.found.map(({ id, name }) => ({ id, name })),
    buyers: [...new Set(buyers.found.map(({ name }) => name))],
    competitors: competitors.found.map(({ name }) => name),
    callType: callTypeOf(text),
    promisesOf: people.length === 0 && BUYERS_PROMISE.test(lower) ? "buyer" : "rep",
    subject: words
      .filter(({ word }) => !used.has(word) && !FURNITURE.has(word) && !/^\d/.test(word))
      .filter(({ word }) => contentWords([word.replaceAll("’", "'")]).size > 0)
      .map(({ said: written }) => written),
    strangers: strangersIn(words, used),
  };
}

const firstOf = (name: string) => wordsOf(name)[0]?.word ?? "";

/** "What did Zorblax say": a word in a name's place that no list knows. */
function strangersIn(words: readonly AskedWord[], used: ReadonlySet<string>): string[] {
  const last = words.length - 1;
  return words
    .filter(({ word, capital, before }, at) => {
      if (used.has(word) || FURNITURE.has(word) || ANYBODY.test(word)) return false;
      if (contentWords([word]).size === 0 || /^\d/.test(word) || isTopicWord(word)) return false;
      const asked = /^(?:did|does|has|have)$/.test(before);
      const speaks = /^(?:say|said|says|mention|promise|think|want|ask|tell|commit|agree|owe|need)/;
      if (asked) return speaks.test(words[at + 1]?.word ?? "");
      if (/^(?:with|at|from)$/.test(before) && at === last) return true;
      return capital && at > 0;
    })
    .map(({ word }) => word);
}
