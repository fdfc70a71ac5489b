import type { Config } from "./config.ts";
import { crmConnectors } from "./connectors/crms.ts";
import { syncCalendar } from "./jobs/calendars/sync-calendar.ts";
import type { Effects } from "./jobs/effects.ts";
import { GOOGLE, googleClient } from "./sources/calendars/google.ts";
import { agreeAt, tokensForCode } from "./sources/oauth.ts";
import { addConnection } from "./store/connections.ts";
import type { Connector } from "./web/connect.ts";

/** Everything that is connected by signing in at its vendor. A new one is a function and a line here. */
export function connectors(config: Config, effects: Effects): Connector[] {
  return [
    ...(config.google ? [googleConnector(config, config.google, effects)] : []),
    ...crmConnectors(config, effects),
  ];
}

function googleConnector(
  { googleApiUrl }: Config,
  keys: NonNullable<Config["google"]>,
  effects: Effects,
): Connector {
  const client = googleClient(
    keys,
    googleApiUrl
      ? {
          api: googleApiUrl,
          token: `${googleApiUrl}/token`,
          authorize: `${googleApiUrl}/authorize`,
        }
      : GOOGLE,
  );
  return {
    name: "google",
    title: "Google Calendar",
    for: "anyone",
    agreeAt: (asked) => agreeAt(client, asked),
    connect: async (granted, { workspaceId, person }, within) => {
      const { refreshToken } = await tokensForCode(client, granted);
      const connectionId = await within((tx) =>
        addConnection(tx, effects.sealing, {
          kind: "calendar",
          provider: "google",
          label: "Google Calendar",
          settings: { personId: person?.id ?? null },
          secrets: { ...keys, refreshToken: refreshToken ?? "" },
        }),
      );
      const occurrence = "first";
      await effects.enqueue(syncCalendar, { workspaceId, connectionId, occurrence });
      return "A prep comes before each meeting with people from elsewhere. The coach tells you when it has read the calendar.";
    },
  };
}
