import type { z } from "zod";

/** What a model is given: who it is, what it knows, what it must answer from. */
export interface Prompt {
  persona: "discovery-coach" | "sales-coach" | "practice-buyer";
  /** The task in plain words. */
  task: string;
  /** Facts as data; anything said on a call is fenced as untrusted. */
  facts: string;
  /** What this team's managers asked of the coach, in their words. */
  rules?: readonly string[];
}

/** One deliverable: the same contract whether a language model or the local rules answer it. */
export interface Agent<Input, Output> {
  name: string;
  schema: z.ZodType<Output>;
  prompt(input: Input): Prompt;
  /** The local coach's answer: rules over moments, no model, no network. */
  compose(input: Input): Output;
  /** Puts in what code decides whoever chose the words: ids, dates. Runs before the guard. */
  settle?(input: Input, output: Output): Output;
  /** What of an answer its reader may see while it is written. */
  drafted?: {
    /** Where the prose stands: keys from the outside in, array places left out: "question.text". */
    paths: readonly string[];
    /** What keeps a single sentence from being shown. */
    check(input: Input, sentence: string): string[];
  };
  /** Everything that keeps an answer from a person, each as a reason to mend it; empty when it may go. */
  guard(input: Input, output: Output): string[];
}
