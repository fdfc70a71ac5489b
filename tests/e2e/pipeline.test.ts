import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlaygroundItem } from "../../src/bots/playground/host.ts";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import { activity, call, deal, dealChange } from "../../src/store/schema.ts";
import { openStand, type Stand, until } from "./stand.ts";
import { buttonsOf, type Visitor, visit } from "./visitor.ts";

let stand: Stand;
let tom: Visitor;
let ruth: Visitor;
let ines: Visitor;

beforeAll(async () => {
  stand = await openStand({ floor: true });
  [tom, ruth, ines] = await Promise.all([
    visit(stand.url, "Tom"),
    visit(stand.url, "Ruth"),
    visit(stand.url, "Ines"),
  ]);
  // A review rests on what was understood of the calls.
  await until(
    "all calls to be read",
    async () => {
      const rows = await rowsOf((tx) => tx.select({ status: call.status }).from(call));
      return rows.length === 12 && rows.every(({ status }) => status === "debriefed");
    },
    120_000,
  );
}, 150_000);

afterAll(async () => {
  for (const visitor of [tom, ruth, ines]) visitor?.leave();
  await stand?.stop();
});

type Run = Parameters<typeof stand.store.database.inWorkspace>[1];
const rowsOf = <T>(run: (tx: Parameters<Run>[0]) => Promise<T>) =>
  stand.store.database.inWorkspace(SAMPLE_WORKSPACE, run);

const channelOf = async (visitor: Visitor) => {
  const query = new URLSearchParams({ person: visitor.person.id, place: "channel" });
  const response = await fetch(`${stand.url}/playground/api/conversation?${query}`);
  return (await response.json()) as PlaygroundItem[];
};

const sayInChannel = (visitor: Visitor, text: string) =>
  fetch(`${stand.url}/playground/api/say`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ person: visitor.person.id, place: "channel", threadId: null, text }),
  });

const isPortfolio = (item: PlaygroundItem) =>
  item.threadId === null && item.text.startsWith("Pipeline review, Tom Brandt");

/** The newest question about a deal in a thread. */
const questionIn = (items: PlaygroundItem[], threadId: string) =>
  items
    .filter(
      (item) =>
        item.threadId === threadId && buttonsOf(item).some(({ id }) => id === "review-unknown"),
    )
    .at(-1);

