import { analyzeCall } from "../calls/analyze.ts";
import type { Call, CallType } from "../calls/call.ts";
import { recogniseCallType } from "../calls/call-type.ts";
import { observeBehaviours } from "../coaching/behaviours.ts";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import { findCandidates } from "../coaching/candidates/index.ts";
import { type NotSales, notSales } from "../coaching/candidates/not-sales.ts";
import { type Directive, holds, type Rules, rulesOf } from "../coaching/directives.ts";
import { followUp, type SetOut } from "../coaching/follow-up.ts";
import {
  type Background,
  type Candidate,
  type Choice,
  chooseOpportunity,
} from "../coaching/opportunity.ts";
import { type EarlierCall, patternIn } from "../coaching/pattern.ts";
import type { Remembered } from "../coaching/remembered.ts";
import { skillOf } from "../coaching/skill.ts";
import type { Tenure } from "../coaching/tenure.ts";
import { CoachError } from "../errors.ts";
import { type CallDebriefInput, callDebrief } from "./call-debrief.ts";
import type { Model } from "./model.ts";
import { rememberedLine } from "./remembered.ts";
import { runAgent } from "./run.ts";
import type { Lookups } from "./sources.ts";
import type { Watched } from "./watched.ts";

export interface ReviewInput {
  call: Call;
  seed: string;
  /** ISO date of today, where the rep is. */
  today: string;
  competitors?: string[];
  products?: string[];
  background?: Pick<Background, "focusKinds" | "recentOpenings">;
  /** What the rep set out to do, the latest first; the first this call can show is followed up. */
  setOuts?: readonly SetOut[];
  recentWordings?: readonly string[];
  /** What managers taught, to keep to. */
  directives?: readonly Directive[];
  /** What the rep said before about a behaviour; never fails. */
  remember?(behaviour: string): Promise<readonly Remembered[]>;
  /** How long the rep has done this. */
  tenure?: Tenure["kind"];
  /** Their earlier calls, newest first, for the count of what keeps coming up. */
  earlier?: readonly EarlierCall[];
  /** Somebody else reads the debrief first: what the rep said is kept from whoever words it. */
  isReadFirst?: boolean;
  /** What a model may ask for beyond this call. */
  lookups?: Lookups;
  /** Somebody who waits for the question. */
  watched?: Watched;
}

export interface Review {
  analysis: ReturnType<typeof analyzeCall> & { callType: CallType | null };
  choice: Choice;
  /** `null` when nothing on the call was worth a question. */
  debrief: CallDebrief | null;
  mind: string;
  note: string | null;
  /** Why there is nothing to ask, when the recording is no conversation with a buyer at all. */
  notSales?: NotSales | null;
}

/** How many moments are tried before the call is given up as our fault. */
const MOST_ATTEMPTS = 3;

/** A rep's next call is assumed within a week; a known meeting may set an earlier day. */
const FOLLOW_UP_DAYS = 7;

/** Everything the coach makes of one call: measures, moments, the choice, the debrief. */
export async function reviewCall(input: ReviewInput, model?: Model): Promise<Review> {
  const analyzed = analyzeCall(input.call, {
    competitors: input.competitors ?? [],
    products: input.products ?? [],
  });
  const analysis = {
    ...analyzed,
    callType: input.call.type ?? recogniseCallType(analyzed.talk, analyzed.moments).type,
  };
  const directives = input.directives ?? [];
  const rules = rulesOf(directives);
  let candidates = findCandidates(analysis.talk, analysis.moments).filter((candidate) =>
    isAllowed(candidate, rules),
  );
  const setOuts = input.setOuts ?? [];
  const observed = setOuts.length > 0 ? observeBehaviours(analysis, analysis.callType) : [];
  for (let attempt = 0; ; attempt += 1) {
    const { turns } = analysis.talk;
    const followedUp = followUp(setOuts, { observed, candidates, turns });
    const about = followedUp?.candidate ?? null;
    const background = { ...input.background, followedUp: about };
    const known = about && !candidates.includes(about) ? [...candidates, about] : candidates;
    const choice = chooseOpportunity(known, background);
    const opening = choice.opening;
    if (!opening) {
      const nothing = { analysis, choice, debrief: null, mind: "local", note: null };
      return { ...nothing, notSales: notSales(analysis.talk) };
    }
    const taught = skillOf(choice.opportunity ?? opening).id;
    const remembered = (await input.remember?.(taught)) ?? [];
    const asked: CallDebriefInput = {
      call: input.call,
      measures: analysis.measures,
      choice,
      seed: input.seed,
      recentWordings: input.recentWordings ?? [],
      directives,
      remembered: input.isReadFirst ? [] : remembered,
      today: input.today,
      followedUp,
      ...(input.tenure ? { tenure: input.tenure } : {}),
      pattern: patternIn(choice, input.earlier ?? []),
      ...(input.lookups ? { lookups: input.lookups } : {}),
      followUpOn: addDays(input.today, FOLLOW_UP_DAYS),
    };
    try {
      const { output, mind, note } = await runAgent(callDebrief, asked, model, input.watched);
      const [kept] = input.isReadFirst ? remembered : [];
      const debrief = kept ? { ...output, remembered: rememberedLine(kept, input.today) } : output;
      return { analysis, choice, debrief, mind, note };
    } catch (error) {
      // Our own words failed a guard: asked again they would fail again, so the next moment is tried.
      const unsayable = error instanceof CoachError && error.code === "unavailable";
      if (!unsayable || attempt === MOST_ATTEMPTS) throw error;
      const dropped = new Set([opening, choice.opportunity]);
      candidates = candidates.filter((candidate) => !dropped.has(candidate));
    }
  }
}

/** What managers asked to leave is not ranked, so that no mind finds it there. */
function isAllowed({ kind, spot, response, lead }: Candidate, rules: Rules): boolean {
  const quoted = [spot, response, lead].flatMap((one) => (one ? [one.quote] : []));
  return (
    !rules.kinds.includes(kind) &&
    !rules.subjects.some((subject) => quoted.some((quote) => holds(quote, subject)))
  );
}

function addDays(isoDate: string, days: number): string {
  const day = new Date(`${isoDate}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
