import { type Client, createClient, createConfig, sdk } from "@vectorize-io/hindsight-client";
import { attempt, FarRefusal } from "./attempts.ts";

/** Where a Hindsight server is, and the key it may ask for. */
export interface FarServer {
  url: string;
  apiKey: string | null;
}

/** A while for somebody at a terminal, and no second try. */
const LOOKING = { tries: 1, timeoutMs: 5_000, backoffMs: 0 };

/** The vendor's client for a server; it opens no connection by itself. */
export function clientFor({ url, apiKey }: FarServer): Client {
  return createClient(
    createConfig({
      baseUrl: url,
      headers: {
        "User-Agent": "coaching-os",
        ...(apiKey ? { Authorization: `Bearer ${apiKey}` } : {}),
      },
    }),
  );
}

/** Whether a server answers and takes the key: `null` when it does, else what to do about it in one line. */
export async function troubleWith(server: FarServer): Promise<string | null> {
  try {
    const client = clientFor(server);
    await attempt("which banks it has", LOOKING, (signal) => sdk.listBanks({ client, signal }));
    return null;
  } catch (error) {
    if (!(error instanceof FarRefusal)) return "does not answer; is the address right, is it up?";
    return [401, 403].includes(error.status)
      ? "refuses the key; check HINDSIGHT_API_KEY."
      : `answers with status ${error.status}; is HINDSIGHT_URL the address of its API?`;
  }
}
