import type { Candidate } from "../opportunity.ts";
import { type Subject, staysWith } from "../reaction.ts";
import { movesOn, underWay } from "./disclosure.ts";
import { answerTo, doubtConfidence, doubtIn, stanceOf } from "./doubt.ts";
import { returnTo } from "./later.ts";
import type { Line, Run } from "./runs.ts";
import {
  askedIn,
  hooksAt,
  ofKind,
  reaction,
  runAfter,
  type Scene,
  spotOf,
  spotOfLine,
  spotOfRun,
  subjectOf,
  tellingLine,
  usualWords,
} from "./scene.ts";
import { heaviest } from "./stakes.ts";

type Category = "budget" | "timing" | "competition";

/** The buyer pushes back on the offer itself; words about anything else are no objection to it. */
const RESISTS: Record<Category, RegExp> = {
  budget:
    /\b(?:too (?:expensive|steep|pricey)|(?:it's|that's|you're|is|it is|still|simply|way|far) too (?:much|high)\b|too much (?:for us|for me|money)|(?:a bit|bit|rather|quite|pretty|very|so|really|that's|it's) (?:steep|pricey|expensive|dear)|(?:a lot|much|way|far) (?:more|higher|dearer) than (?:what|we|i|our|they|anybody|anyone|the (?:others?|last)|last year)|more expensive than|(?:twice|double|three times) what we(?:'re| are)? pay\w*|(?:can't|couldn't) afford|(?:over|beyond|outside|above) (?:our|the|my) budget|(?:above|over|beyond|more than) (?:what )?(?:we|i|they)(?:'d| had| have|'ve)? (?:budget\w*|plan\w*|expect\w*|pa(?:y|id)|set|had in mind)|(?:the )?(?:others?|other (?:lot|one|people|vendor|quote))(?:'s|'re| is| are| was| were| came| quoted)(?: \w+)? (?:at|in|us|for) |not in the budget|more than (?:we|i) (?:pay|expected|thought|had in mind|wanted|can)|sticker shock|hard to justify|someone (?:cheaper|is cheaper)|(?:is|are|'re) (?:\w+ )?cheaper|(?:need|want)(?:'d)? something off|(?<!which )(?<!that )(?:come|came) in (?:at|under|cheaper|lower)|quoted (?:us |me )?(?:\w+ ){0,2}(?:less|lower)|in my head[^.?!]{0,30}(?:twenty|thirty|forty|fifty|\d))\b/,
  timing:
    /\b(?:not (?:the|a) (?:right|good|best) (?:time|moment|year)|isn't (?:the|a) (?:right|good|best) (?:time|moment)|(?:isn't|not) (?:a )?this[- ](?:year|quarter) (?:thing|project|topic)|wrong (?:time|moment)|bad (?:time|moment)|too (?:soon|early) for us|not (?:this|until next) (?:year|quarter)|can't (?:do|take on|start) (?:it|this|that|anything)[^.?!]{0,20} (?:now|this year|before|until)|right time for (?:us|this)|no (?:time|capacity|room) for (?:it|this|that|another))\b/,
  competition:
    /\b(?:(?<!not )(?<!n't )happy with (?:what we|our|the) |already (?:have|use|got) (?:a|something|one)[^.?!]{0,30} (?:for (?:it|that|this)|that does)|(?:going|leaning|gone) (?:with|towards) (?!you\b)|rather (?:build|do) (?:it|this) ourselves|do it in[- ]house|stick(?:ing)? with (?:what|our|the))\b/,
};

const ORDER: readonly Category[] = ["budget", "timing", "competition"];

/** Asks what the price is held against. */
const COMPARES =
  /\b(?:compar\w+|against what|versus what|next to (?:what|each other)|lining up|expensive (?:against|compared)|holding (?:it|that) against|what (?:are|were) you (?:paying|expecting|looking at)|cheaper than what|more than what|side by side)\b/;
/** Makes the case for the price. */
const DEFENDS =
  /\b(?:payback|return on|roi|pays? (?:for itself|back|off)|get back|savings?|saves?|save|value|worth|stack(?:s)? up|compared to what it costs|cost of (?:not|doing nothing|waiting)|what you get|the return|hours you)\b/;

interface Resisted {
  line: Line;
  category: Category;
}

function resistedIn(run: Run): Resisted | null {
  for (const category of ORDER)
    for (const line of run.lines) {
      const lower = line.sentence.lower.slice(0, 800);
      if (!line.sentence.asks && RESISTS[category].test(lower)) return { line, category };
    }
  return null;
}

/** Fewer words do not answer an objection. */
const ANSWER_WORDS = 20;

/** Understanding first may take a turn or two, as long as nothing is argued in them. */
const PATIENT_RUNS = 7;
const ARGUES =
  /\b(?:our (?:customers?|team|product|platform|implementation)|you(?:'ll| will| would|'d) only|it only takes|but (?:the|our|it's|it is|if you|you)|payback|the thing i'd say|what i'd say)\b/;

/** A question about the objection that came after acknowledging it, before any argument. */
function askedAfterAll(scene: Scene, answered: Run, subject: Subject) {
  for (const run of scene.runs.slice(answered.index, answered.index + PATIENT_RUNS)) {
    if (run.side !== "rep") continue;
    const question = askedIn(scene, run).find((each) => staysWith(each, subject, true));
    if (question) return { question, run };
    if (run.words > 45 || run.lines.some(({ sentence }) => ARGUES.test(sentence.lower)))
      return null;
  }
  return null;
}

/** Objections answered before they were understood, and those that were asked about first. */
export function objectionCandidates(scene: Scene): Candidate[] {
  const detected = new Map(ofKind(scene, "objection").map((moment) => [moment.turn, moment]));
  const candidates: Candidate[] = [];
  for (const run of scene.runs) {
    if (run.side !== "buyer" || !underWay(scene, run)) continue;
    const resisted = resistedIn(run);
    if (!resisted) {
      const doubted = doubtCandidate(scene, run) ?? askedAboutDoubt(scene, run);
      if (doubted) candidates.push(doubted);
      continue;
    }
    const { line, category } = resisted;
    const subject = subjectOf(scene, run, line);
    const answer = reaction(scene, run, subject);
    if (!answer) continue;
    const source = detected.get(line.turn.index) ?? null;
    const shared = { hooks: hooksAt(scene, run, line), flavour: category, source };
    const questions = askedIn(scene, answer.run);
    const compared =
      category === "budget"
        ? questions.find((question) => COMPARES.test(question.sentence.lower))
        : undefined;
    const later = compared || answer.question ? null : askedAfterAll(scene, answer.run, subject);
    const question = compared ?? answer.question ?? later?.question;
    if (question && (compared || question.before <= 60)) {
      const opened = runAfter(scene, later?.run ?? answer.run);
      const deeper = opened ? heaviest(opened, usualWords(scene, opened)) : null;
      const words = opened?.words ?? 0;
      if (words < 8) continue;
      candidates.push({
        ...shared,
        credited: true,
        kind: "clarified-objection",
        spot: spotOf(question.turn, question.quote),
        response: deeper ? spotOfLine(deeper.line) : opened ? tellingLine(scene, opened) : null,
        lead: spotOfLine(line),
        returned: null,
        confidence:
          (0.6 + (compared ? 0.15 : 0) + Math.min(0.12, words / 400) + (source ? 0.05 : 0)) *
          scene.trust,
        because: compared
          ? "asked what the price was held against before answering"
          : "asked about the objection before answering it",
      });
      continue;
    }
    const early = questions.some((each) => each.before < 40 && each.after < 12);
    if (early || answer.stayed || answer.words < ANSWER_WORDS) continue;
    // A long answer to a price that asks nothing makes the case for it, in whatever words.
    const defended =
      category === "budget" &&
      (answer.run.lines.some(({ sentence }) => DEFENDS.test(sentence.lower.slice(0, 800))) ||
        doubtIn(scene, run) !== null);
    candidates.push({
      ...shared,
      credited: false,
      kind: defended ? "price-defended" : "objection-answered-early",
      spot: spotOfLine(line),
      response: spotOfRun(answer.run, defended ? (lower) => DEFENDS.test(lower) : movesOn),
      returned: returnTo(scene, answer.run, subject),
      confidence: (defended ? 0.78 : 0.64 + (source ? 0.06 : 0)) * scene.trust,
      because: defended
        ? "made the case for the price before asking what it is compared with"
        : "answered without asking what was behind it",
    });
  }
  return candidates;
}

/** A doubt that no phrase gives away, argued with for a while. */
function doubtCandidate(scene: Scene, run: Run): Candidate | null {
  const doubt = doubtIn(scene, run);
  const answer = answerTo(scene, run);
  if (!doubt || !answer) return null;
  const { line, category } = doubt;
  const subject = subjectOf(scene, run, line);
  return {
    credited: false,
    kind: category === "budget" ? "price-defended" : "objection-answered-early",
    flavour: category === "budget" ? "budget" : null,
    spot: spotOfLine(line),
    response: spotOfRun(answer, category === "budget" ? (lower) => DEFENDS.test(lower) : movesOn),
    returned: returnTo(scene, answer, subject),
    hooks: hooksAt(scene, run, line),
    confidence: doubtConfidence(doubt.points) * scene.trust,
    because: `a doubt, met with ${answer.words} words and no question`,
    source: null,
  };
}

/** A stance as plain as this is a doubt by itself. */
const PLAIN = 1.7;
const CLARIFYING_WORDS = 45;
const CLARIFIED_WORDS = 15;

/** A doubt that was asked about, shortly and first. */
function askedAboutDoubt(scene: Scene, run: Run): Candidate | null {
  const answer = scene.runs[run.index + 1];
  if (answer?.side !== "rep" || answer.words > CLARIFYING_WORDS) return null;
  const questions = askedIn(scene, answer).filter(({ after }) => after <= 15);
  const doubt = questions.length > 0 ? stanceOf(scene, run) : null;
  if (!doubt || doubt.points < PLAIN) return null;
  const subject = subjectOf(scene, run, doubt.line);
  const question = questions.find(
    (each) => staysWith(each, subject) || MORE.test(each.sentence.lower),
  );
  const opened = runAfter(scene, answer);
  if (!question || !opened || opened.words < CLARIFIED_WORDS) return null;
  return {
    credited: true,
    kind: "clarified-objection",
    flavour: doubt.category === "budget" ? "budget" : null,
    spot: spotOf(question.turn, question.quote),
    response: tellingLine(scene, opened),
    lead: spotOfLine(doubt.line),
    returned: null,
    hooks: hooksAt(scene, run, doubt.line),
    confidence: (0.6 + Math.min(0.1, opened.words / 500)) * scene.trust,
    because: "asked about a doubt before answering it",
    source: null,
  };
}

const MORE =
  /\b(?:say (?:a bit |a little )?more|tell me more|what's behind|what makes you|which (?:bit|part)|what's the (?:bit|part))\b/;
