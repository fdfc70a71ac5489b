import type { Agent } from "./agent.ts";
import type { Watched } from "./watched.ts";

/** A mind that can answer an agent's question. Two exist: a language model and the local rules. */
export interface Model {
  name: string;
  /** The same mind on one workspace's account: its budget and its ledger. Free minds have none. */
  for?(workspaceId: string): Model;
  /**
   * Answers, or throws when it cannot.
   * @param reasons what was wrong with the answer before, when it is asked a second time
   * @param watched sees what is being looked up, and each sentence that holds as soon as it is written
   */
  answer<Input, Output>(
    agent: Agent<Input, Output>,
    input: Input,
    reasons?: string[],
    watched?: Watched,
  ): Promise<Output>;
}
