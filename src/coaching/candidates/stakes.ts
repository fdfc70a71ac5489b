import type { Disclosure } from "../../calls/moment.ts";
import type { Sentence } from "../../calls/talk.ts";
import { disclosedIn } from "./disclosed.ts";
import type { Line, Run } from "./runs.ts";
import { scoreOf, tellingIn } from "./telling.ts";

/** Something at stake in what the buyer says, and how much it carries by itself, 0 to 1. */
interface Stake {
  flavour: Disclosure;
  weight: number;
}

interface Cue extends Stake {
  pattern: RegExp;
}

const AMOUNT =
  /[$€£] ?\d|\b\d[\d,.]{0,12} ?(?:k|grand|thousand|million|pounds|dollars|euros?|quid)\b|\b(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half a)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))? (?:grand|thousand|million|hundred|pounds|dollars|euros?|quid|k)\b|\b(?:one|two|three|four|five|six|seven|eight|nine) (?:hundred|thousand|million|grand)\b/;
const MONTH =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter|q[1-4]|year[- ]end|quarter|(?:next|this) (?:year|month|week))";
/** A day, a month, a stretch: what makes a telling particular. */
const PARTICULAR = new RegExp(
  `\\b(?:in|last|since|before|this|every|from|by|until|end of) (?:the )?(?:end of )?${MONTH}\\b|\\b(?:last|this) (?:year|month|week|quarter|time)\\b|\\b(?:\\w+ )?(?:days|weeks|months|years)(?: ago)?\\b|\\byesterday\\b|\\b(?:twice|three times)\\b`,
);
const UNGUARDED =
  /\b(?:to be (?:honest|fair|frank|blunt)|honestly|frankly|between (?:you and me|us|ourselves)|off the record|truth is|as it happens|i'll be honest|if i'm honest|i should say|so you know|i shouldn't (?:say|tell))\b/;
/** The room, the line, the calendar: trouble with the meeting is not trouble with the business. */
const MEETING =
  /\b(?:hear (?:me|you)|see (?:me|you|your screen)|headset|camera|microphone|on mute|muted|wi-?fi|your screen|(?:the|your|my) (?:link|connection|invite)|broke up|breaking up|dial(?:led|ed)? in)\b/;
const IN_JEST = /\b(?:joking|kidding|just a joke|ha ha|only half)\b|\[laugh/;

const BODY =
  "(?:fd|cfo|ceo|coo|cio|cto|md|gm|finance director|managing director|director|boss|chair(?:man|woman|person)?|president|founder|owners?|family|board|head office|headquarters|group|investors?|auditors?|inspectors?|regulator|committee|council|partners?|union|bank|trustees?|governors?|bursar|principal|shareholders?|lawyers?|landlord|dean|mayor|(?:practice|general|plant|area|regional|operations|office) (?:owner|manager))";

/** Who a business lives on. */
const THEIRS =
  "(?:customer|client|shipper|supplier|tenant|patient|member|account|supermarket|retailer|dealer|investor|distributor|subcontractor|guest|parent|donor|sponsor|partner|contractor|vendor)s?";
/** What a business can lose; time, track and keys are lost every day. */
const LOSABLE =
  "(?!track|count|time|touch|sight|interest|patience|weight|power|connection|signal|you\\b|the thread|the link|the plot|my (?:voice|keys|train|place))";
const HARM =
  "(?:pulled|left|walked|dropped|cancell?ed|complained|refused|switched|stopped (?:ordering|buying|paying|delivering|coming|sending)|threw|sued|threatened|quit|resigned|gave notice|went (?:elsewhere|to \\w+)|moved (?:to|away))";

const CUES: Cue[] = [
  {
    flavour: "failure",
    weight: 0.64,
    pattern: new RegExp(
      [
        "\\bput (?:us|me|them|our account) on (?:stop|hold|notice)\\b",
        `\\b(?:lost|losing|lose|cost us|cost me) ${LOSABLE}(?:the |a |an |our |my |that |their |one of |two |three |four |both |half |some |us |big |good |best |biggest |oldest )*(?:[\\w-]+ ){0,2}(?:${THEIRS}|contracts?|deals?|tenders?|orders?|licen[cs]es?|certificat\\w+|accreditation|permit|bids?|listing|business|jobs?|engineers?|nurses?|drivers?|staff|season|harvest|sale|funding|grant)\\b`,
        `\\b(?:${THEIRS}|(?:half|most|a third|some|two|three|four|five) (?:of )?(?:the |my |our )?(?:team|staff|people|[a-z]+s)) (?:\\w+ )?${HARM}\\b`,
        "\\b(?:got|were|was|been|be) (?:fined|sued|breached|blacklisted|grounded|prosecuted|audited and)\\b",
        "\\b(?:fined (?:us|me)|a (?:fine|penalty|recall|breach|lawsuit|tribunal)|penalty came|wrote (?:it |them )?off|written off|shut (?:us|it|the \\w+) down|clos(?:e|es|ed) (?:our|down|us|the (?:site|plant|branch|school|line|shop|ward|store)))\\b",
        "\\b(?:in(?:to)? hospital|got (?:badly )?hurt|was injured|an? (?:accident|injury)|in court|ambulance)\\b",
        "\\b(?:left|quit|resigned|walked out) over (?:it|that|this)\\b|\\bpaid (?:\\w+ ){1,5}twice\\b",
        "\\bhad to (?:\\w+ )?(?:hire every\\w+|rehire|apologi[sz]e|refund|grovel|lay off|let (?:\\w+ ){1,3}go|send (?:\\w+ ){1,2}home|start (?:all )?over|scrap|throw (?:it|them) away)\\b|\\btip(?:ped)? (?:it|\\w+ tonnes?)\\b",
      ].join("|"),
    ),
  },
  {
    flavour: "failure",
    weight: 0.52,
    pattern: new RegExp(
      [
        `\\b(?:nearly |almost |just )?(?:lost|losing) ${LOSABLE}(?:our|both|two|three|half|most of|one of our) \\w+`,
        "\\b(?:was|were|became|turned into|ended (?:up )?in) (?:a |an )?(?:complete |total |real )?(?:disaster|mess|fiasco|nightmare|catastrophe|bloodbath)\\b",
        "\\b(?:pulled (?:out|the)|walked away|turned us down|threw us out|fell (?:apart|through)|went (?:bust|under)|never went live|(?:was|were|got|been) (?:badly )?(?:burned|burnt|stung))\\b",
        "\\b(?:got |was |were )(?:cancelled|canceled|scrapped|rejected)\\b",
        "\\bmissed (?:the |our |a |two |three |that )*(?:payroll|deadline|delivery|shipment|target|slot|sailing|filing)s?\\b",
        "\\b(?:auditors?|inspectors?|regulator|customs|insurers?|the fda) (?:found|flagged|stopped|wrote|raised|picked)\\b",
        "\\bcaused (?:us|me) (?:\\w+ ){0,4}(?:bother|trouble|grief|problems?)\\b|\\blosing (?:\\w+ )?people\\b|\\b(?:paying|pay|paid) (?:\\w+ ){0,3}(?:penalt\\w+|overtime|temps)\\b",
        "\\bout of (?:both|the|our) (?:supermarkets?|stores?|contract|business|running)\\b",
      ].join("|"),
    ),
  },
  {
    flavour: "fear",
    weight: 0.66,
    pattern:
      /\bkeeps? (?:me|us) (?:up|awake)\b|\bi lie awake\b|\bwhat (?:really )?(?:worries|scares|frightens) (?:me|us)\b|\b(?:that|it|this|which|he|she) (?:really |honestly |does )?(?:worries|scares|frightens|terrifies) (?:me|us)\b|\b(?:i'm|i am|i'd be|i would be|we're|i was) (?:a bit |a little |really |quite |very |honestly |still |just |also )*(?:worried|scared|terrified|nervous|anxious)\b|\b(?:i'd be|i would be|i'm (?:a bit|a little|really|quite|still)|i am (?:a bit|a little|really|quite|still)) (?:a bit |a little )?afraid\b|\bafraid (?:of|it's|that it|it goes|it'll|they'll|we'll lose)\b|\bi(?:'m| am|'ll be| was|'d be) the one (?:who|that|they)\b|\b(?:it was|it's|it'll be|it'd be|it would be) me (?:who|that)\b|\b(?:got|get|be|was|been) (?:the )?blamed?\b|\b(?:it's |that's |with |and )?my (?:name|job|neck|head|reputation)(?: is| are|'s)? (?:on|at|and|gone|is)\b|\bthat's my job\b|\bout of a job\b|\bhave my head\b|\b(?:losing|lost|lose) sleep\b|\bhard to come back from\b|\bi dread\b|\b(?:can't|couldn't|won't|wouldn't|not going to|never) (?:\w+ )?(?:go through|going through|face|survive|have|take|do) (?:\w+ ){0,2}(?:again|another one|a second time)\b/,
  },
  {
    flavour: "fear",
    weight: 0.5,
    pattern:
      /\bon my own\b|\bi(?:'d| would)? (?:have|had) (?:to|a fair bit of) explain\w*\b|\bi (?:have|had|'ve) to (?:explain|stand up|answer for|defend|justify) (?:it|that|this|to|in)\b|\band i say no\b|\bi (?:have|had) no answer\b|\bif it goes wrong\b|\bit's never over\b|\bsay that i (?:haven't|didn't|don't)\b|\bi don't (?:really )?know what (?:we|i)'d do\b|\ball on me\b|\bfalls on me\b|\bon the line\b/,
  },
  {
    flavour: "person",
    weight: 0.5,
    pattern: new RegExp(
      `\\b${BODY}\\b[^.?!,]{0,30}\\b(?:hasn't|haven't|won't|doesn't|don't|isn't|not happy|unhappy|furious|against|asks? me|ask me|asked me|is asking|keeps? asking|pushing|told me|blocked|stopped it|killed it|trusts?|nervous|watching|breathing|thinks|hates?|burned|burnt|stung|never|refuses)\\b`,
    ),
  },
  {
    flavour: "person",
    weight: 0.5,
    pattern:
      /\b(?:not|isn't|wasn't|never) (?:\w+ )?(?:convinced|sold on|in favou?r of) (?:about |of |by )?(?:it|this|that|any|us|you|the)\b|\b(?:he|she|they|everyone) (?:thinks?|is sure|are sure|says?) (?:\w+ ){0,4}(?:taking over|waste|spying|counting them|a threat|liars?|con|useless)\b/,
  },
  {
    flavour: "person",
    weight: 0.48,
    pattern:
      /\b(?:they|he|she|people|everybody) (?:always |still |keep |keeps )?(?:asks?|asking) me\b/,
  },
  {
    flavour: "money",
    weight: 0.6,
    pattern:
      /\b(?:set aside|put by|put aside|earmarked|ring-?fenced)\b|\b(?:budget|money|line|pot) for (?:it|this|that)\b[^.?!]{0,30}\b(?:signed|released|gone|closed|ends?|until|but)\b/,
  },
  {
    flavour: "date",
    weight: 0.55,
    pattern: new RegExp(
      `\\b(?:fda|audit(?:ors?)?|inspect(?:ion|ors?)|regulator|refinancing|flotation|acquisition|merger|migration|cutover|renewal|tender|window open|freeze|deadline|lease|accreditation|handover|licen[cs]e)\\b[^.?!]{0,60}\\b${MONTH}\\b|\\b(?:before|until|when) the (?:fda|auditors?|inspectors?|regulator|new owners?) (?:come|comes|arrive|arrives|visit|visits)\\b|\\b(?:he|she|they|who|\\w+(?:er|or|man|woman))(?:'s|'ll|'re| is| are| will)? (?:retires?|retiring|leaves|leave|leaving|stop|stopping) (?:\\w+ ){0,3}(?:in|at|after|from|before) (?:the )?(?:end of |next )?${MONTH}`,
    ),
  },
  {
    flavour: "failure",
    weight: 0.54,
    pattern:
      /\bif (?:we|i|it|this|that|they|he|she|nobody|one|the|our|\w+ (?:drops?|falls?|slips?|fails?))\b[^.?!]{0,80}\b(?:they|we|i|it|he|she|the \w+)(?:'ll| will|'d| would|'re|'m| are| am)? (?:\w+ )?(?:ground|fines?|closes?|lose|loses|cancels?|shuts?|sues?|walks?|go under|pulls?|finished|done for|out of)\b/,
  },
];

const LOSS =
  /\b(?:costs? (?:us|me|them)|costing|lost|lose|losing|wrote off|write off|paid|penalty|fined|tipped|wasted|owe|missed|refund\w*|i made it)\b/;

const LONGEST = 1200;

function stakesOf(sentence: Sentence): Stake[] {
  const lower = sentence.lower.length > LONGEST ? sentence.lower.slice(0, LONGEST) : sentence.lower;
  if (sentence.asks || sentence.words.length < 4 || MEETING.test(lower)) return [];
  const found: Stake[] = CUES.filter((cue) => cue.pattern.test(lower));
  if (/\b(?:lost|losing) (?:the |our )?\p{Lu}/u.test(sentence.text.slice(0, LONGEST)))
    found.push({ flavour: "failure", weight: 0.64 });
  if (AMOUNT.test(lower)) found.push({ flavour: "money", weight: LOSS.test(lower) ? 0.56 : 0.3 });
  return found;
}

/** A buyer's sentence with something at stake, and how much of it. */
export interface AtStake {
  line: Line;
  flavour: Disclosure;
  /** 0 to 1: the sentence by itself, and what the sentences around it add. */
  score: number;
  /** As far as a credit may lean on it: less where no phrase but only the whole telling says so. */
  firm: number;
  /** Told from all its words and its length, not from a phrase. */
  told?: true;
}

/** What a telling without a telling phrase is worth less when a rep is to be credited for it. */
const LESS_FIRM = 0.2;

/** Sentences around one that belong to the same telling. */
const AROUND = 2;

/** A phrase that gives it away counts for more with the weight of the whole telling behind it. */
const BOTH = 0.1;
const NEARLY = 0.1;

/**
 * The sentence of a run that carries the most, or `null` when nothing is at stake in it.
 * `usualWords` is what the person says at a time.
 */
export function heaviest(run: Run, usualWords: number): AtStake | null {
  const named = namedIn(run, usualWords);
  const told = disclosedIn(run, usualWords);
  if (!told || (named && named.score >= told.score)) return named;
  // A phrase says it best, even where all the words together make it surer.
  if (named && named.score >= told.score - NEARLY)
    return { ...named, score: told.score, told: true };
  const firm = Math.max(named?.firm ?? 0, told.score - LESS_FIRM_TOLD);
  return { ...told, firm, told: true };
}

const LESS_FIRM_TOLD = 0.1;

/** The sentence whose own phrase or subject gives it away. */
function namedIn(run: Run, usualWords: number): AtStake | null {
  const phrase = phraseIn(run);
  const telling = tellingIn(run, usualWords);
  const score = telling ? scoreOf(telling.points) : 0;
  if (!telling || score === 0) return phrase;
  // Its sentence says it best, even where the telling around it carries most of the weight.
  if (phrase && phrase.score >= score - NEARLY) {
    const both = Math.max(phrase.score, score) + (score - 0.5) * BOTH;
    return { ...phrase, score: Math.min(0.95, phrase.score >= score ? both : score) };
  }
  const firm = Math.max(phrase?.score ?? 0, score - LESS_FIRM);
  return { line: telling.line, flavour: telling.flavour, score, firm };
}

/** The sentence with the phrase that says the most. */
function phraseIn(run: Run): AtStake | null {
  const stakes = run.lines.map((line) => stakesOf(line.sentence));
  let best: AtStake | null = null;
  for (const [place, line] of run.lines.entries()) {
    const own = stakes[place]?.reduce<Stake | null>(
      (top, stake) => (top && top.weight >= stake.weight ? top : stake),
      null,
    );
    if (!own || own.weight < 0.4) continue;
    const from = Math.max(0, place - AROUND);
    const around = run.lines.slice(from, place + AROUND + 1);
    const others = new Set(
      stakes
        .slice(from, place + AROUND + 1)
        .flat()
        .filter((stake) => stake.weight >= 0.3 && stake.flavour !== own.flavour)
        .map((stake) => stake.flavour),
    );
    const text = around.map((near) => near.sentence.lower.slice(0, LONGEST)).join(" ");
    let score = own.weight + 0.08 * Math.min(2, others.size);
    // Three words are an echo of what stands beside them.
    if (line.sentence.words.length < 5) score -= 0.08;
    if (PARTICULAR.test(text)) score += 0.06;
    if (UNGUARDED.test(text)) score += 0.05;
    if (IN_JEST.test(text)) score -= 0.15;
    if (!best || score > best.score + 0.001) {
      const capped = Math.min(0.95, score);
      best = { line, flavour: own.flavour, score: capped, firm: capped };
    }
  }
  return best;
}
