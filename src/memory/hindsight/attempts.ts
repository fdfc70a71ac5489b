import { CoachError } from "../../errors.ts";

/** What an `sdk` call of the client resolves to: it never throws for an answer, and sometimes for none. */
interface Answer<T> {
  data?: T | undefined;
  error?: unknown;
  response?: Response | undefined;
}

/** How patient a call is. */
export interface Patience {
  tries: number;
  /** For one try, in milliseconds. */
  timeoutMs: number;
  /** Before the second try; twice as long before each one after. */
  backoffMs: number;
}

/** A question is asked while somebody waits; what is told can take its time. */
export const ASKING: Patience = { tries: 1, timeoutMs: 3_000, backoffMs: 0 };
export const TELLING: Patience = { tries: 4, timeoutMs: 30_000, backoffMs: 300 };

/** The server said no, and would say it again. */
export class FarRefusal extends CoachError {
  readonly status: number;

  constructor(status: number, what: string) {
    super("bad-input", `Hindsight refused ${what} (status ${status}).`);
    this.name = "FarRefusal";
    this.status = status;
  }
}

/**
 * Calls the far bank under a time limit, again after a fault of the network or the server.
 * @throws FarRefusal when it understood and refused; CoachError `unavailable` when it never answered
 */
export async function attempt<T>(
  what: string,
  { tries, timeoutMs, backoffMs }: Patience,
  call: (signal: AbortSignal) => Promise<Answer<T>>,
): Promise<T> {
  let cause: unknown;
  for (let tried = 0; tried < tries; tried += 1) {
    if (tried > 0) await pause(backoffMs * 2 ** (tried - 1));
    try {
      const { data, error, response } = await call(AbortSignal.timeout(timeoutMs));
      if (response?.ok && data !== undefined && isAnswer(response)) return data;
      const status = response?.status ?? 0;
      if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
        throw new FarRefusal(status, what);
      }
      cause = error ?? new Error(`status ${status}`);
    } catch (error) {
      // Time-outs, lost connections and answers that are no JSON are all "not now".
      if (error instanceof FarRefusal) throw error;
      cause = error;
    }
  }
  throw new CoachError("unavailable", `Hindsight did not answer ${what}.`, { cause });
}

/** A page of a proxy is no answer, though it comes with status 200. */
const isAnswer = (response: Response) =>
  response.status === 204 || /\bjson\b/.test(response.headers.get("content-type") ?? "");

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
