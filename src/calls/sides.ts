import { Rejected } from "../errors.ts";
import type { Participant, Side, SideEvidence, Transcript } from "./call.ts";
import { nameKey } from "./transcript/names.ts";

/** What is known about our own people before a call is read. */
export interface KnownPeople {
  /** Our people. */
  roster: { name: string; email?: string }[];
  /** Such as "example.com"; the roster's own domains count too. */
  ourDomains?: string[];
  /** Given by a person; wins over everything else. */
  repName?: string;
}

/** The participants with their sides, whose call it is, and what should be said about how that was found. */
export interface ResolvedSides {
  participants: Participant[];
  /** Of several on our side, the one who speaks most; `null` when nobody is known to be. */
  rep: Participant | null;
  notes: string[];
}

const FREE_MAIL =
  /^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|gmx|proton|protonmail|aol)\./;
const RECORDER = /\b(?:notetaker|note taker|note-taker|recorder|otter\.ai|fireflies|fathom|bot)\b/i;
const REP_ROLE = /^(?:sales|seller|salesperson|sales rep|account executive|ae|sdr|bdr)$/;
const BUYER_ROLE = /^(?:buyer|customer|client|prospect|lead)$/;

/**
 * Decides who is rep and who is buyer: given → roster → e-mail domain → name → speech; what stays unclear
 * stays `null`. Throws `Rejected`, listing the names, when `repName` fits nobody or more than one.
 */
export function resolveSides(transcript: Transcript, known: KnownPeople): ResolvedSides {
  const people = transcript.participants.map((person) => ({ ...person }));
  const notes: string[] = [];
  const chosen = known.repName === undefined ? null : personNamed(people, known.repName);
  if (chosen !== null) decide(chosen, "rep", "given", true);
  for (const person of people) if (person.side !== null) person.sideFrom ??= "given";
  fromRoster(people, known.roster, notes);
  fromDomains(people, known);
  fromNames(people, known.ourDomains ?? []);
  const clear = people.find((person) => person.side === "rep");
  if (clear === undefined) fromSpeech(people, transcript, notes);
  else restAreBuyers(people, clear.sideFrom ?? "given");
  const rep =
    chosen ??
    mostHeard(
      people.filter((person) => person.side === "rep"),
      transcript,
      notes,
    );
  if (rep === null) notes.push("Nobody is known to be the rep; name one to see both sides.");
  return { participants: people, rep, notes };
}

function decide(person: Participant, side: Side, from: SideEvidence, force = false): void {
  if (person.side !== null && !force) return;
  person.side = side;
  person.sideFrom = from;
}

/** Without a company or role in parentheses or behind a bar: "Maya (Tallyhouse)" is Maya. */
function bareName(name: string): string {
  return nameKey(name.replace(/\s*(?:\([^()]*\)|[|@].*)$/, ""));
}

function firstName(name: string): string {
  return bareName(name).split(" ")[0] ?? "";
}

function personNamed(people: Participant[], wanted: string): Participant {
  const key = nameKey(wanted);
  const full = people.filter(
    (person) => nameKey(person.name) === key || bareName(person.name) === key,
  );
  const found = full.length > 0 ? full : people.filter((person) => firstName(person.name) === key);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const names = (only === undefined ? people : found).slice(0, 20).map((person) => person.name);
  const shown = wanted.replace(/[\p{C}\s]+/gu, " ").slice(0, 80);
  throw new Rejected(
    only === undefined
      ? `Nobody on this call is called "${shown}"; choose one of: ${names.join(", ")}`
      : `Several people on this call are called "${shown}": ${names.join(", ")}; give the full name`,
  );
}

