import { describe, expect, it } from "vitest";
import { detectMentions } from "../../../src/calls/moments/mention.ts";
import { talkOf } from "../talk-of.ts";

const lists = { competitors: ["Payvolt", "Ledger Lane"], products: ["Orderline"] };
const named = (text: string, subject: string) =>
  detectMentions(
    talkOf([`B: ${text}`, "R: Thank you for that.", "B: Any time, we like to talk."]),
    lists,
  )
    .filter((moment) => moment.subject === subject)
    .map(({ entity }) => entity);

describe("mentions from the lists", () => {
  it.each([
    "We looked at Payvolt in spring.",
    "We looked at Pay Volt in spring.",
    "we looked at pavolt in spring.",
    "We looked at Payvault in spring.",
    "Payvolt's price was lower.",
  ])("hear the competitor in: %s", (text) => {
    expect(named(text, "competitor")).toEqual(["Payvolt"]);
  });

  it("hear joined and split words of longer names", () => {
    expect(named("Then LedgerLane called us back.", "competitor")).toEqual(["Ledger Lane"]);
    expect(named("And the order line screen was down.", "product")).toEqual(["Orderline"]);
  });

  it("leave ordinary words alone that only resemble a name", () => {
    expect(named("We pay the invoices and revolt when they are late.", "competitor")).toEqual([]);
    expect(named("The ledger is in the next lane over from orders.", "competitor")).toEqual([]);
  });
});

describe("sums and dates", () => {
  it.each([
    ["It was $1,200 a month.", "USD 1200"],
    ["It was £2.5 million in all.", "GBP 2500000"],
    ["That is forty grand a year.", "40000"],
    ["Anything over 30k goes to Geoff.", "30000"],
    ["They asked two hundred and fifty thousand euros for it.", "EUR 250000"],
    ["It cost half a million dollars.", "USD 500000"],
  ])("%s is %s", (text, entity) => {
    expect(named(text, "money")).toEqual([entity]);
  });

  it("does not take counts for sums", () => {
    expect(named("We have 30k users and two hundred people in 4 offices.", "money")).toEqual([]);
  });

  it("keeps the speaker's words for a date and leaves verbs alone", () => {
    expect(named("It has to be live by the end of March.", "date")).toEqual(["the end of March"]);
    expect(named("We may march on with it next quarter.", "date")).toEqual(["next quarter"]);
  });
});

describe("people and companies", () => {
  it("tell a person from a company and drop titles, months and places", () => {
    const text = "Then Helen Marsh from Brightwater Holdings and our CFO flew to London in May.";
    expect(named(text, "person")).toEqual(["Helen Marsh"]);
    expect(named(text, "company")).toEqual(["Brightwater Holdings"]);
  });

  it.each([
    ["Then Zorana rang me, she was cross about it.", "Zorana"],
    ["I had to ask Oisinne, who runs the yard.", "Oisinne"],
    ["That was Bernie's idea and Aled thinks it works.", "Aled"],
    ["Both Tamsins were off that day.", "Tamsins"],
    ["It was Tomáš who found the pallet.", "Tomáš"],
  ])("hear a person, however rare the name, in: %s", (text, person) => {
    expect(named(text, "person")).toContain(person);
    expect(named(text, "company")).toEqual([]);
  });

  it.each([
    ["We moved to Haulbrook in spring and their quote was fine.", "Haulbrook"],
    ["We've seen Veltria, they came two weeks ago.", "Veltria"],
    ["The Veltria contract runs out in June.", "Veltria"],
    ["Honestly, Veltria's pricing was the surprise.", "Veltria"],
  ])("hear a company, also one that acts, in: %s", (text, company) => {
    expect(named(text, "company")).toEqual([company]);
    expect(named(text, "person")).toEqual([]);
  });

  it("takes a place where things happen, a weekday or a speaker for no company", () => {
    const text = "On Sundays it stands in Thirsk, at the Corbridge depot, and Dana was there.";
    expect(named(text, "company")).toEqual([]);
  });

  it("guess nothing from a transcript without capitals", () => {
    const talk = talkOf(["B: then helen from brightwater called us", "R: and what did she say"]);
    expect(detectMentions(talk, lists)).toEqual([]);
  });

  it("need no sides", () => {
    const found = detectMentions(talkOf(["B: We met Payvolt."], { sides: false }), lists);
    expect(found[0]).toMatchObject({ entity: "Payvolt", side: null });
  });
});
