/** Somebody who waits for an answer and sees it being made. */
export interface Watched {
  /** What is being done, a few words without a full stop. */
  status(line: string): void;
  /** A sentence of the answer that has passed its checks. */
  say(sentence: string): void;
}

/** Nobody watches. */
export const unwatched: Watched = { status: () => undefined, say: () => undefined };