function fromRoster(people: Participant[], roster: KnownPeople["roster"], notes: string[]): void {
  const emails = new Set(roster.flatMap((one) => one.email?.toLowerCase() ?? []));
  for (const person of people) {
    if (person.email !== undefined && emails.has(person.email)) decide(person, "rep", "roster");
  }
  const matches = (key: (name: string) => string, usable: (person: Participant) => boolean) => {
    const ours = countBy(roster.map((one) => key(one.name)));
    const here = countBy(people.filter(usable).map((person) => key(person.name)));
    for (const person of people) {
      const name = key(person.name);
      if (person.side !== null || !usable(person) || !ours.has(name)) continue;
      if (ours.get(name) === 1 && here.get(name) === 1) decide(person, "rep", "roster");
      else notes.push(`${person.name} could be more than one person and was not matched.`);
    }
  };
  // A name proves nothing against an address that is on nobody's list.
  const unproven = (person: Participant) => person.email === undefined || emails.size === 0;
  matches(bareName, (person) => unproven(person) && bareName(person.name).includes(" "));
  matches(firstName, (person) => unproven(person) && !bareName(person.name).includes(" "));
}

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The domains of our people: those given, and the roster's own where they are a company's. */
export function domainsOfOurs(known: Pick<KnownPeople, "roster" | "ourDomains">): string[] {
  const given = (known.ourDomains ?? []).map((domain) => domain.toLowerCase().replace(/^@/, ""));
  const fromRoster = known.roster.flatMap((one) => one.email?.split("@")[1]?.toLowerCase() ?? []);
  return [...new Set([...given, ...fromRoster.filter((domain) => !FREE_MAIL.test(domain))])];
}

function fromDomains(people: Participant[], known: KnownPeople): void {
  const ours = domainsOfOurs(known);
  if (ours.length === 0) return;
  for (const person of people) {
    const domain = person.email?.split("@")[1]?.toLowerCase();
    if (domain === undefined) continue;
    const mine = ours.some((own) => domain === own || domain.endsWith(`.${own}`));
    decide(person, mine ? "rep" : "buyer", "domain");
  }
}

/** "Maya (Tallyhouse)", "Maya | Tallyhouse" and bare roles such as "Customer". */
function fromNames(people: Participant[], ourDomains: string[]): void {
  const ours = new Set(
    ourDomains.map((domain) => nameKey(domain.replace(/^@/, "").split(".")[0] ?? "")),
  );
  for (const person of people) {
    const words = [bareName(person.name), companyOf(person)];
    if (words.some((word) => REP_ROLE.test(word) || ours.has(word.replaceAll(" ", "")))) {
      decide(person, "rep", "name");
    } else if (words.some((word) => BUYER_ROLE.test(word))) decide(person, "buyer", "name");
  }
  // Colleagues sit on one side of the table.
  const sides = new Map<string, Side>();
  for (const person of people) {
    if (person.side !== null && companyOf(person) !== "") sides.set(companyOf(person), person.side);
  }
  for (const person of people) {
    const side = sides.get(companyOf(person));
    if (side !== undefined) decide(person, side, "name");
  }
}

function companyOf(person: Participant): string {
  const found = /(?:\(([^()]+)\)|[|@]\s*([^|@]+))$/.exec(person.name);
  return nameKey(found?.[1] ?? found?.[2] ?? "");
}

function restAreBuyers(people: Participant[], evidence: SideEvidence): void {
  for (const person of people) if (isPerson(person)) decide(person, "buyer", evidence);
}

function isPerson(person: Participant): boolean {
  return person.id !== "unknown" && !RECORDER.test(person.name);
}

