import { describe, expect, it } from "vitest";
import { knowledgeOf } from "../../../src/agents/knowledge.ts";

describe("what the coaches know", () => {
  it("never passes a figure without a source off as a fact", async () => {
    for (const persona of ["discovery-coach", "sales-coach"] as const) {
      const sections = (await knowledgeOf(persona)).split(/^#+ /m);
      const unsourced = sections.filter((section) => /\d+(?:\.\d+)? %/.test(section));
      expect(unsourced.length).toBeGreaterThan(0);
      for (const section of unsourced) expect(section).toMatch(/\*claim(?:s|ed by)?\*/i);
    }
  });

  it("holds the structures the coaches work with", async () => {
    const discovery = await knowledgeOf("discovery-coach");
    for (const part of [
      "SPIN",
      "gap map",
      "pain funnel",
      "upfront contract",
      "AECR",
      "thirty-minute",
    ])
      expect(discovery).toContain(part);
    const sales = await knowledgeOf("sales-coach");
    for (const part of ["Missions", "six questions", "Coaching plan", "Ramp plan", "MEDDPICC"])
      expect(sales).toContain(part);
  });
});
