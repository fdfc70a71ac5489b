import type { Agent } from "./agent.ts";

/** A mind that can answer an agent's question. Two exist: a language model and the local rules. */
export interface Model {
  name: string;
  /**
   * Answers, or throws when it cannot.
   * @param reasons what was wrong with the answer before, when it is asked a second time
   */
  answer<Input, Output>(
    agent: Agent<Input, Output>,
    input: Input,
    reasons?: string[],
  ): Promise<Output>;
}
