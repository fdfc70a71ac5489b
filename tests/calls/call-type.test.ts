import { describe, expect, it } from "vitest";
import { analyzeCall } from "../../src/calls/analyze.ts";
import { recogniseCallType } from "../../src/calls/call-type.ts";
import { callOf } from "./talk-of.ts";

function typeOf(lines: string[], given: Parameters<typeof callOf>[1] = {}) {
  const { talk, moments } = analyzeCall(callOf(lines, given));
  return recogniseCallType(talk, moments);
}

const DISCOVERY = [
  "R: What prompted you to take this call?",
  "B: The import breaks every other week and we lose a day on it.",
  "R: How do you handle that today?",
  "B: We use a spreadsheet. It comes down to the codes being different in every branch.",
  "R: What does that cost you in a normal month?",
  "B: If we don't fix it before winter we will lose the northern contract.",
];

describe("the type of a call", () => {
  it("is what we were told before anything else", () => {
    expect(typeOf(DISCOVERY, { type: "executive" })).toEqual({ type: "executive", confidence: 1 });
  });

  it("is read from an unambiguous title", () => {
    expect(typeOf(["R: Hello there."], { title: "Product demo for Harbour" }).type).toBe("demo");
    expect(typeOf(["R: Hello there."], { title: "Contract and demo" }).type).toBeNull();
  });

  it("is recognised from what happens on the call", () => {
    expect(typeOf(DISCOVERY).type).toBe("discovery");
    const negotiation = typeOf([
      "B: We would need another ten percent off before procurement signs.",
      "R: I can do a discount of five if you pay upfront.",
      "B: And the payment terms need to be net sixty, our legal team wants the liability clause out.",
      "R: Net sixty is possible with a two-year contract length.",
      "B: Send the redlines to procurement then.",
    ]);
    expect(negotiation.type).toBe("negotiation");
  });

  it("stays unknown when there is too little to tell", () => {
    expect(typeOf(["R: Hi, can you hear me?", "B: Yes."])).toEqual({ type: null, confidence: 0 });
  });
});
