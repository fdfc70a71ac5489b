import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MemoryBank, Telling } from "../../src/memory/memory.ts";
import { addPerson } from "../../src/store/people.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

export const REP = "00000000-0000-7000-8000-0000000000a1";
export const OTHER_REP = "00000000-0000-7000-8000-0000000000a2";
export const MANAGER = "00000000-0000-7000-8000-0000000000b1";
export const OTHER_MANAGER = "00000000-0000-7000-8000-0000000000b2";
export const ADMIN = "00000000-0000-7000-8000-0000000000c1";
const STRANGER = "00000000-0000-7000-8000-0000000000ff";

/** A database with two teams of one rep each. */
export async function floor(): Promise<TestDatabase> {
  const store = await testDatabase();
  const { database } = store;
  await database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    const people = [
      { id: MANAGER, name: "Nadia Brook", role: "manager" as const },
      { id: OTHER_MANAGER, name: "Piet Stroud", role: "manager" as const },
      { id: ADMIN, name: "Olga Lind", role: "admin" as const },
      { id: REP, name: "Sanna Vale", role: "rep" as const, managerId: MANAGER },
      { id: OTHER_REP, name: "Joss Kerr", role: "rep" as const, managerId: OTHER_MANAGER },
    ];
    for (const person of people) await addPerson(tx, person);
  });
  return store;
}

const at = (day: string) => new Date(`${day}T10:00:00Z`);

/** A small floor's memories: what a call showed, a private reflection, a promise, a lost deal. */
function tellings(): Telling[] {
  return [
    {
      documentId: "call-1-turn-4",
      text: "Sanna Vale: What does a stopped conveyor cost you on a weekend?",
      at: at("2026-03-02"),
      kind: "question",
      speaker: "Sanna Vale",
      fact: { kind: "question", subject: "implication", stance: "for" },
    },
    {
      documentId: "call-1-turn-5",
      text: "Rolf Anders: Around nine thousand, and the foreman shouts at me.",
      at: at("2026-03-02"),
      speaker: "Rolf Anders",
    },
    {
      documentId: "reflection-1",
      text: "I talked over Rolf because the silence made me nervous.",
      at: at("2026-03-03"),
      kind: "reflection",
      audience: "private",
      personId: REP,
    },
    {
      documentId: "promise-1",
      text: "Sanna said she would ask for the budget before showing the pricing page.",
      at: at("2026-03-03"),
      kind: "commitment",
      audience: "team",
      personId: REP,
      fact: { kind: "behaviour", subject: "budget-before-price", stance: "against" },
    },
    {
      documentId: "loss-1",
      text: "Marrow Foods chose a cheaper rival after the trial.",
      at: at("2026-02-10"),
      kind: "outcome",
      fact: { kind: "loss", subject: "price", stance: "for" },
    },
  ];
}

