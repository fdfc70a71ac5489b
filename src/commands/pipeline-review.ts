import { DateTime } from "luxon";
import { pipelineReviewAgent, reviewItems } from "../agents/pipeline-review.ts";
import { runAgent } from "../agents/run.ts";
import { renderForAll } from "../bots/rendered.ts";
import type { Config } from "../config.ts";
import { funnelOf } from "../deals/funnel.ts";
import { historiesOf } from "../deals/history.ts";
import { indicatorsOf } from "../deals/indicators.ts";
import { patternsOf } from "../deals/patterns.ts";
import { CoachError } from "../errors.ts";
import { pipelineScene } from "../jobs/pipeline-scene.ts";
import { dealMessage, portfolioMessage } from "../messages/pipeline-review.ts";
import { plainText } from "../messages/plain-text.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { listPeople, ownWorkspace } from "../store/people.ts";
import { changesOf, dealsOf, quotasOf } from "../store/pipeline.ts";
import { openFloor } from "./open-floor.ts";
import { print, printJson } from "./output.ts";

/** `pipeline-review --rep NAME`: the whole review as data, and its messages; starts no conversation. */
export async function pipelineReviewCommand(
  config: Config,
  options: { rep: string; json?: boolean },
): Promise<number> {
  const parts = await openFloor(config);
  try {
    const workspaceId = await currentWorkspace(parts.database);
    const read = await parts.database.inWorkspace(workspaceId, async (tx) => {
      const people = await listPeople(tx);
      const wanted = options.rep.trim().toLowerCase();
      const fitting = people.filter(
        ({ name }) => name.toLowerCase() === wanted || name.toLowerCase().split(" ")[0] === wanted,
      );
      const [rep, other] = fitting;
      if (!rep || other) {
        throw new CoachError(
          "bad-input",
          `--rep "${options.rep}": ${other ? "more than one person is called so" : "nobody here is called so"}. Here are: ${people
            .map(({ name }) => name)
            .join(", ")
            .slice(0, 500)}.`,
        );
      }
      const zone = rep.timeZone ?? (await ownWorkspace(tx)).timeZone;
      const now = parts.effects.now();
      const today =
        DateTime.fromJSDate(now).setZone(zone).toISODate() ?? now.toISOString().slice(0, 10);
      const scene = await pipelineScene(tx, rep, today);
      const all = await dealsOf(tx, {});
      return { scene, all, changes: await changesOf(tx), quotas: await quotasOf(tx) };
    });
    const { scene, all } = read;
    const histories = historiesOf(read.changes);
    const { output, mind, note } = await runAgent(
      pipelineReviewAgent,
      scene,
      parts.effects.model.for?.(workspaceId) ?? parts.effects.model,
    );
    const items = reviewItems(scene, output);
    const portfolio = portfolioMessage(scene.health, scene.deals, items, {
      rep: scene.rep,
      on: scene.today,
      audience: "nobody was written to",
    });
    const messages = [
      portfolio,
      ...items.map((item, at) => dealMessage(item, { number: at + 1, of: items.length }, null)),
    ];
    if (!options.json) {
      print(messages.map((message) => plainText(message)).join("\n\n---\n\n"));
      if (output.observation)
        print(`\n---\n\nFor the 1:1: ${output.observation.text} ${output.observation.question}`);
      return 0;
    }
    const looks = messages.map((message) =>
      renderForAll(message, { deliveryId: "00000000-0000-7000-8000-000000000000" }),
    );
    printJson({
      deliverable: "pipeline-review",
      data: {
        rep: scene.rep,
        asOf: scene.today,
        mind,
        note,
        health: scene.health,
        deals: scene.inspections.map((inspection) => ({
          ...inspection,
          question: items.find(({ dealId }) => dealId === inspection.deal.id)?.question ?? null,
        })),
        forecast: { calls: scene.calls, bias: scene.bias, rollUps: scene.rollUps },
        funnel: {
          rep: funnelOf(all, histories, "rep"),
          segment: funnelOf(all, histories, "segment"),
          type: funnelOf(all, histories, "type"),
        },
        indicators: indicatorsOf(all, histories, read.quotas, scene.today),
        patterns: patternsOf(scene.health, scene.inspections, scene.bias),
        observation: output.observation,
      },
      messages: { slack: looks.map(({ slack }) => slack), teams: looks.map(({ teams }) => teams) },
    });
    return 0;
  } finally {
    await parts.close();
  }
}
