import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { bankTemplate } from "../../src/memory/bank.ts";

describe("the bank template", () => {
  it("is the one file that public tools import, put together from the parts", async () => {
    const path = new URL("../../mental-models/bank-template.json", import.meta.url);
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(await bankTemplate());
  });

  it("keeps to what the public format takes: missions without reflecting, models with public ids", async () => {
    const { version, bank, mental_models } = await bankTemplate();
    expect([version, Object.keys(bank)]).toEqual(["1", ["retain_mission", "observations_mission"]]);
    expect(mental_models.map(({ id }) => id)).toEqual(["discovery-playbook", "coaching-themes"]);
  });
});
