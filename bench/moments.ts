/** `npx tsx bench/moments.ts --rep NAME [--all] FILE…`: what the coach would ask about each call, ranked, and how often a sentence repeats. */
import { parseArgs } from "node:util";
import { reviewCall } from "../src/agents/review-call.ts";
import type { Call } from "../src/calls/call.ts";
import { placeOf } from "../src/calls/clock-time.ts";
import { sentencesOf } from "../src/calls/talk.ts";
import type { CallDebrief } from "../src/coaching/call-debrief.ts";
import type { Candidate } from "../src/coaching/opportunity.ts";
import { readCall } from "../src/commands/read-call.ts";

/** Who sells: one name for all files, or `--reps` with a name a file, separated by commas. */
const options = {
  rep: { type: "string" },
  reps: { type: "string" },
  all: { type: "boolean" },
  text: { type: "boolean" },
} as const;

function line(candidate: Candidate): string {
  const { kind, spot, response, confidence, because } = candidate;
  const answer = response ? ` -> ${placeOf(response)} “${response.quote.slice(0, 70)}”` : "";
  return `${candidate.credited ? "+" : "-"} ${confidence.toFixed(2)} ${placeOf(spot).padStart(7)} ${kind}/${candidate.flavour ?? ""} “${spot.quote.slice(0, 110)}”${answer}  (${because})`;
}

/** The coach's own sentences in a debrief, what was said on the call left out. */
function ownSentences(debrief: CallDebrief): string[] {
  const { question, opportunity, wentWell } = debrief;
  const texts = [question.text, ...wentWell.map((well) => well.why)];
  if (opportunity)
    texts.push(opportunity.whatHappened, opportunity.tryInstead, opportunity.whyItMatters);
  return texts.flatMap((text) =>
    sentencesOf(text.replace(/[“"][^”"]*[”"]/g, "…").replace(/\d+:\d\d/g, "0:00"))
      .map((sentence) => sentence.text)
      .filter((sentence) => /\p{L}/u.test(sentence)),
  );
}

/** A debrief as it is read, one thing a line. */
function asText({
  question,
  wentWell,
  opportunity,
  skill,
  practice,
  followUp,
}: CallDebrief): string {
  return [
    `ASK   ${question.text}`,
    ...wentWell.map((well) => `WELL  ${placeOf(well.moment)} “${well.moment.quote}” ${well.why}`),
    ...(opportunity
      ? [
          `MISS  ${placeOf(opportunity.moment)} “${opportunity.moment.quote}”`,
          `      ${opportunity.whatHappened}`,
          `TRY   ${opportunity.tryInstead}`,
          `WHY   ${opportunity.whyItMatters}`,
        ]
      : []),
    `SKILL ${skill} / ${practice} / ${followUp.what}`,
  ].join("\n");
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const reps = values.reps?.split(",") ?? [];
  const counts = new Map<string, number>();
  /** What each rep was told so far: the product does not say it again so soon. */
  const told = new Map<string, string[]>();
  let quiet = 0;
  for (const [place, file] of positionals.entries()) {
    const rep = reps[place] ?? values.rep;
    const call = await callOf(file, rep);
    if (!call) continue;
    const { choice, debrief } = await reviewCall({
      call,
      seed: `${call.title}/${call.turns.length}`,
      today: "2026-01-05",
      recentWordings: told.get(rep ?? "") ?? [],
    });
    told.set(rep ?? "", [...(told.get(rep ?? "") ?? []), ...(debrief?.wordings ?? [])]);
    if (!choice.opening) quiet += 1;
    if (!choice.opening && !values.all) continue;
    console.log(`\n== ${file}`);
    const mark = (candidate: Candidate) =>
      [
        candidate === choice.opening ? "OPENS" : "",
        candidate === choice.opportunity ? "OPPORTUNITY" : "",
        choice.wentWell.includes(candidate as never) ? "WELL" : "",
      ]
        .filter(Boolean)
        .join(" ");
    for (const candidate of choice.ranked) console.log(`${line(candidate)} ${mark(candidate)}`);
    if (!debrief) continue;
    if (values.text) console.log(asText(debrief));
    for (const sentence of ownSentences(debrief))
      counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const repeated = [...counts.values()].filter((count) => count > 1);
  const share = total === 0 ? 0 : repeated.reduce((sum, count) => sum + count - 1, 0) / total;
  console.log(
    `\n${positionals.length} calls, ${quiet} without a question; of ${total} sentences ${Math.round(share * 100)} % had been said in an earlier one`,
  );
  for (const [sentence, count] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8))
    if (count > 1) console.log(`  ${count} × ${sentence}`);
}

async function callOf(file: string, rep: string | undefined): Promise<Call | null> {
  try {
    return (await readCall(file, { rep })).call;
  } catch (error) {
    console.log(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

await main();
