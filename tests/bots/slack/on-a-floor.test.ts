import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHAT_COMMANDS } from "../../../src/bots/commands.ts";
import { invoiceCall } from "../../e2e/transcripts.ts";
import { openFloor } from "./floor.ts";
import { lastOpened, submit } from "./forms.ts";
import {
  MANAGER,
  OTHER_REP,
  openSlackStand,
  REP,
  type SlackStand,
  type Standing,
} from "./stand.ts";
import { upload } from "./upload.ts";

let stand: SlackStand;
beforeAll(async () => {
  stand = await openSlackStand({
    transcriber: {
      name: "Ear",
      largest: 1_000_000,
      transcribe: async () => ({
        done: true,
        bytes: Buffer.from(invoiceCall({ rep: REP, buyer: "Hollis Grant", mark: "sound" })),
      }),
    },
  });
  await openFloor(stand, new Date());
}, 60_000);
afterAll(() => stand?.close());

const words = ({ text, blocks }: Standing) => `${text} ${JSON.stringify(blocks ?? [])}`;
const ours = async (channel: string) =>
  (await stand.history(channel)).filter((one) => one.metadata);
/** What came to stand in a channel while something was done. */
async function freshIn(channel: string, act: () => Promise<unknown>): Promise<Standing[]> {
  const before = new Set((await ours(channel)).map(({ ts }) => ts));
  await act();
  await stand.work();
  return (await ours(channel)).filter(({ ts }) => !before.has(ts));
}