/** What every memory must do, near or far; each run has a bank of its own, filled once. */
export function memoryContract(
  name: string,
  open: (
    store: TestDatabase,
    bank: string,
  ) => Promise<{
    bank: MemoryBank;
    /** Brings the far side up to date; nothing to do for a local bank. */
    settle(): Promise<void>;
    close(): Promise<void>;
  }>,
): void {
  describe(`memory on ${name}`, () => {
    let store: TestDatabase;
    let opened: Awaited<ReturnType<typeof open>>;
    let bank: MemoryBank;

    beforeAll(async () => {
      store = await floor();
      opened = await open(store, "contract");
      bank = opened.bank;
      await bank.retain(tellings());
      await bank.consolidate();
      await bank.refreshModels();
      await opened.settle();
    });

    afterAll(async () => {
      await opened?.close();
      await store?.drop();
    });

    const found = async (question: string, personId: string | null) =>
      (
        await bank.recall(question, {
          reader: personId === null ? "everyone" : { personId },
          limit: 10,
        })
      ).map((hit) => hit.documentId);

    it("finds what was said, with who said it, when and where from", async () => {
      const [hit] = await bank.recall("What does a stopped conveyor cost?", {
        reader: { personId: OTHER_REP },
        limit: 3,
      });
      expect(hit).toMatchObject({
        documentId: "call-1-turn-4",
        speaker: "Sanna Vale",
        at: at("2026-03-02"),
        audience: "workspace",
      });
    });

    it("keeps a document once, however often and by however many it is told", async () => {
      const before = await Promise.all([bank.retain(tellings()), bank.retain(tellings())]);
      expect(before.map((one) => one.unchanged)).toEqual([5, 5]);
      const hits = await found("stopped conveyor weekend", null);
      expect(hits.filter((id) => id === "call-1-turn-4")).toHaveLength(1);
    });

    it("shows a private reflection to its person and to nobody else", async () => {
      const question = "Why did I talk over Rolf in the silence, was I nervous?";
      expect(await found(question, REP)).toContain("reflection-1");
      for (const other of [MANAGER, OTHER_REP, OTHER_MANAGER, ADMIN, STRANGER, null]) {
        expect(await found(question, other)).not.toContain("reflection-1");
      }
    });

    it("shows what is for the team to the person and their manager alone", async () => {
      const question = "What did Sanna say she would do before the pricing page?";
      expect(await found(question, REP)).toContain("promise-1");
      expect(await found(question, MANAGER)).toContain("promise-1");
      for (const other of [OTHER_REP, OTHER_MANAGER, ADMIN, null]) {
        expect(await found(question, other)).not.toContain("promise-1");
      }
    });

    it("gives the newest of a narrowing when nothing else is asked for", async () => {
      const newest = async (personId: string) =>
        (
          await bank.recall("", {
            reader: { personId },
            limit: 5,
            within: { personId: REP, kinds: ["reflection", "commitment"] },
          })
        ).map((hit) => hit.documentId);
      expect((await newest(REP)).sort()).toEqual(["promise-1", "reflection-1"]);
      expect(await newest(MANAGER)).toEqual(["promise-1"]);
      for (const other of [OTHER_REP, OTHER_MANAGER, ADMIN])
        expect(await newest(other)).toEqual([]);
    });

    it("brings back what its person had forgotten, and keeps away what they did not", async () => {
      const note = {
        documentId: "note-1",
        text: "The Wolverley account wants short calls.",
        audience: "private" as const,
        personId: REP,
      };
      const by = { personId: REP };
      await bank.retain([note]);
      await bank.forget({ documentId: "note-1" }, by, { undo: true });
      await opened.settle();
      await bank.retain([note]);
      expect(await found("Wolverley short calls", REP)).not.toContain("note-1");
      expect(await bank.bringBack("note-1", { personId: MANAGER })).toBe(false);
      expect(await bank.bringBack("note-1", by)).toBe(true);
      await opened.settle();
      expect(await found("Wolverley short calls", REP)).toContain("note-1");
      expect(await found("Wolverley short calls", MANAGER)).not.toContain("note-1");
      await bank.forget({ documentId: "note-1" }, by, { undo: true });
      await bank.letGo(new Date(Date.now() + 1000));
      expect(await bank.bringBack("note-1", by)).toBe(false);
      await opened.settle();
    });

    it("shares at its person's word alone, and takes it back everywhere", async () => {
      const question = "Why did I talk over Rolf in the silence, was I nervous?";
      await expect(bank.share("reflection-1", { personId: MANAGER }, true)).rejects.toThrow();
      await bank.share("reflection-1", { personId: REP }, true);
      await opened.settle();
      expect(await found(question, MANAGER)).toContain("reflection-1");
      for (const other of [OTHER_REP, OTHER_MANAGER, ADMIN, null])
        expect(await found(question, other)).not.toContain("reflection-1");
      await bank.share("reflection-1", { personId: REP }, false);
      await opened.settle();
      expect(await found(question, MANAGER)).not.toContain("reflection-1");
    });

    it("answers with the day and the words, and cites them", async () => {
      const { answer, sources } = await bank.reflect("What did I promise about the budget?", {
        reader: { personId: REP },
      });
      expect(answer).toContain("On 3 March 2026");
      expect(answer).toMatch(/budget before showing the pricing page.*\[\d\]/);
      expect(sources.map((source) => source.documentId)).toContain("promise-1");
    });

    it("keeps mental models that cite, each part for whoever may read its sources", async () => {
      const playbook = await bank.model("discovery-playbook", { personId: OTHER_REP });
      expect(playbook.markdown).toContain("What does a stopped conveyor cost you on a weekend?");
      const mine = await bank.model("coaching-themes", { personId: REP });
      expect(mine.markdown).toMatch(/## Sanna Vale\n[\s\S]*\[1\]/);
      expect((await bank.model("coaching-themes", { personId: MANAGER })).markdown).toBe(
        mine.markdown,
      );
      const other = await bank.model("coaching-themes", { personId: OTHER_REP });
      expect(other.markdown).not.toContain("Sanna");
    });

    it("forgets a document together with everything that was derived from it", async () => {
      await bank.retain([
        {
          documentId: "loss-2",
          text: "Quillfeather Mills signed with nobody, their board froze spending.",
          fact: { kind: "loss", subject: "freeze", stance: "for" },
        },
      ]);
      await bank.consolidate();
      await bank.refreshModels();
      await opened.settle();
      expect(await found("Quillfeather", null)).toContain("loss-2");
      await expect(bank.forget({ documentId: "loss-2" }, { personId: REP })).rejects.toMatchObject({
        code: "not-found",
      });
      expect(await bank.forget({ documentId: "loss-2" }, { personId: ADMIN })).toBe(1);
      await opened.settle();
      expect(await found("Quillfeather", null)).not.toContain("loss-2");
      const left = await bank.model("discovery-playbook", "everyone");
      const history = await bank.modelHistory("discovery-playbook", "everyone");
      expect(JSON.stringify([left, history])).not.toMatch(/Quillfeather|freeze/);
    });

    it("exports what its reader may see and nothing more", async () => {
      const ids: string[] = [];
      for await (const memory of bank.export({ personId: OTHER_REP })) ids.push(memory.documentId);
      expect(ids.sort()).toEqual(["call-1-turn-4", "call-1-turn-5", "loss-1"]);
    });
  });
}
