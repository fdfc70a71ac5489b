import type { Model } from "./model.ts";

/** The local coach: each agent's own composer. Always there, costs nothing, answers at once. */
export const localModel: Model = {
  name: "local",
  async answer(agent, input) {
    return agent.compose(input);
  },
};