/** Every command but the review, which is a conversation: who types it, and what their answer holds. */
const PRIVATE: [string, string, string, RegExp][] = [
  ["prep", REP, "Fernhill", /Fernhill Dairies.*€48k.*Goal: .*Hollis Grant/],
  ["plan", REP, "", /Coaching plan, Ines Falk.*first draft from 4 calls.*€104k in 3 deals/],
  ["practice", REP, "", /Hollis's own words:.*your price is too high.*What do you say/],
  ["ramp", REP, "", /Ramp plan, Ines Falk.*Day 20.*Gate: /],
  ["remember", REP, "", /I remember \d+ things about you.*memory-correct.*memory-forget/],
  ["coaching-plan", MANAGER, `@${REP}`, /Coaching plan, Ines Falk.*for you and Ines/],
  [
    "one-on-one",
    MANAGER,
    `@${REP}`,
    /One-on-one: Ines Falk.*Ask: .*What Ines answered.*not in here/,
  ],
  [
    "winloss",
    MANAGER,
    "Calder",
    /Lost: Calder rollout, €19k.*win-loss-answer.*Went with what they had/,
  ],
  ["playbook", MANAGER, "", /Discovery Playbook.*Version 1/],
  ["coach", MANAGER, "setup", /3 reps, 1 manager.*setup-people.*setup-quiet.*open-connections/],
];

describe("a command typed in a channel of Slack", () => {
  it.each(PRIVATE)("/%s answers %s alone", async (name, who, about, holds) => {
    const direct = await stand.direct(who);
    let answer: Response | undefined;
    const whispered = stand.standIn.calls.length;
    let inChannel: Standing[] = [];
    const inDirect = await freshIn(direct, async () => {
      inChannel = await freshIn(stand.sales, async () => {
        answer = await stand.command(who, `/${name}`, about);
      });
    });
    expect(await answer?.json()).toMatchObject({
      response_type: "ephemeral",
      text: expect.stringMatching(/^On it\./),
    });
    expect(inDirect.map(words).join("\n")).toMatch(holds);
    expect(inChannel).toEqual([]);
    expect(
      stand.standIn.calls
        .slice(whispered)
        .filter(({ body }) => body.channel === stand.sales)
        .map(({ method }) => method),
    ).toEqual([]);
  });

  it("is every one the manifest has", () => {
    const tried = PRIVATE.map(([name]) => name);
    expect([...tried, "pipeline-review"].sort()).toEqual(
      CHAT_COMMANDS.map(({ name }) => name).sort(),
    );
  });
});

describe("/pipeline-review in a channel", { timeout: 60_000 }, () => {
  it("goes through the deals with the rep by button, form and reply, and sums up in the channel", async () => {
    const direct = await stand.direct(REP);
    const user = await stand.team.userId(REP);
    let toRep: Standing[] = [];
    let toManager: Standing[] = [];
    const started = await freshIn(stand.sales, async () => {
      toManager = await freshIn(await stand.direct(MANAGER), async () => {
        toRep = await freshIn(direct, () =>
          stand.command(MANAGER, "/pipeline-review", `<@${user}|ines>`),
        );
      });
    });
    expect(started.map(words)).toEqual([expect.stringMatching(/The summary comes here/)]);
    expect(started.map(words).join()).not.toMatch(/€/);
    const [root] = toRep as [Standing];
    expect(words(root)).toMatch(/€104k open in 3 deals/);
    expect(toManager.map(words)).toEqual([expect.stringMatching(/Ines Falk has the questions/)]);

    const answered = (act: () => Promise<unknown>) => freshIn(direct, act);
    const press = (one: Standing | undefined, id: string) =>
      stand.press(REP, direct, one?.ts ?? "", id);
    const [first] = await answered(() => press(root, "review-start"));
    expect(words(first as Standing)).toMatch(/Fernhill Dairies.*\?.*Deal 1 of 3/);
    expect(first?.thread_ts).toBe(root.ts);
    const [second] = await answered(() => press(first, "review-to-upside"));
    expect(words(second as Standing)).toMatch(/Marlow lines.*Deal 2 of 3/);
    const [third] = await answered(async () => {
      await press(second, "review-update");
      expect(lastOpened(stand).title.text).toBe("Update the deal");
      await submit(stand, REP, { nextStep: { value: "Board paper, by Greta Lind" } });
    });
    expect(words(third as Standing)).toMatch(/Board paper.*Stannard packing.*Deal 3 of 3/);
    let last: Standing[] = [];
    const summed = await freshIn(stand.sales, async () => {
      last = await answered(() =>
        stand.say(REP, direct, "They booked the security review for Monday.", {
          threadTs: root.ts,
        }),
      );
    });
    expect(last.map(words).join()).toMatch(/That was the last of 3 deals/);
    const [summary] = summed.map(words);
    expect(summary).toMatch(/Ines Falk's pipeline, reviewed/);
    expect(summary).toMatch(/commit €56k \(was €104k\), upside €48k/);
    expect(summary).toMatch(/Marlow lines.*Board paper/);
    expect(summed).toHaveLength(1);
  });

  it("of the team begins one with each rep, and says so once", async () => {
    const direct = await stand.direct(REP);
    let toRep: Standing[] = [];
    const started = await freshIn(stand.sales, async () => {
      toRep = await freshIn(direct, () => stand.command(MANAGER, "/pipeline-review", "team"));
    });
    expect(started.map(words)).toEqual([
      expect.stringMatching(/through the pipeline with Ines Falk, .*No open deal: .*Paul Renner/),
    ]);
    expect(toRep.map(words)).toEqual([expect.stringMatching(/Pipeline review, Ines Falk/)]);
  });

  it("is a manager's to start for others", async () => {
    const before = await ours(await stand.direct(OTHER_REP));
    const refused = await freshIn(stand.sales, () =>
      stand.command(REP, "/pipeline-review", `@${OTHER_REP}`),
    );
    expect(refused.map(words)).toEqual([expect.stringMatching(/A manager starts the review/)]);
    expect(await ours(await stand.direct(OTHER_REP))).toEqual(before);
  });
});

describe("a rep in Slack", { timeout: 60_000 }, () => {
  it("has on the Home tab what was promised, the last calls, and the way to the whole page", async () => {
    const [user, channel] = [await stand.team.userId(REP), await stand.direct(REP)];
    await stand.event({ type: "app_home_opened", user, channel, tab: "home", event_ts: "1" });
    const { body } = stand.standIn.calls.findLast(({ method }) => method === "views.publish") ?? {};
    expect(body?.user_id).toBe(user);
    const view = String(body?.view);
    expect(view).toMatch(/You promised.*brochure and the price list.*Your last calls.*Fernhill/);
    expect(view).toMatch(/Open my page.*\/enter\?pass=.*Only you see this/);
  });

  it("drops a recording and is heard: its question lies with the manager first", async () => {
    const file = await upload(stand, REP, {
      ...{ name: "friday.wav", mimetype: "audio/wav" },
      bytes: Buffer.from("RIFF    WAVEfmt a call of sounds alone"),
    });
    let toManager: Standing[] = [];
    const toRep = await freshIn(await stand.direct(REP), async () => {
      toManager = await freshIn(await stand.direct(MANAGER), () =>
        stand.direct(REP).then((channel) => stand.say(REP, channel, "", { files: [file] })),
      );
    });
    expect(toRep.map(words).join()).toMatch(/Dora Quist looks at my first questions/);
    expect(toManager.map(words).join()).toMatch(/I would ask Ines.*approve/);
  });
});

it("was sent nothing Slack would refuse", () => {
  expect(stand.standIn.problems).toEqual([]);
});
