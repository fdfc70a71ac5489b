import { afterAll, beforeAll, expect } from "vitest";
import type { Model } from "../../../src/agents/model.ts";
import { anthropicStandIn, type StandIn } from "../../anthropic-stand-in.ts";
import { modelContract } from "../../contracts/model.ts";
import { claudeOn } from "./claude-on.ts";

let standIn: StandIn;
let claude: Model;

beforeAll(async () => {
  standIn = await anthropicStandIn();
  claude = claudeOn(standIn).model;
});

afterAll(async () => {
  expect(standIn.problems).toEqual([]);
  await standIn.close();
});

modelContract("Claude", () => claude);
