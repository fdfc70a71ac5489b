import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlaygroundItem } from "../../src/bots/playground/host.ts";
import { localMemory } from "../../src/memory/local.ts";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import { openStand, type Stand, until } from "./stand.ts";
import { invoiceCall } from "./transcripts.ts";
import { buttonsOf, type Visitor, visit } from "./visitor.ts";

let stand: Stand;
let [maya, tom, ruth]: Visitor[] = [];

beforeAll(async () => {
  stand = await openStand({ floor: true });
  [maya, tom, ruth] = await Promise.all(
    ["Maya", "Tom", "Ruth"].map((who) => visit(stand.url, who)),
  );
}, 60_000);
afterAll(async () => {
  for (const visitor of [maya, tom, ruth]) visitor?.leave();
  await stand?.stop();
});

const PROMISE = "Next time I would ask Hollis what the missed discount cost.";
const CITES =
  /On \d+ \w+, after .+, you said: “Next time I would ask Hollis what the missed discount cost\.”/;

async function debriefOf(visitor: Visitor, mark: string): Promise<PlaygroundItem> {
  const buyer = `Hollis Grant ${mark}`;
  await visitor.drop(`${mark}.vtt`, invoiceCall({ rep: visitor.person.name, buyer, mark }));
  return await visitor.message(
    `the debrief of ${mark}`,
    (item) => item.text.includes(mark) && buttonsOf(item).some(({ id }) => id === "just-tell-me"),
  );
}

/** What a visitor hears when they ask; told apart from earlier answers by what it holds. */
const answerOf = async (visitor: Visitor, text: string, holds: RegExp) => {
  const before = new Set((await visitor.items()).map(({ id }) => id));
  await visitor.say(null, text);
  return await visitor.message(text, (item) => !before.has(item.id) && holds.test(item.text));
};

const page = async (path: string, visitor: Visitor) =>
  await (await fetch(`${stand.url}/memory${path}?as=${visitor.person.id}`)).text();

describe("a memory that coaches", { timeout: 120_000 }, () => {
  it("begins the second debrief with what the rep said after the first, and no longer once that is forgotten", async () => {
    if (!maya || !tom || !ruth) throw new Error("nobody is here");
    const first = await debriefOf(maya, "first");
    expect(first.text).not.toMatch(/you said/);
    await maya.answerTo(first.id, () => maya?.say(first.id, PROMISE) ?? Promise.reject());
    const bank = localMemory({ database: stand.store.database, workspaceId: SAMPLE_WORKSPACE });
    await until("the answer to be remembered", async () =>
      (await bank.about(maya?.person.id ?? "", { limit: 500 })).some(
        ({ text }) => text === PROMISE,
      ),
    );
    expect((await debriefOf(maya, "second")).text).toMatch(CITES);

    // Nobody else gets at it, whichever way they ask.
    for (const other of [tom, ruth]) {
      const told = await answerOf(
        other,
        "What do you remember about Maya?",
        /between Maya and me|What Maya's calls have shown|nothing about Maya/,
      );
      expect(told.text).not.toMatch(/missed discount/);
      for (const path of ["", "/coaching-themes", "/discovery-playbook"])
        expect(await page(path, other)).not.toMatch(/missed discount cost/);
      const heard = JSON.stringify(await other.items());
      expect(heard).not.toMatch(/missed discount cost/);
    }

    const list = await answerOf(maya, "What do you remember about me?", /I remember \d+ things/);
    expect(list.text).toContain(PROMISE);
    expect(await page("", maya)).toContain("missed discount cost");
    const forget = buttonsOf(list).find(({ id }) => id.startsWith("memory-forget."));
    if (!forget) throw new Error("there is no button to forget");
    await maya.press(list.id, forget.id, forget.value);
    await maya.message("that it is forgotten", ({ text }) =>
      /^Forgotten, with everything/.test(text),
    );
    expect(await page("", maya)).not.toContain("missed discount cost");
    expect((await debriefOf(maya, "third")).text).not.toMatch(/you said/);
  });

  it("lets both mental models grow as calls come in", async () => {
    if (!maya) throw new Error("nobody is here");
    const visitor = maya;
    const before = await page("/discovery-playbook", visitor);
    expect(before).toMatch(/Questions that opened things up/);
    expect(before).toMatch(/href="\/calls\/[0-9a-f-]{36}\?as=[0-9a-f-]{36}#turn-\d+"/);
    await debriefOf(visitor, "growing");
    await until("the playbook to grow", async () => {
      const now = await page("/discovery-playbook", visitor);
      return now !== before && now.split("<time>").length > before.split("<time>").length;
    });
    expect(await page("/coaching-themes", visitor)).toMatch(/for your eyes only/);
  });
});
