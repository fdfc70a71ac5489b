import type { Agent } from "./agent.ts";
import type { Watched } from "./watched.ts";

/**
 * Says the sentences of a draft for as long as each holds: the first that does not ends it, and what
 * the finished answer says instead is read in its place.
 */
export function draftFor<Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  watched: Watched,
  check: (sentence: string) => string[],
): { paths: ReadonlySet<string>; say(sentence: string): void } | null {
  const { drafted } = agent;
  if (!drafted) return null;
  let holds = true;
  return {
    paths: new Set(drafted.paths),
    say: (sentence) => {
      holds &&= [...check(sentence), ...drafted.check(input, sentence)].length === 0;
      if (holds) watched.say(sentence);
    },
  };
}
