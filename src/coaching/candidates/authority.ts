import type { Line, Run } from "./runs.ts";

/** How a buyer lets show that others must agree, told from what such a thing is made of. */
const ROUTE =
  /\b(?:(?:walk|run|take|get|put|pass|push|send|goes|go|going|come|comes|travels|moves?|wander\w*) (?:it |this |that |them |these |everything |things )?(?:all )?(?:past|by|through|up|upstairs|in front of|across|round|over to|along to|before|back to|off to)|(?:goes|go|went|sent|passed|handed) to (?!the (?:left|right|top|bottom|next))|(?:gets?|is|are|be|been) (?:\w+ )?(?:looked at|approved|agreed|okayed|signed (?!for)|weighed|scored|ranked|decided|discussed|voted|reviewed)|looks? (?:at|over|into) (?:it|that|this|them|everything|anything|all|every)|sits? (?:down )?with|comes? (?:back )?down|sits (?:on|in) (?:her|his|their|somebody's) (?:desk|inbox)|in (?:her|his|their) (?:hands|gift|court))\b/;
const DECIDES =
  /\b(?:decid\w+|decision|sign(?:s|ed|ing)?(?! for)|signature|sign-off|approv\w+|agree[sd]?|okay (?:it|this|that)|veto\w*|choos\w+|chose|pick(?:s|ed)?|vot(?:e|es|ed|ing)|(?:has|have|needs?|got) to be (?:happy|on board|convinced|comfortable|behind)|(?:won't|wouldn't|doesn't|don't) (?:touch|wear|have it|sign|budge)|say (?:yes|no)|says (?:yes|no|so)|(?:last|final) (?:word|say|call)|purse ?strings|pays? for (?:it|this)|blessing|nod|green light|rubber ?stamp|mind made up|makes? (?:up )?(?:the|their|his|her) (?:call|mind|decision)|after when|blocks?|stop(?:s)? (?:it|this)|overrule\w*|needs? convincing|wants? to see|want to see|need(?:s)? to see|would want|has opinions|holds? the)\b/;
const NOT_MINE =
  /\b(?:(?:isn't|is not|not|it's not|wasn't|n't) (?:\w+ )?(?:something i|me\b|mine|my (?:call|decision|money|budget|name|choice)|up to me|for me to|the one who|only me|just me|ours|us who)|(?:don't|can't|couldn't|won't|doesn't) (?:\w+ )?(?:do (?:it )?(?:ourselves|myself|by myself|alone|on my own)|decide|sign|choose|buy|approve|just (?:buy|sign|say|do|order))|(?:another|a different|the other) matter|out of my hands|above (?:my|me|us)|from where i (?:sit|stand)|my (?:end|side|part) (?:of it )?(?:it's|is)|for me (?:technically|personally|it's a yes)|i (?:only|just) (?:recommend|report|suggest|use|make|write|gather|collect|do the)|i'm (?:only|just) (?:the|one)|(?:i|we)'d (?:happily|gladly)|on my own|we(?:'re| are) not the ones|as far as i'm concerned|if it (?:was|were) (?:up to )?me)\b/;
const GATE =
  /\b(?:form|forms|committee|board|panel|tender|framework|bids?|business case|procurement|purchasing|legal|approval|approved|paperwork|list|questionnaire|purchase order|p\.?o\.?|budget holder|three quotes|quotes|every other (?:month|week|tuesday)|once a (?:month|quarter|year)|meets?|meeting|sits? (?:on|every)|anything (?:over|above|new|like this|with)|everything (?:over|above)|over (?:a|ten|twenty|thirty|fifty|a hundred|\d+)|threshold|limit|capital|capex|spend|purchase|contract|supplier|group|head office|headquarters|council|trust|treasury|finance|cfo|fd|boss|owners?|director|partners?|trustees?|governors?|process|round|cycle)\b/;
const OTHERS =
  /\b(?:they|them|she|he|her|him|(?:a|the|this|one|some) (?:woman|man|lady|chap|bloke|guy|gentleman|person|lot|crowd|team|people)|somebody|someone|people|the (?:other (?:two|three|ones?|partners?|half)|others|americans|germans|swiss|french|dutch|danes|swedes|japanese|chinese|british|irish)|my (?:boss|wife|husband|brother|sister|father|dad|mother|mum|partner|manager|director|chair\w*)|the (?:boss|board|owners?|partners?|director|family|group|bank|council|union|committee|trust))\b/;
const OBLIGES =
  /\b(?:need|needs|have to|has to|must|would|'d|ought|got to|will|'ll|supposed|should|has)\b/;
const BESIDES =
  /\b(?:ought to know|should (?:say|know|warn|mention|add)|mind you|\bmind\b|though|of course|you know|the (?:only )?thing|only thing|that'd be|i suppose|i mean|between (?:us|you)|funny|to be (?:honest|fair)|technically|in the end|here it's|actually|anyway|at the end of the day|obviously)\b/;
/** How work flows there, or how it went: no decision about buying this. */
const WORKFLOW =
  /\b(?:every (?:morning|day|night|evening|order|shift|time)|at registration|the invoice|the slip|used to|last time|back then|last year|the driver|the van|the lorry|the kitchen|deliver\w*|a ticket|an email comes|in the (?:kitchen|warehouse|yard|shop))\b/;

const AROUND = 2;
const NEEDED = 2.5;

export interface Authority {
  line: Line;
  points: number;
}

/** The line of a buyer's run in which somebody else's yes comes up, `null` when none does. */
export function authorityIn(run: Run, named: (line: Line) => boolean): Authority | null {
  let best: Authority | null = null;
  for (const [place, line] of run.lines.entries()) {
    const { sentence } = line;
    if (sentence.asks || sentence.words.length < 4) continue;
    const own = sentence.lower.slice(0, 800);
    const mark = parts(own);
    if (mark.kinds === 0) continue;
    const near = run.lines.slice(Math.max(0, place - AROUND), place + AROUND + 1);
    const text = near
      .filter((each) => !each.sentence.asks)
      .map((each) => each.sentence.lower.slice(0, 800))
      .join(" ");
    const whole = parts(text);
    if (whole.kinds < 2 || !whole.moves || !whole.formal) continue;
    const points =
      whole.points +
      (OTHERS.test(text) || near.some(named) ? 0.7 : 0) +
      (OBLIGES.test(text) ? 0.5 : 0) +
      (BESIDES.test(text) ? 0.5 : 0) -
      (WORKFLOW.test(text) ? 0.9 : 0) +
      mark.points * 0.01;
    if (points >= NEEDED && (!best || points > best.points)) best = { line, points };
  }
  return best;
}

function parts(text: string) {
  const route = ROUTE.test(text);
  const decides = DECIDES.test(text);
  const notMine = NOT_MINE.test(text);
  const gate = GATE.test(text);
  return {
    kinds: Number(route) + Number(decides) + Number(notMine) + Number(gate),
    /** A gate alone is a noun: something must move, be decided or be out of the speaker's hands. */
    moves: route || decides || notMine,
    /** Something formal, or not theirs to say: without it others are only being pleased. */
    formal: notMine || gate,
    points: (route ? 1.2 : 0) + (decides ? 1.2 : 0) + (notMine ? 1.4 : 0) + (gate ? 0.9 : 0),
  };
}

/** How sure it is, by its points. */
export function authorityConfidence(points: number): number {
  return Math.min(0.72, 0.58 + (points - NEEDED) * 0.05);
}
