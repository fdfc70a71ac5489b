import type { Agent } from "./agent.ts";

/** A mind that can answer an agent's question. Two exist: a language model and the local rules. */
export interface Model {
  name: string;
  /** The same mind on one workspace's account: its budget and its ledger. Free minds have none. */
  for?(workspaceId: string): Model;
  /**
   * Answers, or throws when it cannot.
   * @param reasons what was wrong with the answer before, when it is asked a second time
   */
  answer<Input, Output>(
    agent: Agent<Input, Output>,
    input: Input,
    reasons?: string[],
  ): Promise<Output>;
  /**
   * Answers in prose, a paragraph at a time, for a person who waits. Each paragraph has passed the
   * agent's guard before `say` hears it; the first that fails ends the answer with a `ModelFailure`.
   */
  stream?<Input>(
    agent: Agent<Input, string>,
    input: Input,
    say: (paragraph: string) => void,
  ): Promise<string>;
}
