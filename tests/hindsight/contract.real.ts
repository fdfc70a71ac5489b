import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, inject, it } from "vitest";
import { farBank } from "../../src/memory/hindsight/far-bank.ts";
import { hindsightMemory } from "../../src/memory/hindsight.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { memoryContract } from "../contracts/memory.ts";
import { testDatabase } from "../database.ts";
import { one, openBench, openTeam } from "../jobs/effects.ts";

memoryContract("a real Hindsight server", async ({ database }, bank) => {
  const memory = hindsightMemory({
    database,
    workspaceId: DEFAULT_WORKSPACE,
    bank: `${bank}-${randomUUID().slice(0, 8)}`,
    url: inject("hindsightUrl"),
    apiKey: null,
  });
  return {
    bank: memory,
    settle: async () => {
      const { waiting } = await memory.flush();
      expect([waiting, memory.reachable()]).toEqual([0, true]);
    },
    close: async () => undefined,
  };
});

it("is a server that knows our template and gives it back", async () => {
  const url = inject("hindsightUrl");
  const reply = await fetch(`${url}/v1/default/banks`);
  const { banks } = (await reply.json()) as { banks: { bank_id: string }[] };
  const ours = banks.find((bank) => bank.bank_id.startsWith("coaching-os::"));
  expect(ours).toBeDefined();
  const id = encodeURIComponent(ours?.bank_id ?? "");
  const exported = await fetch(`${url}/v1/default/banks/${id}/export`);
  expect(await exported.json()).toMatchObject({
    version: "1",
    mental_models: expect.arrayContaining([
      expect.objectContaining({ id: "discovery-playbook", tags: ["see:workspace"] }),
      expect.objectContaining({ id: "coaching-themes", tags: ["see:workspace"] }),
    ]),
  });
});

it("finds by the shelves it is asked for, replaces by id, and forgets", async () => {
  const bank = farBank({
    url: inject("hindsightUrl"),
    apiKey: null,
    bankId: `coaching-os::${randomUUID()}`,
  });
  await bank.prepare();
  const [first, second] = [randomUUID(), randomUUID()];
  const document = { at: new Date("2026-03-02T10:00:00Z"), context: "said" };
  await bank.retain({ ...document, id: first, text: "The conveyor stops.", tags: ["see:team:a"] });
  await bank.retain({
    ...document,
    id: second,
    text: "A conveyor costs.",
    tags: ["see:workspace"],
  });
  await bank.retain({ ...document, id: second, text: "A belt costs.", tags: ["see:workspace"] });
  expect(await bank.recall("conveyor", ["see:team:a"], null)).toEqual([first]);
  expect(await bank.recall("belt", ["see:workspace"], null)).toEqual([second]);
  expect(await bank.recall("conveyor", ["see:team:b"], null)).toEqual([]);
  await bank.forget(first);
  await bank.forget(first);
  expect(await bank.recall("conveyor", ["see:team:a"], null)).toEqual([]);
});

it("pays for no refresh when its bank is prepared twice", async () => {
  const url = inject("hindsightUrl");
  const bankId = `coaching-os::${randomUUID()}`;
  const operations = async () => {
    const path = `${url}/v1/default/banks/${encodeURIComponent(bankId)}/operations`;
    const { total } = (await (await fetch(path)).json()) as { total: number };
    return total;
  };
  await farBank({ url, apiKey: null, bankId }).prepare();
  const before = await operations();
  expect(before).toBeGreaterThan(0);
  await farBank({ url, apiKey: null, bankId }).prepare();
  expect(await operations()).toBe(before);
});

it("takes the file in mental-models/ as it stands, by its own schema and by a trial import", async () => {
  const url = inject("hindsightUrl");
  const file = new URL("../../mental-models/bank-template.json", import.meta.url);
  const template: unknown = JSON.parse(await readFile(file, "utf8"));
  const schema = (await (await fetch(`${url}/v1/bank-template-schema`)).json()) as object;
  const validate = new Ajv2020({ strict: false }).compile(schema);
  expect([validate(template), validate.errors]).toEqual([true, null]);
  expect(validate({ version: "1", mental_models: [{ id: "No Slug" }] })).toBe(false);
  const bank = encodeURIComponent(`coaching-os::${randomUUID()}`);
  const reply = await fetch(`${url}/v1/default/banks/${bank}/import?dry_run=true`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(template),
  });
  expect(reply.status).toBe(200);
});

it("remembers for the product as our own bank does, and forgets on both sides", async () => {
  const store = await testDatabase();
  const bench = openBench(store);
  const team = await openTeam(bench, { shadowDebriefs: 0 });
  const memory = hindsightMemory({
    database: store.database,
    workspaceId: team.id,
    url: inject("hindsightUrl"),
    apiKey: null,
  });
  bench.effects.memory = () => memory;
  const settled = async () => expect(await memory.flush(1000)).toMatchObject({ waiting: 0 });
  const PROMISE = "Next time I would ask what that March cost them.";
  try {
    bench.clock.now = new Date(Date.now() - 26 * 3600_000);
    await team.bring(team.ines, "first");
    const asked = one(await team.inbox(team.ines, "debrief"));
    await team.say(team.ines, asked.id, PROMISE);
    bench.clock.now = new Date();
    await team.bring(team.ines, "second");
    await settled();
    expect(memory.reachable()).toBe(true);
    const [, second] = await team.inbox(team.ines, "debrief");
    expect(second?.text).toContain(`you said: “${PROMISE}”`);
    for (const personId of [team.dora, team.paul, team.jon]) {
      const hits = await memory.recall("ask what that March cost", {
        reader: { personId },
        limit: 20,
      });
      expect(hits.filter(({ kind }) => kind === "reflection")).toEqual([]);
    }
    // What was private never left this machine: no document of the far bank holds it.
    const id = encodeURIComponent(`coaching-os::${team.id}`);
    const far = `${inject("hindsightUrl")}/v1/default/banks/${id}/memories/list?limit=500`;
    const listed = await (await fetch(far)).text();
    expect(listed).toContain("total");
    expect(listed).not.toContain("March cost");
    const reader = { personId: team.ines };
    const [mine] = (await memory.about(team.ines, { limit: 50 })).filter(
      ({ text }) => text === PROMISE,
    );
    await memory.forget({ documentId: mine?.documentId ?? "" }, reader, { undo: true });
    await settled();
    bench.clock.now = new Date(Date.now() + 24 * 3600_000);
    await team.bring(team.ines, "third");
    expect((await team.inbox(team.ines, "debrief")).at(-1)?.text).not.toContain("you said");
  } finally {
    await store.drop();
  }
}, 240_000);
