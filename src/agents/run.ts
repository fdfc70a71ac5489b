import { CoachError } from "../errors.ts";
import type { Agent } from "./agent.ts";
import { localModel } from "./local.ts";
import type { Model } from "./model.ts";

export interface Answer<Output> {
  output: Output;
  /** Which mind answered. */
  mind: string;
  /** Why the preferred mind did not, as one quiet line; `null` when it did. */
  note: string | null;
}

/**
 * Asks the preferred mind, once more with the reasons when its answer fails the guards, then the
 * local coach. An answer that fails never reaches a person.
 * @throws CoachError `unavailable` when even the local answer fails, with the reasons
 */
export async function runAgent<Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  preferred: Model = localModel,
): Promise<Answer<Output>> {
  let note: string | null = null;
  if (preferred !== localModel) {
    const far = await tryTwice(agent, input, preferred);
    if ("output" in far) return { output: far.output, mind: preferred.name, note: null };
    note = far.note;
  }
  const output = agent.schema.parse(await localModel.answer(agent, input));
  const problems = agent.guard(input, output);
  if (problems.length > 0) {
    throw new CoachError("unavailable", `${agent.name}: ${problems.join("; ")}`);
  }
  return { output, mind: localModel.name, note };
}

async function tryTwice<Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  model: Model,
): Promise<{ output: Output } | { note: string }> {
  let reasons: string[] | undefined;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const answer = agent.schema.safeParse(await model.answer(agent, input, reasons));
      reasons = answer.success
        ? agent.guard(input, answer.data)
        : answer.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
      if (answer.success && reasons.length === 0) return { output: answer.data };
    } catch {
      return {
        note: "The language model was out of reach, so I wrote this one from my own rules.",
      };
    }
  }
  return {
    note: "The language model's draft did not match the call, so I wrote this one from my own rules.",
  };
}
