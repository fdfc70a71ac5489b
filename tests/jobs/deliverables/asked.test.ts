import { describe, expect, it } from "vitest";
import { askedFor } from "../../../src/jobs/deliverables/asked.ts";

const read = (text: string) => {
  const asked = askedFor(text);
  return asked && [asked.command.name, asked.about];
};

describe("asking for a deliverable", () => {
  it.each([
    ["/prep Northgate", "prep", "Northgate"],
    ["prep for Northgate", "prep", "Northgate"],
    ["Prep Northgate Foods please", "prep", "Northgate Foods"],
    ["can you prepare me for my call with Northgate tomorrow?", "prep", "Northgate"],
    ["@coach prep: Northgate", "prep", "Northgate"],
    ["prep", "prep", ""],
    ["/one-on-one Tom", "one-on-one", "Tom"],
    ["one on one with Tom", "one-on-one", "Tom"],
    ["my 1:1 with @Tom", "one-on-one", "Tom"],
    ["1:1 brief for Tom Brandt", "one-on-one", "Tom Brandt"],
    ["digest", "digest", ""],
    ["show me the weekly digest", "digest", ""],
    ["prep me for Fernhill", "prep", "Fernhill"],
    ["what should I know before my call with Fernhill?", "prep", "Fernhill"],
    ["how is Maya's ramp?", "ramp", "Maya"],
    ["How’s Maya ramping up?", "ramp", "Maya"],
    ["what should I bring up in my 1:1 with Tom?", "one-on-one", "Tom"],
    ["what should Maya work on next?", "plan", "Maya"],
    ["what is Tom's coaching plan?", "plan", "Tom"],
    ["what is my coaching plan?", "plan", ""],
    ["where does Tom stand?", "assess", "Tom"],
    ["where do I stand?", "assess", ""],
    ["why did we lose Kestrel Diagnostics?", "winloss", "Kestrel Diagnostics"],
    ["who does what by when with Fernhill?", "evaluation-plan", "Fernhill"],
    ["what did we hear this week?", "digest", ""],
    ["how was our month?", "synthesis", ""],
  ])("takes “%s” for one", (text, name, about) => {
    expect(read(text)).toEqual([name, about]);
  });

  it.each([
    "what did Northgate say about the budget?",
    "how did the prep go over with Gwen and her two colleagues from finance last week?",
    "preparing takes me too long",
    "prep to call them back on Monday",
    "I had a one on one with Tom and it went badly",
    "/unknown Northgate",
    "What should I work on?",
    "how did Maya do on the call with Fernhill?",
    "what should I ask about price?",
    "",
  ])("leaves “%s” to be a question", (text) => {
    expect(askedFor(text)).toBeNull();
  });

  it("reads a hostile line as quickly as any", () => {
    expect(askedFor(`${"my ".repeat(90)}prep`)).toBeNull();
    expect(askedFor("prep ".repeat(100_000))).toBeNull();
  });
});
