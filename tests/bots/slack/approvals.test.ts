import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiveFile } from "../../../src/jobs/receive-file.ts";
import { changeSettings } from "../../../src/store/people.ts";
import { invoiceCall } from "../../e2e/transcripts.ts";
import { lastOpened, submit } from "./forms.ts";
import {
  MANAGER,
  OTHER_REP,
  openSlackStand,
  REP,
  type SlackStand,
  type Standing,
} from "./stand.ts";

let stand: SlackStand;
beforeAll(async () => {
  stand = await openSlackStand();
  // What nobody asked for waits out the evening; the test must not.
  await stand.effects.database.inWorkspace(stand.workspaceId, (tx) =>
    changeSettings(tx, {
      quietHours: { from: "00:00", until: "00:00", days: [] },
      messagesPerDay: 20,
    }),
  );
});
afterAll(() => stand?.close());

const words = ({ text, blocks }: Standing) => `${text} ${JSON.stringify(blocks)}`;
const inDirect = async (name: string) =>
  (await stand.history(await stand.direct(name))).filter((one) => one.metadata);

/** A call that a rep brought, as their manager's desk has it. */
async function onTheDesk(rep: string, mark: string): Promise<Standing> {
  const before = new Set((await inDirect(MANAGER)).map(({ ts }) => ts));
  await receiveFile(stand.effects, stand.workspaceId, {
    ...{ source: "import", fileName: `${mark}.vtt`, mediaType: null },
    // Brought by the rep, it is asked about at any hour.
    requestedBy: stand.people[rep] ?? null,
    ...{ bytes: Buffer.from(invoiceCall({ rep, buyer: "Hollis Grant", mark })), announce: true },
  });
  await stand.work();
  const fresh = (await inDirect(MANAGER)).filter((one) => !before.has(one.ts));
  const desk = fresh.find((one) => words(one).includes("approve"));
  if (!desk) throw new Error("Nothing lies on the desk.");
  return desk;
}
const press = async (desk: Standing, actionId: string, times = 1) => {
  await stand.press(MANAGER, await stand.direct(MANAGER), desk.ts, actionId, { times });
  await stand.work();
};
const debriefs = async (rep: string) =>
  (await inDirect(rep)).filter((one) => words(one).includes("just-tell-me"));
const answersTo = async ({ ts }: Standing) =>
  (await inDirect(MANAGER)).filter((one) => one.thread_ts === ts && one.ts !== ts).map(words);
const redrawn = async ({ ts }: Standing) =>
  words((await inDirect(MANAGER)).find((one) => one.ts === ts) as Standing);

const GOOD =
  "You heard “on a bad day that is two hundred of them”. What did you want to know next?";

describe("one of the first debriefs, on its manager's desk in Slack", { timeout: 60_000 }, () => {
  it("reaches the rep once it is approved, and the button shows what was decided", async () => {
    const desk = await onTheDesk(REP, "approved");
    expect(await debriefs(REP)).toEqual([]);
    await press(desk, "approve", 2);
    const [asked, ...others] = await debriefs(REP);
    expect(others).toEqual([]);
    expect(words(asked as Standing)).toContain(`${MANAGER} read this question first`);
    expect(await redrawn(desk)).toContain("✓ Ask Ines");
    expect((await answersTo(desk)).join()).toContain("Asked. Ines has it now.");
  });

  it("opens as it stands in a modal, and goes out in the manager's words", async () => {
    const desk = await onTheDesk(OTHER_REP, "reworded");
    await press(desk, "edit");
    const { title, blocks } = lastOpened(stand);
    expect(title.text).toBe("Change the question");
    const stood = blocks[0]?.element.initial_value ?? "";
    expect(words(desk)).toContain(JSON.stringify(stood).slice(1, -1));
    // Opening it decides nothing.
    expect(await debriefs(OTHER_REP)).toEqual([]);

    await submit(stand, MANAGER, { question: { value: "Whose idea was “for ever free”?" } });
    expect(await debriefs(OTHER_REP)).toEqual([]);
    expect((await answersTo(desk)).at(-1)).toMatch(/was not said on this call.*for ever free/s);

    await press(desk, "edit");
    await submit(stand, MANAGER, { question: { value: GOOD } });
    const [asked, ...others] = await debriefs(OTHER_REP);
    expect(others).toEqual([]);
    expect(asked?.blocks && JSON.stringify(asked.blocks)).toContain("two hundred of them");
    expect(words(asked as Standing)).toContain("and reworded it");
  });

  it("was sent nothing Slack would refuse", () => {
    expect(stand.standIn.problems).toEqual([]);
  });
});
