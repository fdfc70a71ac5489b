import { z } from "zod";
import type { Criterion } from "../deals/commitment.ts";
import { ASKED_FOR } from "../deals/criterion-words.ts";
import type { Bias, RollUp } from "../deals/forecast.ts";
import type { Health } from "../deals/health.ts";
import type { Inspection } from "../deals/inspection.ts";
import { patternsOf } from "../deals/patterns.ts";
import type { ReviewAction, ReviewItem } from "../deals/review.ts";
import { spokenList } from "../deals/spoken.ts";
import type { Agent } from "./agent.ts";
import { checkAsks, checkLength, checkVoice } from "./guards.ts";
import { knownAbout } from "./wording/deal-known.ts";
import { factsFor, missingFor, questionFor, WAYS_TO_ASK } from "./wording/deal-questions.ts";
import { observationFor } from "./wording/pipeline-observation.ts";

export interface PipelineReviewInput {
  rep: string;
  today: string;
  health: Health;
  /** The top five by value. */
  inspections: readonly Inspection[];
  bias: Bias;
  rollUps: readonly (RollUp & { currency: string })[];
}

const schema = z.object({
  items: z.array(
    z.object({
      dealId: z.string(),
      missing: z.string(),
      question: z.string(),
      /** What the question is after: decides what to suggest when the answer is "I don't know". */
      about: z.string().nullable(),
    }),
  ),
  /** One thing about the whole pipeline, for the 1:1; `null` when nothing runs through it. */
  observation: z.object({ text: z.string(), question: z.string() }).nullable(),
});
export type PipelineReviewOutput = z.infer<typeof schema>;

/** What can be read in ten seconds. */
const QUESTION_WORDS = 45;
const MISSING_WORDS = 80;

/** Sales Coach's pipeline review: for each deal what is missing and one question; one observation. */
export const pipelineReviewAgent: Agent<PipelineReviewInput, PipelineReviewOutput> = {
  name: "pipeline-review",
  schema,
  prompt: (input) => ({
    persona: "sales-coach",
    task: `Prepare the review of ${input.rep}'s pipeline. For each deal say in one or two sentences what its forecast category asks for and nothing shows yet, naming where you looked, and ask one question that could only be about this deal. Then one observation about the whole pipeline with its base, or null. Use only the facts given, quote verbatim, and invent no number or name.`,
    facts: JSON.stringify(input),
  }),
  compose: ({ health, inspections, bias }) => {
    const pattern = patternsOf(health, inspections, bias)[0];
    const used = new Set<string>();
    return {
      items: inspections.map((inspection) => {
        const { question, about } = questionFor(inspection, used);
        return { dealId: inspection.deal.id, missing: missingFor(inspection), question, about };
      }),
      observation: pattern ? observationFor(pattern) : null,
    };
  },
  guard: ({ inspections }, output) => [
    ...(inspections.map(({ deal }) => deal.id).join() ===
    output.items.map(({ dealId }) => dealId).join()
      ? []
      : ["the deals must be the given ones, in the given order"]),
    ...output.items.flatMap((item, index) => [
      ...checkAsks(item.question),
      ...checkVoice(`${item.missing} ${item.question}`),
      ...checkLength(item.question, QUESTION_WORDS, "a question"),
      ...checkLength(item.missing, MISSING_WORDS, "what is missing"),
      ...quotesIn(inspections[index], `${item.missing} ${item.question}`),
    ]),
    ...(output.observation
      ? [...checkAsks(output.observation.question), ...checkVoice(output.observation.text)]
      : []),
  ],
};

/** Words in quotation marks must stand in a fact about this deal. */
function quotesIn(inspection: Inspection | undefined, text: string): string[] {
  if (!inspection) return [];
  const plain = (words: string) => words.replace(/[“”"]/g, "").replace(/\s+/g, " ").toLowerCase();
  const known = plain(JSON.stringify(inspection).replace(/\\"/g, ""));
  return [...text.matchAll(/[“"]([^“”"]+)[”"]/g)].flatMap(([, quote = ""]) =>
    known.includes(plain(quote).replace(/…$/, "").trim())
      ? []
      : [`“${quote}” is in no fact about this deal`],
  );
}

/** The list a review goes through, in the words of whichever mind wrote them. */
export function reviewItems(
  input: PipelineReviewInput,
  output: PipelineReviewOutput,
): ReviewItem[] {
  return output.items.flatMap((item) => {
    const inspection = input.inspections.find(({ deal }) => deal.id === item.dealId);
    if (!inspection) return [];
    const { deal, commitment } = inspection;
    const about = (item.about ??
      commitment.missing[0] ??
      commitment.stageMissing[0] ??
      null) as Criterion | null;
    return [
      {
        dealId: deal.id,
        title: deal.account ?? deal.name,
        amountMinor: deal.amountMinor,
        currency: deal.currency,
        category: commitment.category,
        closeOn: deal.closeOn,
        nextStep: deal.nextStep,
        nextStepOn: deal.nextStepOn,
        signs: inspection.signs,
        openForCommit:
          commitment.openForCommit.length > 0
            ? spokenList(commitment.openForCommit.map((one) => ASKED_FOR[one]))
            : null,
        facts: factsFor(inspection),
        missing: item.missing,
        question: item.question,
        whatBringsItBack:
          about && about in ASKED_FOR ? ASKED_FOR[about] : "evidence from the buyer",
        whoToAsk: WAYS_TO_ASK[about && about in WAYS_TO_ASK ? about : "next-step"],
        known: knownAbout(inspection),
        actions: actionsFor(commitment.category, commitment.carries),
        answer: null,
      },
    ];
  });
}

const ALWAYS = ["review-update", "review-unknown", "review-show"] as const;

function actionsFor(category: ReviewItem["category"], carries: string): ReviewAction[] {
  if (category === "commit") return ["review-they-did", "review-to-upside", ...ALWAYS];
  if (carries === "commit") return ["review-they-did", "review-to-commit", ...ALWAYS];
  return ["review-they-did", "review-qualify-out", ...ALWAYS];
}