/** What sellers say on calls; each counts twice at most, so that one habit decides nothing. */
const SELLS = [
  /\bwe (?:help|work with|partner with|offer|support|integrate with) (?:you|companies|teams|customers|clients|businesses|organi[sz]ations|people|a lot of|many|most)\b/g,
  /\b(?:our|other|many of our|most of our) (?:customers|clients) (?:use|see|find|tell|say|love|get|usually|typically|like)\b/g,
  /\bour (?:product|platform|solution|software|pricing|implementation team|onboarding|roadmap|customer success)\b/g,
  /\b(?:i'll|i will|i can|let me|we'll|we can|we will|happy to) (?:send|email|get|put together|share|show|walk) (?:you|over|together|a proposal|the proposal|pricing|a quote|some times)\b/g,
  /\bwalk you through\b/g,
  /\b(?:i|we) (?:can|could) (?:offer|give|throw in|do) (?:you|it for|that for|a discount)\b/g,
  /\b(?:are you|would you be) (?:interested in|willing to|open to)\b/g,
  /\bwhat (?:brought you|made you|are you (?:using|looking|hoping)|would you like to know|questions do you have)\b/g,
  /\bhow (?:do|are) you (?:currently |today )?(?:handle|handling|manage|managing|track|tracking|doing|solving)\b/g,
  /\b(?:tell me|can you tell me)(?: a (?:little|bit))?(?: more)? about (?:your|how you|what you)\b/g,
  /\bthanks? (?:you )?(?:so much )?for (?:taking the time|joining|your time|hopping on|coming)\b/g,
  /\bwhat(?:'s| is) your (?:budget|timeline|process|biggest|role|decision|goal)\b/g,
];

/** What buyers say: about what they have, what they must clear, what it costs. */
const BUYS = [
  /\bwe(?:'re| are)? (?:currently|already|still)? ?(?:use|using|looking for|looking at|evaluating|comparing)\b/g,
  /\b(?:our|my) (?:current|existing) (?:vendor|tool|provider|contract|system|setup|process)\b/g,
  /\bhow much (?:does|do|is|are|would|will|for)\b/g,
  /\bwhat (?:does|would|will) (?:it|this|that) cost\b/g,
  /\b(?:do|does|can|could|would|is|are) (?:you|it|your (?:product|platform|tool|team|company)) (?:guys )?(?:integrate|support|offer|have an|take|accept|lower|charge)\b/g,
  /\byour (?:product|platform|solution|software|tool|pricing|price|contract|terms|customers|company)\b/g,
  /\b(?:i|we) (?:need|have) to (?:check|talk|run|clear|take it|take this) (?:it |this |that )?(?:with|to|by|past|back)\b/g,
  /\bmy (?:boss|manager|cfo|director|vp|team would)\b/g,
  /\b(?:can|could) you (?:send|email) (?:me|us|over)\b/g,
  /\b(?:our budget|too expensive|out of (?:our|my) budget|(?:i'm|i am|we're|we are) interested in)\b/g,
];

const READ_CHARACTERS = 200_000;
/** Points of lead before speech alone may say who sells; with fewer it is a guess. */
const CLEAR_LEAD = 3;

function fromSpeech(people: Participant[], transcript: Transcript, notes: string[]): void {
  const words = new Map<string, string[]>();
  for (const turn of transcript.turns) {
    const said = words.get(turn.speaker);
    if (said === undefined) words.set(turn.speaker, [turn.text]);
    else said.push(turn.text);
  }
  const voices = people
    .filter((person) => isPerson(person) && words.has(person.id))
    .map((person) => ({ person, points: pointsOf((words.get(person.id) ?? []).join("\n")) }))
    .sort((a, b) => b.points - a.points);
  const [first, second] = voices;
  if (first === undefined || second === undefined || first.person.side !== null) return;
  if (first.points < 1 || first.points - second.points < CLEAR_LEAD) return;
  decide(first.person, "rep", "speech");
  for (const { person, points } of voices.slice(1)) {
    if (voices.length === 2 || points < 0) decide(person, "buyer", "speech");
  }
  notes.push(
    `${first.person.name} was taken for the rep by what was said; name the rep to be sure.`,
  );
}

/** Selling phrases less buying phrases. */
function pointsOf(text: string): number {
  const lower = text.slice(0, READ_CHARACTERS).toLowerCase().replaceAll("’", "'");
  const count = (cues: RegExp[]) =>
    cues.reduce((sum, cue) => sum + Math.min(2, lower.match(cue)?.length ?? 0), 0);
  return count(SELLS) - count(BUYS);
}

function mostHeard(
  reps: Participant[],
  transcript: Transcript,
  notes: string[],
): Participant | null {
  if (reps.length < 2) return reps[0] ?? null;
  const heard = new Map<string, number>();
  for (const { speaker, text } of transcript.turns) {
    heard.set(speaker, (heard.get(speaker) ?? 0) + text.length);
  }
  const [rep] = [...reps].sort((a, b) => (heard.get(b.id) ?? 0) - (heard.get(a.id) ?? 0));
  if (rep !== undefined) {
    notes.push(
      `${reps.length} people on this call are ours; ${rep.name} spoke most and is taken as the rep.`,
    );
  }
  return rep ?? null;
}
