import { CoachError } from "../errors.ts";
import type { Agent } from "./agent.ts";
import { ModelFailure, noteOn } from "./failure.ts";
import { localModel } from "./local.ts";
import type { Model } from "./model.ts";

export interface Answer<Output> {
  output: Output;
  /** Which mind answered. */
  mind: string;
  /** Why the preferred mind did not, as one quiet line; `null` when it did. */
  note: string | null;
}

const DID_NOT_MATCH =
  "The language model's draft did not match the call, so I wrote this one from my own rules.";

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
      if (answer.success) {
        const output = agent.settle?.(input, answer.data) ?? answer.data;
        reasons = agent.guard(input, output);
        if (reasons.length === 0) return { output };
      } else {
        reasons = answer.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
      }
    } catch (error) {
      if (!(error instanceof ModelFailure && error.mendable)) return { note: noteOn(error) };
      reasons = [error.message];
    }
  }
  return { note: DID_NOT_MATCH };
}

/**
 * The same for prose that is read while it is written. What was said stays said: when the far mind
 * stops after a paragraph, the answer ends there, with the note; before the first, the local coach answers.
 */
export async function streamAgent<Input>(
  agent: Agent<Input, string>,
  input: Input,
  preferred: Model,
  say: (paragraph: string) => void,
): Promise<Answer<string>> {
  if (!preferred.stream) {
    const answer = await runAgent(agent, input, preferred);
    say(answer.output);
    return answer;
  }
  const said: string[] = [];
  try {
    const output = await preferred.stream(agent, input, (paragraph) => {
      said.push(paragraph);
      say(paragraph);
    });
    return { output, mind: preferred.name, note: null };
  } catch (error) {
    if (said.length > 0) {
      const note = "The language model stopped there; ask again for the rest.";
      return { output: said.join("\n\n"), mind: preferred.name, note };
    }
    const local = await runAgent(agent, input, localModel);
    say(local.output);
    const mended = error instanceof ModelFailure && error.mendable;
    return { ...local, note: mended ? DID_NOT_MATCH : noteOn(error) };
  }
}
