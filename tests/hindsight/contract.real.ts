import { randomUUID } from "node:crypto";
import { expect, inject, it } from "vitest";
import { farBank } from "../../src/memory/hindsight/far-bank.ts";
import { hindsightMemory } from "../../src/memory/hindsight.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { memoryContract } from "../contracts/memory.ts";

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
