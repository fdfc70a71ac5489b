import { CoachError } from "../errors.ts";
import type { Agent } from "./agent.ts";
import { ModelFailure, noteOn } from "./failure.ts";
import { localModel } from "./local.ts";
import type { Model } from "./model.ts";
import { unwatched, type Watched } from "./watched.ts";

export interface Answer<Output> {
  output: Output;
  /** Which mind answered. */
  mind: string;
  /** Why the preferred mind did not, as one quiet line; `null` when it did. */
  note: string | null;
}

/** A second draft beside the first would read as one text: only what is being done is told. */
function silently({ status }: Watched): Watched {
  status("Putting it right");
  return { status, say: () => undefined };
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
  watched: Watched = unwatched,
): Promise<Answer<Output>> {
  let note: string | null = null;
  if (preferred !== localModel) {
    const far = await tryTwice(agent, input, preferred, watched);
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
  watched: Watched,
): Promise<{ output: Output } | { note: string }> {
  let reasons: string[] | undefined;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const answer = agent.schema.safeParse(
        await model.answer(agent, input, reasons, attempt === 0 ? watched : silently(watched)),
      );
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
