/** Every deliverable for all sample people, accounts and deals, as it would be made on six Fridays. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuUsage } from "node:process";
import type { Agent } from "../../src/agents/agent.ts";
import { pipelineReviewAgent, reviewItems } from "../../src/agents/pipeline-review.ts";
import { runAgent } from "../../src/agents/run.ts";
import { renderForAll } from "../../src/bots/rendered.ts";
import { readConfig } from "../../src/config.ts";
import { DELIVERABLES } from "../../src/jobs/deliverables/index.ts";
import { produce } from "../../src/jobs/deliverables/run.ts";
import { pipelineScene } from "../../src/jobs/pipeline-scene.ts";
import { sharpenPencils } from "../../src/jobs/trend-picture.ts";
import type { Message } from "../../src/messages/message.ts";
import { dealMessage, portfolioMessage } from "../../src/messages/pipeline-review.ts";
import { openParts, type Parts } from "../../src/parts.ts";
import { loadSampleFloor } from "../../src/sample-floor.ts";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import { listAccounts, listPeople, type PersonRow } from "../../src/store/people.ts";
import { dealsOf } from "../../src/store/pipeline.ts";
import { type Far, openFar } from "./far.ts";
import { at, percent, table } from "./numbers.ts";
import { pageSentences, repeatedWithin, unheardIn, type Words, wordsOnFloor } from "./pages.ts";

/** The day after the floor's newest call, and the Fridays before it. */
const LAST_FRIDAY = Date.parse("2026-11-20T17:00:00Z");
const WEEK_MS = 7 * 24 * 3600 * 1000;
const WEEKS = 6;

const COLUMNS = [
  "deliverable",
  "made, of these one line",
  "past the guards, local and far",
  "unheard quotes",
  "sentences another has too, of the same week",
  "sentences of the week before",
  "Slack kB, blocks at most",
  "Teams kB at most",
  "ms at the 50th, at most",
  "of these CPU",
  "prompt tokens, at most",
];

interface Page {
  week: number;
  about: string;
  message: Message;
  sentences: string[];
}
interface Tally {
  made: Page[];
  lines: number;
  refused: number;
  farRefused: number;
  far: number;
  unheard: string[];
  ms: number[];
  cpu: number[];
  tokens: number[];
}
/** One page of one deliverable: made anew with each mind. */
interface Asked {
  name: string;
  about: string;
  make(
    model: Parts["effects"]["model"],
  ): Promise<{ message: Message; mind: string; empty: boolean }>;
}