describe("a pipeline review of the sample floor", () => {
  let portfolio: PlaygroundItem;

  it("begins when the manager asks for it in the channel, with the portfolio and no question yet", async () => {
    expect((await sayInChannel(ruth, "pipeline review @Tom")).status).toBe(202);
    portfolio = await tom.message("the portfolio", isPortfolio);
    expect(portfolio.text).toContain("Ruth Adler sees what you answer here");
    expect(portfolio.text).toMatch(/£176\.1k open in 4 deals/);
    expect(portfolio.text).toMatch(
      /£90k, none of it won yet: pipeline stands at 2 to 1, the aim is 3 to 1/,
    );
    expect(portfolio.text).toMatch(/Close date moved: .*Stannard Packaging/);
    expect(buttonsOf(portfolio).map(({ label }) => label)).toEqual(["Go through them"]);
    const watched = await ruth.message("the same for the manager", isPortfolio);
    expect(buttonsOf(watched)).toEqual([]);
    await until("a word in the channel", async () =>
      (await channelOf(ines)).some(({ text }) => text.includes("Tom Brandt's pipeline with them")),
    );
  });

  it("asks about one deal at a time, from evidence, with one question", async () => {
    const first = await tom.answerTo(portfolio.id, () => tom.press(portfolio.id, "review-start"));
    expect(first.text).toContain("Pinebridge Paper, £68k, upside");
    const question = first.text.split(/\n\s*\n/).find((part) => part.trim().endsWith("?")) ?? "";
    expect(question.replace(/“[^”]*”/g, "").match(/\?/g)).toHaveLength(1);
    expect(first.text).toContain("Deal 1 of 4");
    // Started again, it goes on where it stands.
    await sayInChannel(ruth, "/pipeline-review Tom");
    await until("the same question again", async () => {
      const asked = (await tom.items()).filter(
        (item) => item.threadId === portfolio.id && item.text.includes("Deal 1 of 4"),
      );
      return asked.length === 2;
    });
  });

  it("takes a reply, a button and words after a button, and tells the manager each", async () => {
    const asked = questionIn(await tom.items(), portfolio.id) as PlaygroundItem;
    const value = buttonsOf(asked).find(({ id }) => id === "review-show")?.value;
    const known = await tom.answerTo(portfolio.id, () => tom.press(asked.id, "review-show", value));
    expect(known.text).toContain("Who we talk to: Carla Mendes");
    expect(known.text).toContain("Next step: not on the calls or activity I've seen");
    const second = await tom.answerTo(portfolio.id, () =>
      tom.say(portfolio.id, "Carla asked for two references on Friday and has called one of them."),
    );
    expect(second.text).toMatch(/^Kept with Pinebridge Paper/);
    expect(second.text).toContain("Marlow Components, £42.1k, commit");
    const ask = questionIn(await tom.items(), portfolio.id);
    const theyDid = buttonsOf(ask as PlaygroundItem).find(({ id }) => id === "review-they-did");
    const what = await tom.answerTo(portfolio.id, () =>
      tom.press(ask?.id ?? "", "review-they-did", theyDid?.value),
    );
    expect(what.text).toMatch(/what did they do, and when\?/);
    const third = await tom.answerTo(portfolio.id, () =>
      tom.say(portfolio.id, "Steve sent the order form to legal on Tuesday."),
    );
    expect(third.text).toContain("Stannard Packaging, £39.5k, commit");
    const line = await ruth.message("the answer", ({ text }) =>
      text.includes("Steve sent the order form"),
    );
    expect(line.text).toContain("Marlow Components");
  });

  it("passes on what the manager adds, as theirs", async () => {
    const watched = (await ruth.items()).find(isPortfolio);
    await ruth.say(watched?.id ?? "", "Ask Joe who he has shown it to.");
    const added = await tom.message("the addition", ({ text }) =>
      text.startsWith("Ruth Adler adds:"),
    );
    expect(added.threadId).toBe(portfolio.id);
  });

  it("writes a downgrade with who said so, and gives credit for it", async () => {
    const ask = questionIn(await tom.items(), portfolio.id) as PlaygroundItem;
    expect(ask.text).toMatch(/Commit needs 5 things/);
    expect(ask.text).toContain("a name for who signs");
    const value = buttonsOf(ask).find(({ id }) => id === "review-to-upside")?.value ?? "";
    const fourth = await tom.answerTo(portfolio.id, () =>
      tom.press(ask.id, "review-to-upside", value),
    );
    expect(fourth.text).toMatch(/Stannard Packaging is in upside now, on your word/);
    const [row] = await rowsOf((tx) => tx.select().from(deal).where(eq(deal.id, value)));
    expect(row?.category).toBe("upside");
    const changes = await rowsOf((tx) =>
      tx.select().from(dealChange).where(eq(dealChange.dealId, value)),
    );
    expect(changes).toContainEqual(
      expect.objectContaining({
        field: "category",
        before: "commit",
        after: "upside",
        by: "Tom Brandt, in the pipeline review",
      }),
    );
  });

  it("ends with a summary in the channel, and keeps the observation for the manager alone", async () => {
    const ask = questionIn(await tom.items(), portfolio.id) as PlaygroundItem;
    const value = buttonsOf(ask).find(({ id }) => id === "review-unknown")?.value;
    const done = await tom.answerTo(portfolio.id, () => tom.press(ask.id, "review-unknown", value));
    expect(done.text).toContain("That was the last of 4 deals");
    const summary = await until("the summary", async () =>
      (await channelOf(ines)).find(({ text }) =>
        text.startsWith("Tom Brandt's pipeline, reviewed"),
      ),
    );
    expect(summary.text).toContain("Commit £42.1k (was £81.6k), upside £134k (was £94.5k)");
    expect(summary.text).toContain(
      "Stannard Packaging: upside instead of commit, said by Tom Brandt",
    );
    // What the rep told in words stays with the deal and the manager.
    expect(summary.text).not.toContain("Steve sent");
    const observation = await ruth.message("the observation", ({ text }) =>
      text.startsWith("For your next 1:1 with Tom"),
    );
    expect(observation.text).toMatch(/\d of 4 open deals/);
    const seen = [...(await tom.items()), ...(await channelOf(tom))].map(({ text }) => text);
    expect(seen.some((text) => text.includes("For your next 1:1"))).toBe(false);
    const notes = await rowsOf((tx) => tx.select().from(activity).where(eq(activity.kind, "note")));
    expect(notes.map(({ who, text }) => [who, text])).toContainEqual([
      "Tom Brandt",
      "Steve sent the order form to legal on Tuesday.",
    ]);
    if (process.env.SHOW) {
      for (const [name, items] of [
        ["TOM", await tom.items()],
        ["RUTH", await ruth.items()],
        ["CHANNEL", await channelOf(ines)],
      ] as const)
        for (const item of items)
          console.log(
            `${name} ${item.threadId ? "  | " : ""}${item.from.kind === "coach" ? "" : `<${item.from.name}> `}${item.text.replaceAll("\n", `\n${item.threadId ? "      " : "   "}`)}\n`,
          );
    }
  });

  it("is not for a rep to start on somebody else", async () => {
    await ines.say(null, "pipeline review @Tom");
    const word = await ines.message("a refusal", ({ text }) =>
      text.includes("A manager starts the review"),
    );
    expect(word).toBeTruthy();
  });
});
