import { COMPANY_BEFORE } from "./not-names.ts";

/** What the words around a name make of it, added up over a call. */
export interface Standing {
  person: number;
  company: number;
  place: number;
}

/** Somebody who speaks, thinks, works, comes and goes. */
const PERSON_AFTER =
  /^(?:,? (?:who|whom)\b|,? (?:she|he)(?:'s|'d|'ll)? |,? (?:thinks|thought|knows|knew|rang|rings|retired|laughed|reckons|agrees|agreed|hates|loves|worries|worried|and i\b|and me\b|or me\b)\b|'s (?:off|retiring|on holiday|on leave|leaving|my|our)\b)/;
/** People say so, and so do the companies they speak for. */
const SPEAKS_AFTER = /^ (?:said|told|asked|says|wants|wanted)\b/;
const MANY_AFTER = /^(?:,? (?:they|them|were|are|have)\b| \w+ (?:they|them)\b)/;
const THING_BEFORE = /\b(?:the|a|an|your|this|that|another) $/;
const PERSON_BEFORE =
  /(?:^|[\s,])(?:ask|asked|tell|told|thanks|thank you|cheers|met|meet|boss|colleague|colleagues|wife|husband|brother|sister|son|daughter|and me and|hi|hello|hey|bye|poor|dear|sorry|me and|and i and|see you|called her|called him|name is|name's) $/;
/** Someone spoken to: "…, Aled." or "Aled, can you…". */
const SPOKEN_TO_AFTER =
  /^, (?:you|can|could|what|how|do|did|are|is|if|thank|thanks|i|we|would|will|have|that)\b/;
const COMPANY_AFTER =
  /^(?:'s (?:platform|product|products|pricing|price|software|system|quote|contract|api|app|tool|offer|support|sales|customers|website|shares|revenue)\b| (?:integration|api|contract|account|system|software|platform|licen[cs]es?|module|users?|invoices?|app|ltd|inc|plc|gmbh|shares|stock|cloud|subscription)\b)/;
const SYSTEM_BEFORE =
  /\b(?:use|uses|used|using|bought|buy|switch(?:ed|ing)? to|mov(?:e|ed|ing) to|running|runs|run|competitors? like|vendors? like|suppliers? like|company called|firm called|system called|acquired|integrat\w+ with) $/;
const PLACE_BEFORE =
  /\b(?:in|near|outside|up in|down in|over in|around|based in|move to|drive to) $/;
const PLACE_AFTER =
  /^ (?:site|sites|plant|office|offices|depot|mill|warehouse|branch|factory|yard|hospital|road|street|lane|store|clinic|airport|side)\b/;
const REACH = 30;

/** Adds what one mention tells; `text` is the lower-case sentence, the name stands from `at` to `end`. */
export function weighStanding(standing: Standing, text: string, at: number, end: number): void {
  const before = text.slice(Math.max(0, at - REACH), at);
  const after = text.slice(end, end + REACH);
  if (PERSON_AFTER.test(after) || PERSON_BEFORE.test(before)) standing.person += 1;
  if (SPEAKS_AFTER.test(after)) standing.person += 0.5;
  if (MANY_AFTER.test(after)) standing.company += 0.5;
  if (THING_BEFORE.test(before) && !PLACE_AFTER.test(after)) standing.company += 1;
  // A name alone between a comma and the end is spoken to, unless it ends a list.
  const closes = before.endsWith(", ") && /^[.?!]?$/.test(after) && !/,.*, $/.test(before);
  if (closes || (at === 0 && SPOKEN_TO_AFTER.test(after))) standing.person += 0.5;
  if (COMPANY_AFTER.test(after) || SYSTEM_BEFORE.test(before)) standing.company += 1;
  else if (COMPANY_BEFORE.has(before.trim().split(" ").at(-1) ?? "")) standing.company += 0.25;
  if (PLACE_BEFORE.test(before) || PLACE_AFTER.test(after)) standing.place += 1;
}
