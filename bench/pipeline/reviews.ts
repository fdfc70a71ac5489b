import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { pipelineReviewAgent, reviewItems } from "../../src/agents/pipeline-review.ts";
import { biasOf, forecastCalls, rollUp } from "../../src/deals/forecast.ts";
import { healthOf } from "../../src/deals/health.ts";
import { historiesOf } from "../../src/deals/history.ts";
import { normsOfDeals } from "../../src/deals/norms.ts";
import { quarterBounds, shiftQuarter } from "../../src/deals/quarters.ts";
import { pipelineScene } from "../../src/jobs/pipeline-scene.ts";
import { portfolioMessage } from "../../src/messages/pipeline-review.ts";
import { type Database, openDatabase, type Transaction } from "../../src/store/database.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { findPerson } from "../../src/store/people.ts";
import { changesOf, dealsOf, quotasOf } from "../../src/store/pipeline.ts";
import * as table from "../../src/store/schema.ts";

const TODAY = "2026-11-20";
const REPS = 50;
const QUARTERS = 8;
const STAGES = ["Discovery", "Demo", "Proposal", "Negotiation"];
const WORKSPACE = "0190a000-0000-7000-8000-0000000000aa";

/** Opens a review over ten thousand open deals, and reads health and forecast of fifty reps over eight quarters. */
export async function measureReviews(dataDir: string): Promise<void> {
  const embedded = await startEmbedded(dataDir);
  const database = openDatabase(embedded.url);
  try {
    await database.asOwner((tx) =>
      tx.insert(table.workspace).values({ id: WORKSPACE, slug: "bench", name: "Bench" }),
    );
    const reps = await generate(database);
    await review(database, reps[0] ?? "");
    await team(database, reps);
  } finally {
    await database.close();
    await embedded.stop();
  }
}

/** A generator of its own, so that each run measures the same. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

async function generate(database: Database): Promise<string[]> {
  const pick = random(7);
  const reps = Array.from({ length: REPS }, () => v7());
  const deals: (typeof table.deal.$inferInsert)[] = [];
  const changes: (typeof table.dealChange.$inferInsert)[] = [];
  const quotas: (typeof table.quota.$inferInsert)[] = [];
  const day = (from: string, by: number) =>
    new Date(Date.parse(from) + by * 86_400_000).toISOString().slice(0, 10);
  const add = (
    owner: string,
    openedOn: string,
    status: "open" | "won" | "lost",
    closeOn: string,
  ) => {
    const id = v7();
    const reached = 1 + pick(STAGES.length);
    deals.push({
      id,
      externalId: id,
      ownerId: owner,
      name: `Deal ${deals.length}`,
      stage:
        status === "open" ? (STAGES[reached - 1] ?? "Demo") : status === "won" ? "Won" : "Lost",
      category: pick(3) === 0 ? "commit" : "upside",
      status,
      amountMinor: 100_000 + pick(9_000_000),
      currency: "USD",
      openedOn,
      closeOn,
      closedOn: status === "open" ? null : closeOn,
    });
    for (let at = 0; at < reached; at += 1)
      changes.push({
        dealId: id,
        at: new Date(`${day(openedOn, at * 12)}T09:00:00Z`),
        field: "stage",
        before: STAGES[at - 1] ?? null,
        after: STAGES[at] ?? null,
      });
    changes.push({
      dealId: id,
      at: new Date(`${day(openedOn, 20)}T09:00:00Z`),
      field: "category",
      before: "pipeline",
      after: "commit",
    });
    if (pick(2) === 0)
      changes.push({
        dealId: id,
        at: new Date(`${day(openedOn, 30)}T09:00:00Z`),
        field: "closeOn",
        before: day(closeOn, -30),
        after: closeOn,
      });
  };
  for (let at = 0; at < 10_000; at += 1)
    add(reps[0] ?? "", day("2026-06-01", pick(160)), "open", day("2026-11-21", pick(120)));
  for (const rep of reps) {
    for (let back = -QUARTERS; back < 0; back += 1) {
      const quarter = shiftQuarter("2026-Q4", back);
      const { from } = quarterBounds(quarter);
      quotas.push({ personId: rep, quarter, amountMinor: 50_000_000, currency: "USD" });
      for (let at = 0; at < 10; at += 1)
        add(
          rep,
          day(from, pick(40) - 30),
          pick(2) === 0 ? "won" : "lost",
          day(from, 45 + pick(45)),
        );
    }
    for (let at = 0; at < 10; at += 1)
      add(rep, day("2026-09-01", pick(60)), "open", day("2026-11-21", pick(60)));
  }
  await database.inWorkspace(WORKSPACE, async (tx) => {
    await tx
      .insert(table.person)
      .values(reps.map((id, at) => ({ id, name: `Rep ${at}`, role: "rep" as const })));
    for (let at = 0; at < deals.length; at += 2000)
      await tx.insert(table.deal).values(deals.slice(at, at + 2000));
    for (let at = 0; at < changes.length; at += 5000)
      await tx.insert(table.dealChange).values(changes.slice(at, at + 5000));
    await tx.insert(table.quota).values(quotas);
  });
  // What autovacuum does within a minute of so many new rows.
  await database.asOwner((tx) => tx.execute(sql`analyze`));
  process.stdout.write(`\n${deals.length} generated deals, ${changes.length} changes\n`);
  return reps;
}

/**
 * Best and middle of several runs, and the processor time of one on both sides, which says more on a
 * busy machine; garbage is collected beside, so that it may exceed the clock.
 */
