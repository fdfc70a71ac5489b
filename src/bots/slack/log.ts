import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "../../jobs/process.ts";

/**
 * Slack's libraries log through ours. What they say below a warning is dropped, and a warning as text
 * alone: their payloads hold what people wrote.
 */
export function slackLog(log: Log): Logger {
  const text = (said: unknown[]) =>
    said
      .map((one) => (one instanceof Error ? one.message : typeof one === "string" ? one : ""))
      .filter(Boolean)
      .join(" ")
      .slice(0, 500);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...said) => log.warn({ part: "slack" }, text(said)),
    error: (...said) => log.error({ part: "slack" }, text(said)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
