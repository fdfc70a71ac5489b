import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { callDebrief } from "../../src/agents/call-debrief.ts";
import type { Model } from "../../src/agents/model.ts";
import { type Review, reviewCall } from "../../src/agents/review-call.ts";
import type { Call } from "../../src/calls/call.ts";
import { callDebriefSchema } from "../../src/coaching/call-debrief.ts";
import { readCall } from "../../src/commands/read-call.ts";

const SAMPLES = new URL("../../samples/", import.meta.url);
const floor = JSON.parse(readFileSync(new URL("floor.json", SAMPLES), "utf8")) as {
  company: { products: string[]; competitors: string[] };
  people: { key: string; name: string; email: string }[];
  calls: { file: string; rep: string }[];
};

/** The sample calls by file name, each with its rep's name. */
const SAMPLE_CALLS = floor.calls.map(({ file, rep }) => ({
  file,
  rep: floor.people.find((person) => person.key === rep)?.name ?? rep,
}));

/** Reads a sample call as the command line would. */
async function sampleCall(file: string, rep: string): Promise<Call> {
  const path = fileURLToPath(new URL(`calls/${file}`, SAMPLES));
  return (await readCall(path, { rep, roster: floor.people })).call;
}

/** Reviews a sample call with one mind. */
async function reviewSample(call: Call, seed: string, model?: Model): Promise<Review> {
  const { products, competitors } = floor.company;
  return await reviewCall({ call, seed, today: "2026-11-20", products, competitors }, model);
}

const QUOTED = /“([^”]*)”/g;

/** Letters and numbers alone: a quote may begin with a capital, be cut, and be closed with a mark. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Quoted words that stand in no turn. */
function invented(call: Call, text: string): string[] {
  const said = call.turns.map((turn) => plain(turn.text));
  return [...text.matchAll(QUOTED)].flatMap(([, quote = ""]) =>
    said.some((turn) => turn.includes(plain(quote))) ? [] : [quote],
  );
}

/** What every mind must do, on every sample call; at most so many answers may be the local coach's. */
export function modelContract(
  name: string,
  open: () => Model,
  { mostFallbacks = 0, timeoutMs = 20_000 }: { mostFallbacks?: number; timeoutMs?: number } = {},
): void {
  describe(`the mind ${name}`, () => {
    let debriefs = 0;
    let fallbacks = 0;

    it.each(SAMPLE_CALLS)(
      "asks one true question about $file",
      async ({ file, rep }) => {
        const call = await sampleCall(file, rep);
        const { debrief, analysis, choice, mind, note } = await reviewSample(call, file, open());
        if (!debrief) return expect(choice.opening).toBeNull();
        debriefs += 1;
        if (mind !== open().name) fallbacks += 1;
        expect(note === null).toBe(mind === open().name);
        expect(fallbacks).toBeLessThanOrEqual(mostFallbacks);

        expect(callDebriefSchema.parse(debrief)).toEqual(debrief);
        const input = {
          call,
          measures: analysis.measures,
          choice,
          seed: file,
          recentWordings: [],
          followUpOn: debrief.followUp.on,
        };
        expect(callDebrief.guard(input, debrief)).toEqual([]);

        // Once more without the guards, in which the mistake could be.
        const { question, opportunity, wentWell } = debrief;
        const cited = [question, ...wentWell, ...(opportunity ? [opportunity] : [])];
        for (const { moment } of cited) {
          expect(call.turns[moment.turn]?.text).toContain(moment.quote);
          expect(call.turns[moment.turn]?.startMs).toBe(moment.atMs);
        }
        expect(invented(call, question.text)).toEqual([]);
        expect(question.text.replace(QUOTED, "").match(/\?/g)).toHaveLength(1);
        expect(question.text).toMatch(/\?$/);
        expect(wentWell.length).toBeLessThanOrEqual(2);
      },
      timeoutMs,
    );

    it("was asked about ten calls at least", () => {
      expect(debriefs).toBeGreaterThanOrEqual(10);
    });
  });
}
