import { describe, expect, it } from "vitest";
import { type RenderProblem, renderForAll } from "../../src/bots/rendered.ts";
import { checkSlack } from "../../src/bots/slack/block-kit.ts";
import { renderSlack } from "../../src/bots/slack/render.ts";
import { checkTeams } from "../../src/bots/teams/adaptive-card.ts";
import { renderTeams } from "../../src/bots/teams/render.ts";
import { SAMPLES } from "./sample-messages.ts";

describe("renderForAll", () => {
  it("gives each sample in every look without a problem", () => {
    for (const message of Object.values(SAMPLES)) {
      const problems: RenderProblem[] = [];
      const rendered = renderForAll(message, {
        deliveryId: "d1",
        onProblem: (found) => problems.push(...found),
      });
      expect(problems).toEqual([]);
      expect(checkSlack(rendered.slack)).toEqual([]);
      expect(checkTeams(rendered.teams)).toEqual([]);
    }
  });

  it("sends a refused or failing look as plain text that passes, and reports it", () => {
    for (const message of Object.values(SAMPLES)) {
      const problems: RenderProblem[] = [];
      const rendered = renderForAll(message, {
        deliveryId: "d1",
        onProblem: (found) => problems.push(...found),
        looks: {
          slack: (tree, options) => ({ ...renderSlack(tree, options), text: "" }),
          teams: () => {
            throw new Error("no canvas");
          },
        },
      });
      expect(problems.map(({ platform }) => platform)).toEqual(["slack", "teams"]);
      expect(checkSlack(rendered.slack)).toEqual([]);
      expect(checkTeams(rendered.teams)).toEqual([]);
    }
  });

  it("does not touch the other look when one is refused", () => {
    const message = SAMPLES.debrief ?? { summary: "", blocks: [] };
    const rendered = renderForAll(message, {
      deliveryId: "d1",
      looks: { slack: () => ({ text: "", blocks: [] }), teams: renderTeams },
    });
    expect(rendered.teams).toEqual(renderTeams(message, { deliveryId: "d1" }));
    expect(JSON.stringify(rendered.slack.blocks)).toContain("gave up on fixing");
  });
});
