import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CoachError } from "../errors.ts";

const FOLDER = fileURLToPath(new URL("../../mental-models/", import.meta.url));

/** The ids of the mental models, each a file in mental-models/. */
const MODELS = ["discovery-playbook", "coaching-themes"] as const;

const trigger = z.strictObject({
  refresh_after_consolidation: z.boolean(),
  mode: z.enum(["full", "delta"]),
  exclude_mental_models: z.boolean(),
  fact_types: z.array(z.enum(["world", "experience", "observation"])),
});

const model = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  source_query: z.string().min(1),
  max_tokens: z.number().int().min(256).max(8192),
  trigger,
});

/** The fields of a bank that the public format of shared agents takes; `reflect_mission` is not among them. */
const bank = z.strictObject({
  retain_mission: z.string().min(1),
  observations_mission: z.string().min(1),
});

/** A mental model as mental-models/ describes it. */
export type ModelSpec = z.infer<typeof model>;

/** A bank template, version 1: what a Hindsight server imports. */
export interface BankTemplate {
  version: "1";
  bank: z.infer<typeof bank>;
  mental_models: ModelSpec[];
}

let read: Promise<BankTemplate> | undefined;

/** The template in mental-models/, checked once. @throws Error naming the file that does not fit */
export function bankTemplate(): Promise<BankTemplate> {
  read ??= readTemplate();
  return read;
}

async function readTemplate(): Promise<BankTemplate> {
  return {
    version: "1",
    bank: await readJson("bank.json", bank),
    mental_models: await Promise.all(MODELS.map((id) => readJson(`${id}.json`, model))),
  };
}

async function readJson<T>(name: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(JSON.parse(await readFile(`${FOLDER}${name}`, "utf8")));
  if (!parsed.success) throw new Error(`mental-models/${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Every mental model there is. */
export async function modelSpecs(): Promise<ModelSpec[]> {
  return (await bankTemplate()).mental_models;
}

/** One of them. @throws CoachError `not-found` */
export async function modelSpec(id: string): Promise<ModelSpec> {
  const spec = (await modelSpecs()).find((one) => one.id === id);
  if (!spec) throw new CoachError("not-found", `There is no mental model ${id}.`);
  return spec;
}
