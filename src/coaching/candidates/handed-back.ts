import { contentWords, overlap } from "../../calls/content-words.ts";
import type { Candidate } from "../opportunity.ts";
import { underWay } from "./disclosure.ts";
import type { Line, Run } from "./runs.ts";
import { runAfter, type Scene, spotOfLine, spotOfRun, usualWords } from "./scene.ts";
import { tellingIn } from "./telling.ts";

const AGREES =
  /^(?:(?:yes|yeah|yep|oh|well|ha|right|no|god|wow|mm|hm),? )*(?:exactly(?! (?:how|what|when|where|why|who|which))|precisely|spot on|that's (?:exactly |precisely )?(?:it|right|the (?:problem|point|thing))\b|that is (?:exactly|precisely)|you(?:'ve| have) (?:got|nailed) it|in a nutshell|couldn't have put)/;
/** Says the situation back: about them, in the present, no product in it. */
const ABOUT_THEM = /\b(?:you|your|you're|they|he|she|it|nobody|so|the|there's)\b/;
const OURS =
  /\b(?:we (?:do|have|can|offer|built|match|look|give|support|integrate)|our (?:product|platform|system|team|customers|tool)|you can (?:see|set|filter|export|tag|press|click)|i'll|i can|let me|we're|we'll|(?:mon|tues|wednes|thurs|fri)day|it(?:'ll| will| would)|you'd (?:see|get|have)|you'll|this (?:is|button|screen)|what (?:we|i)|the way (?:it|that it) works)\b/;

function handsBack(scene: Scene, run: Run): Candidate[] {
  if (run.side !== "rep" || run.words < 7 || !underWay(scene, run)) return [];
  const answer = runAfter(scene, run);
  const first = answer?.lines[0];
  if (!answer || !first) return [];
  const heard = new Set(
    scene.runs
      .slice(Math.max(0, run.index - 8), run.index)
      .filter(({ side }) => side === "buyer")
      .flatMap(({ index }) => [...(scene.content[index] ?? [])]),
  );
  const best = run.lines
    .filter(({ sentence }) => {
      const lower = sentence.lower.slice(0, 600);
      return sentence.words.length >= 6 && ABOUT_THEM.test(lower) && !OURS.test(lower);
    })
    .map((line) => ({ line, shared: overlap(contentWords(line.sentence.words), heard) }))
    .sort((a, b) => b.shared - a.shared)[0];
  if (!best) return [];
  const said = contentWords(best.line.sentence.words);
  const agrees = AGREES.test(first.sentence.lower);
  const repeats = answer.lines
    .slice(0, 3)
    .some(({ sentence }: Line) => overlap(contentWords(sentence.words), said) >= 2);
  const yes = /^(?:yes|yeah|yep|exactly|right|correct|true)\b/.test(first.sentence.lower);
  if (best.shared < 2 || !(agrees || (yes && repeats))) return [];
  if (run.words > 140) return [];
  return [
    {
      credited: true,
      kind: "handed-words-back",
      flavour: null,
      spot: spotOfLine(best.line),
      response: spotOfLine(
        answer.lines.find(({ sentence }) => sentence.words.length >= 3) ?? first,
      ),
      returned: null,
      hooks: {},
      confidence:
        (0.58 + (agrees ? 0.1 : 0) + (repeats ? 0.08 : 0) + Math.min(0.06, best.shared / 60)) *
        scene.trust,
      because: "the buyer agreed with the rep's account of their situation",
      source: null,
    },
  ];
}

/** Asks for more rather than saying it back. */
const INVITES = /\b(?:tell|walk|talk|show|take|give) (?:me|us)\b/;

/** A few of their own words and nothing else of substance. */
const MIRROR_WORDS = 22;
const MIRRORED_SHARE = 0.7;
/** What a mirror brought: more than they say at a time. */
const OPENED_WORDS = 20;

/** Their own words, said back alone, and they went on by themselves. */
function mirrors(scene: Scene, run: Run): Candidate[] {
  const before = scene.runs[run.index - 1];
  const answer = scene.runs[run.index + 1];
  if (run.side !== "rep" || before?.side !== "buyer" || answer?.side !== "buyer") return [];
  if (run.words > MIRROR_WORDS || !underWay(scene, run)) return [];
  const usual = usualWords(scene, answer);
  if (answer.words < OPENED_WORDS || answer.words < usual * 1.3) return [];
  const heard = scene.content[before.index] ?? new Set();
  const line = run.lines.find(({ sentence }) => {
    const content = contentWords(sentence.words);
    const shared = overlap(content, heard);
    return (
      !sentence.asks &&
      sentence.words.length >= 4 &&
      shared >= 2 &&
      shared >= content.size * MIRRORED_SHARE &&
      !INVITES.test(sentence.lower) &&
      !OURS.test(sentence.lower.slice(0, 300))
    );
  });
  const deeper = line ? tellingIn(answer, usual) : null;
  const far = answer.words >= usual * 2.5;
  if (!line || !(far || (deeper && deeper.points >= 2.5))) return [];
  return [
    {
      credited: true,
      kind: "handed-words-back",
      flavour: null,
      spot: spotOfLine(line),
      response: deeper ? spotOfLine(deeper.line) : spotOfRun(answer),
      returned: null,
      hooks: {},
      confidence: Math.min(0.76, 0.7 + (deeper?.points ?? 0) * 0.03) * scene.trust,
      because: `the buyer's own words, and ${answer.words} more came back`,
      source: null,
    },
  ];
}

/** Their situation said back, and agreed to; or their own words, and more of them. */
export function handedBackCandidates(scene: Scene): Candidate[] {
  return scene.runs.flatMap((run) => [...handsBack(scene, run), ...mirrors(scene, run)]);
}
