import { CoachError } from "../errors.ts";

/** What lets people connect their Google calendars. */
export interface GoogleConfig {
  clientId: string;
  clientSecret: string;
}

/** The variables as the environment has them; an empty one is `undefined`. */
export interface GoogleVariables {
  GOOGLE_CLIENT_ID?: string | undefined;
  GOOGLE_CLIENT_SECRET?: string | undefined;
}

/**
 * The OAuth client those variables describe, `null` when there is none.
 * @throws CoachError `bad-input` when half of it is there
 */
export function googleOf(values: GoogleVariables): GoogleConfig | null {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = values;
  if (!clientId && !clientSecret) return null;
  if (!clientId || !clientSecret) {
    throw new CoachError(
      "bad-input",
      `${clientId ? "GOOGLE_CLIENT_SECRET" : "GOOGLE_CLIENT_ID"} is missing beside the other. Both stand in Google Cloud under APIs & Services, Credentials.`,
    );
  }
  return { clientId, clientSecret };
}
