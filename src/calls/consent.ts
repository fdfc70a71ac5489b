import type { Participant, Transcript } from "./call.ts";
import type { Invited } from "./invited.ts";

/** What a workspace lets be read of the calls that come in; what is left out allows. */
export interface ConsentRule {
  /** Meetings of our own people alone: `leave` unless told. */
  internal?: "leave" | "read";
  /** Only calls on which everybody agreed to be recorded, as their recorder says. */
  everybodyAgreed?: boolean;
  /** Companies whose calls are never read, as "example.com". */
  blockedDomains?: string[];
  /** Words in a title or on a call that make somebody look first. */
  keywords?: string[];
}

/** Why a call is not read. */
export interface Objection {
  kind: "internal" | "not-agreed" | "blocked" | "keyword";
  /** One sentence for people. */
  reason: string;
  /** Whether its host may let it be read after all; a blocked company is the admin's word. */
  hostMayAllow: boolean;
  /** Whether somebody is asked; a meeting among ourselves is nobody's trouble. */
  ask: boolean;
}

/** A call as far as a rule looks at it. */
export interface Questioned extends Pick<Transcript, "title" | "turns"> {
  /** With their sides. */
  participants: readonly Participant[];
  invited: readonly Invited[];
  consent: boolean | null;
  /** Whether a recorder brought it; what a person brings is never "only internal". */
  cameByItself: boolean;
}

/** The first thing a rule has against reading a call; `null` when there is none. Looked at before anything else is. */
export function objectionTo(
  call: Questioned,
  rule: ConsentRule,
  ourDomains: readonly string[],
): Objection | null {
  return (
    blocked(call, rule.blockedDomains ?? []) ??
    notAgreed(call, rule) ??
    keyword(call, rule.keywords ?? []) ??
    internal(call, rule, ourDomains)
  );
}

function blocked(call: Questioned, domains: readonly string[]): Objection | null {
  const listed = domains.map(domainOf).filter((domain) => domain !== "");
  const hit = addressesOf(call)
    .map(domainOf)
    .flatMap((domain) => listed.filter((one) => domain === one || domain.endsWith(`.${one}`)))[0];
  if (hit === undefined) return null;
  return {
    kind: "blocked",
    reason: `Somebody from ${hit} was on it, and calls with ${hit} are not to be read.`,
    hostMayAllow: false,
    ask: true,
  };
}

function notAgreed(call: Questioned, rule: ConsentRule): Objection | null {
  if (!rule.everybodyAgreed || call.consent === true) return null;
  return {
    kind: "not-agreed",
    reason:
      call.consent === false
        ? "Not everybody on it agreed to be recorded."
        : "Its recorder does not say whether everybody agreed to be recorded.",
    hostMayAllow: true,
    ask: true,
  };
}

function keyword(call: Questioned, keywords: readonly string[]): Objection | null {
  for (const word of keywords.map((one) => one.trim()).filter((one) => one !== "")) {
    const pattern = wholeWords(word);
    if (pattern.test(call.title)) return heldFor(word, "in its title");
    if (call.turns.some((turn) => pattern.test(turn.text))) return heldFor(word, "said on it");
  }
  return null;
}

const heldFor = (word: string, where: string): Objection => ({
  kind: "keyword",
  reason: `“${word}” is ${where}, and somebody is to look before such a call is read.`,
  hostMayAllow: true,
  ask: true,
});

function internal(
  call: Questioned,
  rule: ConsentRule,
  ourDomains: readonly string[],
): Objection | null {
  if (rule.internal === "read" || !call.cameByItself) return null;
  const ours = ourDomains.map(domainOf);
  const outside = addressesOf(call)
    .map(domainOf)
    .some((domain) => !ours.some((own) => domain === own || domain.endsWith(`.${own}`)));
  // Whoever is not known to be ours may be a buyer: then it is read.
  const allOurs = call.participants.every(
    (person) => person.side === "rep" && person.sideFrom !== "speech",
  );
  if (!allOurs || (ours.length > 0 && outside)) return null;
  return {
    kind: "internal",
    reason: "Only our own people were on it.",
    hostMayAllow: true,
    ask: false,
  };
}

function addressesOf(call: Questioned): string[] {
  return [...call.participants, ...call.invited].flatMap((one) => one.email ?? []);
}

/** Of an address, or as somebody wrote it: "@Example.com", "example.com". */
function domainOf(text: string): string {
  return text
    .slice(text.lastIndexOf("@") + 1)
    .trim()
    .toLowerCase();
}

function wholeWords(phrase: string): RegExp {
  const escaped = phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "iu");
}