/** One row a deliverable. */
export async function measureDeliverables(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coach-bench-"));
  const parts = await openParts(readConfig({ DATA_DIR: folder, LOG_LEVEL: "silent" }), {
    workers: true,
  });
  const far = await openFar();
  try {
    let now = new Date(LAST_FRIDAY);
    parts.effects.now = () => now;
    await parts.queue.start();
    // As a process does ten seconds after its start.
    await sharpenPencils();
    await loadSampleFloor(parts.effects);
    await parts.queue.idle();
    const words = await wordsOnFloor(parts.database, SAMPLE_WORKSPACE);
    const tallies = new Map<string, Tally>();
    for (let week = WEEKS - 1; week >= 0; week -= 1) {
      now = new Date(LAST_FRIDAY - week * WEEK_MS);
      for (const asked of await everything(parts, now)) {
        const tally = tallies.get(asked.name) ?? empty();
        tallies.set(asked.name, tally);
        await measure(asked, { week, tally, far, words, local: parts.effects.model });
      }
    }
    return table(
      COLUMNS,
      [...tallies].map(([name, tally]) => row(name, tally)),
    );
  } finally {
    await far.close();
    await parts.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const empty = (): Tally => ({
  ...{
    made: [],
    lines: 0,
    refused: 0,
    farRefused: 0,
    far: 0,
    unheard: [],
    ms: [],
    cpu: [],
    tokens: [],
  },
});

async function measure(
  asked: Asked,
  scene: { week: number; tally: Tally; far: Far; words: Words; local: Parts["effects"]["model"] },
): Promise<void> {
  const { week, tally, far, words, local } = scene;
  const before = performance.now();
  const used = cpuUsage();
  const made = await asked.make(local).catch(() => null);
  tally.ms.push(performance.now() - before);
  const { user, system } = cpuUsage(used);
  tally.cpu.push((user + system) / 1000);
  if (!made) {
    tally.refused += 1;
    return;
  }
  const { message } = made;
  const sentences = pageSentences(message, words);
  tally.made.push({ week, about: asked.about, message, sentences });
  tally.unheard.push(...unheardIn(message, words));
  if (made.empty) {
    tally.lines += 1;
    return;
  }
  if (week > 0) return;
  far.prepare(0);
  // The stand-in writes what the local coach would, so that what is measured is the way there and back.
  const model: Parts["effects"]["model"] = {
    name: far.claude.name,
    answer: async <Input, Output>(agent: Agent<Input, Output>, input: Input) => {
      far.says(agent.compose(input));
      return await far.claude.answer(agent, input);
    },
  };
  const answered = await asked.make(model);
  tally.far += 1;
  if (answered.mind === "local") tally.farRefused += 1;
  tally.tokens.push(far.took().tokens);
}

/** Each deliverable for everybody and everything it can be about, read by whom it is for. */
async function everything({ effects, database }: Parts, now: Date): Promise<Asked[]> {
  const { people, accounts, deals } = await database.inWorkspace(SAMPLE_WORKSPACE, async (tx) => ({
    people: await listPeople(tx),
    accounts: await listAccounts(tx),
    deals: await dealsOf(tx, {}),
  }));
  const reps = people.filter(({ role }) => role === "rep");
  const abouts = {
    rep: reps.map(({ name }) => name),
    account: accounts.map(({ name }) => name),
    deal: deals.map(({ id }) => id),
    team: [""],
  };
  const pages = DELIVERABLES.flatMap((deliverable) =>
    abouts[deliverable.command.about].map(
      (about): Asked => ({
        ...{ name: deliverable.command.name, about },
        make: async (model) =>
          await produce({ ...effects, model }, SAMPLE_WORKSPACE, deliverable, null, about),
      }),
    ),
  );
  const reviews = reps.map(
    (rep): Asked => ({
      ...{ name: "pipeline-review", about: rep.name },
      make: async (model) => await review({ database }, rep, now, model),
    }),
  );
  return [...pages, ...reviews];
}

async function review(
  { database }: Pick<Parts, "database">,
  rep: PersonRow,
  now: Date,
  model: Parts["effects"]["model"],
) {
  const today = now.toISOString().slice(0, 10);
  const scene = await database.inWorkspace(SAMPLE_WORKSPACE, (tx) => pipelineScene(tx, rep, today));
  const { output, mind } = await runAgent(pipelineReviewAgent, scene, model);
  const items = reviewItems(scene, output);
  const words = { rep: scene.rep, on: today, audience: "nobody was written to" };
  const messages = [
    portfolioMessage(scene.health, scene.deals, items, words),
    ...items.map((item, place) => dealMessage(item, { number: place + 1, of: items.length }, null)),
  ];
  const message = { summary: rep.name, blocks: messages.flatMap(({ blocks }) => blocks) };
  return { message, mind, empty: false };
}

function row(name: string, tally: Tally): (string | number)[] {
  const { made, refused, far, farRefused } = tally;
  const looks = made.map(({ message }) => renderForAll(message, { deliveryId: NOBODY }));
  const kilobytes = (look: unknown) => JSON.stringify(look).length / 1024;
  const slack = Math.max(...looks.map(({ slack }) => kilobytes(slack)));
  const blocks = Math.max(...looks.map(({ slack }) => slack.blocks?.length ?? 0));
  const teams = Math.max(...looks.map(({ teams }) => kilobytes(teams)));
  const full = made.filter(({ message }) => message.blocks.length > 1);
  return [
    name,
    `${made.length}, ${tally.lines}`,
    `${percent(made.length, made.length + refused)}, ${percent(far - farRefused, far)}`,
    tally.unheard.length,
    repeatedWithin(full, (one, other) => one.week === other.week && one.about !== other.about),
    repeatedWithin(full, (one, other) => one.week + 1 === other.week && one.about === other.about),
    `${slack.toFixed(1)}, ${blocks}`,
    teams.toFixed(1),
    `${Math.round(at(tally.ms, 0.5))}, ${Math.round(Math.max(...tally.ms))}`,
    `${Math.round(at(tally.cpu, 0.5))}, ${Math.round(Math.max(...tally.cpu))}`,
    tally.tokens.length > 0 ? Math.max(...tally.tokens) : "–",
  ];
}

const NOBODY = "00000000-0000-7000-8000-000000000000";