async function timed(
  what: string,
  aim: number,
  runs: number,
  database: Database,
  run: (tx: Transaction) => Promise<string>,
): Promise<void> {
  const times: number[] = [];
  let [said, processor] = ["", 0];
  for (let at = 0; at < runs; at += 1) {
    await database.inWorkspace(WORKSPACE, async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      const pid = rows[0]?.pid ?? 0;
      const [before, busy, start] = [backendMs(pid), process.cpuUsage(), performance.now()];
      said = await run(tx);
      times.push(performance.now() - start);
      const { user, system } = process.cpuUsage(busy);
      processor += (user + system) / 1000 + backendMs(pid) - before;
    });
  }
  const sorted = times.sort((a, b) => a - b);
  const [best, middle] = [sorted[0] ?? 0, sorted[Math.floor(runs / 2)] ?? 0].map(Math.round);
  process.stdout.write(
    `${what}: ${best} ms best, ${middle} ms median of ${runs}, ${Math.round(processor / runs)} ms of processor time (aim ${aim} ms) · ${said}\n`,
  );
}

/** Processor time of a Postgres process so far, in steps of 10 ms; 0 where the system does not tell. */
function backendMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

async function review(database: Database, repId: string): Promise<void> {
  await timed("A review over 10,000 open deals opens", 300, 9, database, async (tx) => {
    const rep = await findPerson(tx, repId);
    if (!rep) throw new Error("the rep is there");
    const scene = await pipelineScene(tx, rep, TODAY);
    const items = reviewItems(scene, pipelineReviewAgent.compose(scene));
    const { blocks } = portfolioMessage(scene.health, scene.deals, items, {
      rep: rep.name,
      on: TODAY,
      audience: "",
    });
    return `${scene.deals.length} deals, ${items.length} inspected, ${blocks.length} blocks`;
  });
}

async function team(database: Database, reps: readonly string[]): Promise<void> {
  const what = `Health and forecast for ${REPS} reps × ${QUARTERS} quarters`;
  await timed(what, 1000, 5, database, async (tx) => {
    // The first rep's ten thousand are the other measurement.
    const all = (await dealsOf(tx, {})).filter(
      ({ ownerId, status }) => ownerId !== reps[0] || status !== "open",
    );
    const changes = await changesOf(tx);
    const histories = historiesOf(changes);
    const norms = normsOfDeals(all, histories);
    const quotas = await quotasOf(tx);
    const quarters = Array.from({ length: QUARTERS }, (_, back) =>
      shiftQuarter("2026-Q4", back - QUARTERS),
    );
    let leans = 0;
    for (const rep of reps) {
      const mine = all.filter(({ ownerId }) => ownerId === rep);
      healthOf({
        deals: mine,
        signs: new Map(),
        won: mine.filter(({ status }) => status === "won"),
        quotas: quotas.filter(({ ownerId }) => ownerId === rep),
        norms,
        today: TODAY,
      });
      rollUp(mine, norms);
      if (biasOf(forecastCalls(mine, histories, quarters, "USD")).lean !== "unclear") leans += 1;
    }
    return `${all.length} deals, ${changes.length} changes, ${leans} leans found`;
  });
}
