import { type Logger, SocketModeReceiver } from "@slack/bolt";
import type { SlackConfig } from "../../config/slack.ts";
import type { Reception } from "./receiver.ts";
import { clientOptions } from "./web-api.ts";

/** Waits before the next try to connect, in milliseconds; the last one from then on. */
const WAITS_MS = [0, 250, 500, 1_000, 5_000, 15_000, 30_000];
/** A connection that lived so long was a good one: the next is tried at once. */
const LIVED_MS = 10_000;

/**
 * Slack over a connection of ours. It is renewed here and not by Slack's own client: Slack asks for that
 * every few hours, and the client would wait five seconds each time and end the process when Slack is
 * away just then.
 */
export function overSocket(
  { apiUrl }: Pick<SlackConfig, "apiUrl">,
  appToken: string,
  logger: Logger,
): Reception {
  const receiver = new SocketModeReceiver({
    ...{ appToken, logger, autoReconnectEnabled: false },
    // The only way to tell it where the Web API is; nothing is installed over a socket.
    installerOptions: { clientOptions: clientOptions({ apiUrl, logger }) },
  });
  let stopped = false;
  let since = 0;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    try {
      await receiver.start();
      since = Date.now();
      if (stopped) await receiver.stop();
    } catch (error) {
      logger.error(`Slack did not open a connection: ${error ? String(error) : "it was closed"}`);
      again();
    }
  };
  const again = () => {
    if (stopped || timer) return;
    failures = since > 0 && Date.now() - since > LIVED_MS ? 0 : failures + 1;
    since = 0;
    const wait = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)];
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, wait);
    timer.unref();
  };
  receiver.client.on("disconnected", again);

  return {
    receiver,
    router: null,
    start: connect,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await receiver.stop();
    },
  };
}
