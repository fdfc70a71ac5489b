import type { ObjectionCategory, ObjectionMoment } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { momentAt } from "./moment-at.ts";
import { handlingOf } from "./objection-handling.ts";
import { amountsIn, asksForGift, counterOffer } from "./objection-price.ts";
import { OBJECTION_RULES, type ObjectionRule } from "./objection-rules.ts";
import { isSalesCall, LEAST_SAID, salesHits } from "./objection-sales.ts";

/** The bar for a speaker who is known to be the buyer. */
const BUYER_BAR = 0.5;
/** Without sides anybody may have said it, also about something else: only strong words count. */
const UNKNOWN_BAR = 0.75;
/** For more than one objection in a turn. */
const SECOND_BAR = 0.75;
/** What the turns before it add to weak words. */
const CONTEXT = 0.1;
/** Longer quotes are cut around the words that matter. */
const LONGEST_QUOTE = 280;

const NO_RULES: readonly ObjectionRule[] = [];
const RULES_BY_CUE = new Map<string, ObjectionRule[]>();
for (const rule of OBJECTION_RULES)
  for (const cue of rule.cues.split(" ")) {
    const rules = RULES_BY_CUE.get(cue);
    if (rules === undefined) RULES_BY_CUE.set(cue, [rule]);
    else rules.push(rule);
  }

interface Hit {
  category: ObjectionCategory;
  weight: number;
  quote: string;
}

/** A verbatim piece of at most 280 characters around the match, cut at spaces. */
function quoteAround(text: string, index: number): string {
  if (text.length <= LONGEST_QUOTE) return text;
  const start = Math.max(0, index - LONGEST_QUOTE / 2);
  const piece = text.slice(start, start + LONGEST_QUOTE);
  const first = start === 0 ? 0 : piece.indexOf(" ") + 1;
  const last = piece.lastIndexOf(" ");
  return piece.slice(first, last > first ? last : undefined).trim() || piece;
}

/** Sympathy, agreement and asking how to go on carry the same words but resist nothing. */
const NO_OBJECTION =
  /\b(?:no (?:problem|worries|doubt|rush)|not (?:a problem|an issue)|why not|i don'?t (?:mind|see why (?:i wouldn'?t|not))|can't wait|don't worry|if you don't mind)\b|^(?:i'm |i am )?sorry to hear|\bwhat (?:can|could) (?:i|we) do\b/;

function hitIn(sentence: Sentence, bonus: number): Hit | null {
  let best: ObjectionRule | null = null;
  let index = 0;
  let tried: Set<ObjectionRule> | null = null;
  for (const word of sentence.words)
    for (const rule of RULES_BY_CUE.get(word) ?? NO_RULES) {
      if (best !== null && rule.weight <= best.weight) continue;
      tried ??= new Set();
      if (tried.has(rule)) continue;
      tried.add(rule);
      const match = rule.pattern.exec(sentence.lower);
      if (match === null) continue;
      best = rule;
      index = match.index;
    }
  if (best === null || NO_OBJECTION.test(sentence.lower)) return null;
  const quote = quoteAround(sentence.text, index);
  const taken = TAKES_BACK.test(sentence.lower.slice(index)) ? TAKEN_BACK : 0;
  return { category: best.category, weight: best.weight + bonus - taken, quote };
}

/** "Not much, but I'd be glad to": the speaker has taken the objection back in the same breath. */
const TAKES_BACK =
  /\bbut (?:i|we|know)(?:'ll|'d|'m| will| would| can| could| am)? (?:\w+ ){0,2}(?:glad|happy|willing|love|donate|give|help|make|pay|ask|any|do (?:it|that|\$|\d))\b/;
const TAKEN_BACK = 0.3;
const SURE = 0.9;
/** A request stands at the end of a turn. */
const LAST_SENTENCES = 4;
const positive = (amount: number) => amount > 0;

const ASKS_FOR_IT =
  /\b(?:would you|will you|could you|can you|can i|are you (?:willing|able|interested|ready|open)|do you want|do you (?:like|feel comfortable)|how much|interested|willing|shall we|won't you|sign|make sense to|consider|make a (?:\w+ )?donation|commit|count on you)\b/;
const DECLINES =
  /^(?:um |uh |well |hmm |oh )*(?:not really|not yet|no|nope|nah|probably not|i don't know|i'm not sure|not sure|maybe|possibly|i guess)[.,! ]*$/;
/** Asks for what is wrong with it, or why the other gives it away: doubt in the shape of a question, about any goods. */
const PROBES =
  /\b(?:any|anything|are there|is there|does it have|what's|what is|has it had|had any|have any|no) (?:\w+ ){0,4}(?:wrong|issues?|problems?|damages?|damaged|defects?|complaints?|flaws?|faults?|faulty|catch|downsides?|drawbacks?)\b|\bwhy (?:are|did|do|were) (?:you|they) (?:\w+ ){0,2}(?:sell|selling|getting rid|get rid|leave|leaving)\b/;
/** "Have you done it yourself?": the request handed back to who made it. */
const HANDS_BACK =
  /^(?:so |and |but |well |ok |okay )*(?:(?:have|are|did|will|would|do|how much (?:are|did|will|have|do)) you)(?! ever| looking| asking) (?:\w+ ){0,2}(?:donat|contribut|giv|us(?:e|ing)\b|buy|pay|invest|pledg)/;

function contextual(sentence: Sentence, asked: boolean, requested: boolean): Hit | null {
  if (NO_OBJECTION.test(sentence.lower)) return null;
  const quote = quoteAround(sentence.text, 0);
  if (asked && DECLINES.test(sentence.lower)) return { category: "other", weight: 0.6, quote };
  if (!(sentence.asks || sentence.lower.endsWith("?"))) return null;
  if (PROBES.test(sentence.lower)) return { category: "other", weight: 0.55, quote };
  if (requested && HANDS_BACK.test(sentence.lower))
    return { category: "other", weight: 0.55, quote };
  return null;
}

const TURNS_WARM =
  /\b(?:thank|thanks|sorry|great|good|glad|happy|love|like to (?:donate|help|give|buy|try)|willing|sure|agree|okay|will (?:donate|give|take)|important|cause|interesting|help)\b|^(?:yes|yeah|ok|hi|hello|but|bye)\b/;

/** Some transcripts give every sentence its own turn: what follows in one breath belongs to the objection. */
function elaboration(turn: SpokenTurn, category: ObjectionCategory): Hit | null {
  const first = turn.sentences[0];
  if (first === undefined || turn.words < 5 || turn.words > 60) return null;
  if (turn.sentences.some((sentence) => sentence.asks || TURNS_WARM.test(sentence.lower)))
    return null;
  return { category, weight: BUYER_BAR, quote: quoteAround(first.text, 0) };
}

interface Before {
  /** Amounts the other side named last. */
  named: readonly number[];
  gift: boolean;
  asked: boolean;
  requested: boolean;
  resisting: boolean;
}

/** The turn's objections, the heaviest first, one a category. */
function objectionsIn(turn: SpokenTurn, before: Before): Hit[] {
  const bonus = (before.asked ? CONTEXT : 0) + (before.resisting ? CONTEXT : 0);
  const hits: Hit[] = [];
  for (const sentence of turn.sentences) {
    let hit = hitIn(sentence, bonus) ?? contextual(sentence, before.asked, before.requested);
    if (before.gift) {
      // Naming what one will give is giving, however haltingly.
      if (hit !== null && hit.weight < SURE && amountsIn(sentence.lower).some(positive)) hit = null;
    } else {
      const weight = counterOffer(turn, sentence.lower, before.named);
      if (weight > (hit?.weight ?? 0))
        hit = { category: "budget", weight, quote: quoteAround(sentence.text, 0) };
    }
    if (hit !== null) hits.push(hit);
  }
  hits.sort((a, b) => b.weight - a.weight);
  return hits.filter(
    (hit, index) => hits.findIndex((other) => other.category === hit.category) === index,
  );
}

/** In a bargain or a plea for a gift nearly every turn is about the offer. */
function objectionsInBargain(talk: Talk): ObjectionMoment[] {
  const moments: ObjectionMoment[] = [];
  const gift = asksForGift(talk);
  let named: number[] = [];
  let namedBy: string | null = null;
  let previous: SpokenTurn | null = null;
  let asked = false;
  let requested = false;
  let resisted: { speaker: string; category: ObjectionCategory } | null = null;
  for (const turn of talk.turns) {
    if (turn.side === "rep") {
      asked = turn.sentences
        .slice(-LAST_SENTENCES)
        .some((sentence) => ASKS_FOR_IT.test(sentence.lower));
      requested ||= asked;
      resisted = null;
    } else if (!turn.backchannel || asked) {
      const buyer = turn.side === "buyer";
      const resisting = buyer && resisted?.speaker === turn.speaker;
      const hits = objectionsIn(turn, {
        named: namedBy === turn.speaker ? [] : named,
        gift,
        asked: asked && buyer,
        requested: requested && buyer,
        resisting,
      });
      if (hits.length === 0 && resisting && previous?.speaker === turn.speaker) {
        const more = elaboration(turn, resisted?.category ?? "other");
        if (more !== null) hits.push(more);
      }
      const [first] = hits;
      const bar = buyer ? BUYER_BAR : UNKNOWN_BAR;
      resisted =
        first !== undefined && first.weight >= bar
          ? { speaker: turn.speaker, category: first.category }
          : null;
      for (const hit of hits) {
        // A second objection in one breath must stand on its own words.
        if (hit.weight < (hit === first ? bar : SECOND_BAR)) continue;
        moments.push({
          kind: "objection",
          turn: turn.index,
          atMs: turn.startMs,
          quote: hit.quote,
          speaker: turn.speaker,
          side: turn.side,
          confidence: Math.min(0.95, hit.weight) * (buyer ? 1 : 0.8),
          category: hit.category,
          ...handlingOf(talk, turn, hit.category),
        });
      }
    }
    previous = turn;
    const amounts = turn.sentences.flatMap((sentence) => amountsIn(sentence.lower));
    if (amounts.length > 0) {
      named = amounts;
      namedBy = turn.speaker;
    }
  }
  return moments;
}

/** In a call between companies most turns are about the buyer's own world: only what resists the offer counts. */
function objectionsInSales(talk: Talk): ObjectionMoment[] {
  const moments: ObjectionMoment[] = [];
  let run: SpokenTurn[] = [];
  let before: SpokenTurn[] = [];
  let said = 0;
  const turns = talk.turns.filter((turn) => !turn.backchannel);
  for (const [place, turn] of turns.entries()) {
    run.push(turn);
    const next = turns[place + 1];
    if (next?.speaker === turn.speaker) continue;
    const offered = said >= LEAST_SAID;
    if (turn.side !== "buyer") for (const each of run) said += each.words;
    if (turn.side !== "rep" && offered) {
      const buyer = turn.side === "buyer";
      for (const hit of salesHits(run, before, buyer))
        if (hit.weight >= (buyer ? BUYER_BAR : UNKNOWN_BAR))
          moments.push({
            ...momentAt(hit.turn, hit.quote, hit.weight * (buyer ? 1 : 0.8)),
            kind: "objection",
            category: hit.category,
            ...handlingOf(talk, hit.turn, hit.category),
          });
    }
    // One colleague after the other still answers what the seller put forward.
    if (turn.side !== "buyer") before = run;
    run = [];
  }
  return moments;
}

/**
 * Finds where the buyer pushes back, with what the rep did next.
 *
 * Only the buyer's side is read; where a speaker's side is unknown only strong words count.
 * Inquiry alone is no objection. At most one moment a turn and category.
 */
export function detectObjections(talk: Talk): ObjectionMoment[] {
  return isSalesCall(talk) ? objectionsInSales(talk) : objectionsInBargain(talk);
}
