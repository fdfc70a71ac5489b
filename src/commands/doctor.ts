import { access } from "node:fs/promises";
import { join } from "node:path";
import { type Config, readConfig } from "../config.ts";
import { openParts } from "../parts.ts";
import { recorderOf } from "../sources/recorders/index.ts";
import { explain, print, printJson } from "./output.ts";

interface Finding {
  part: string;
  state: "real" | "embedded" | "missing";
  detail: string;
}

/** `doctor`: which part is real, which is embedded, what is missing and how to get it. */
export async function doctorCommand(options: { json?: boolean }): Promise<number> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return 2;
  }
  const findings: Finding[] = [
    await databaseOf(config),
    config.redisUrl
      ? { part: "queue", state: "real", detail: "Redis" }
      : {
          part: "queue",
          state: "embedded",
          detail: "BullMQ on the same Postgres; set REDIS_URL for Redis",
        },
    config.claude
      ? {
          part: "coach",
          state: "real",
          detail: `Claude, up to $${config.claude.monthlyBudget} a month and workspace; local rules beyond`,
        }
      : {
          part: "coach",
          state: "embedded",
          detail: "local rules; set ANTHROPIC_API_KEY for Claude",
        },
    await memoryOf(config),
    chatOf(config),
    config.teams
      ? {
          part: "teams",
          state: "real",
          detail: `bot ${config.teams.appId} ${config.teams.password === null ? "with a managed identity" : "of a single tenant"}; tell Azure ${config.publicUrl ?? "PUBLIC_URL"}/api/messages`,
        }
      : {
          part: "teams",
          state: "missing",
          detail:
            "/api/messages answers this machine only; set MICROSOFT_APP_ID, see docs/teams.md",
        },
    ...recordersOf(config),
    config.apiKey
      ? { part: "api key", state: "real", detail: "POST /api/calls asks for it" }
      : {
          part: "api key",
          state: "missing",
          detail: "POST /api/calls answers this machine only; set API_KEY to open it",
        },
    config.publicUrl
      ? { part: "public address", state: "real", detail: config.publicUrl }
      : {
          part: "public address",
          state: "missing",
          detail: "links point at this machine; set PUBLIC_URL when others should open them",
        },
  ];
  for (const finding of findings) {
    if (options.json) printJson(finding);
    else print(`${finding.state.padEnd(9)} ${finding.part.padEnd(15)} ${finding.detail}`);
  }
  return findings.some((finding) => finding.part === "database" && finding.state === "missing")
    ? 1
    : 0;
}

/** Our own bank always remembers; a server beside it is asked whether it would take what it is sent. */
async function memoryOf({ hindsight }: Config): Promise<Finding> {
  if (!hindsight) {
    const detail = "our own bank in the same Postgres; set HINDSIGHT_URL for a Hindsight beside it";
    return { part: "memory", state: "embedded", detail };
  }
  const { troubleWith } = await import("../memory/hindsight/server.ts");
  const trouble = await troubleWith(hindsight);
  return trouble === null
    ? { part: "memory", state: "real", detail: `Hindsight at ${hindsight.url} answers` }
    : {
        part: "memory",
        state: "missing",
        detail: `Hindsight at ${hindsight.url} ${trouble} Until then our own bank remembers alone, and what is kept waits.`,
      };
}

function chatOf({ slack, publicUrl }: Config): Finding {
  if (!slack) {
    return {
      part: "chat",
      state: "embedded",
      detail: "the playground, in Slack's and in Teams' look; docs/slack.md connects Slack",
    };
  }
  const { receive, oauth, botToken } = slack;
  const teams = [botToken && "one team by its token", oauth && "others by /slack/install"];
  const detail = `Slack: ${teams.filter(Boolean).join(", ")}; ${
    receive.by === "socket" ? "by a socket" : "events come to PUBLIC_URL/slack/events"
  }`;
  if (receive.by === "http" && !publicUrl) {
    return {
      part: "chat",
      state: "missing",
      detail: `${detail}; set PUBLIC_URL, Slack must reach it`,
    };
  }
  return { part: "chat", state: "real", detail };
}

/** Recorders of the environment, with what each lacks; and what makes words of recordings. */
function recordersOf({ recorders, transcriber, publicUrl }: Config): Finding[] {
  const found = Object.entries(recorders).map(([source, values]): Finding => {
    const recorder = recorderOf(source);
    const missing = (recorder?.fields ?? [])
      .filter((field) => field.needed !== "optional" && !values[field.key])
      .filter((field) => !(field.key === "publicKey" && values.urlKey))
      .map((field) => field.label);
    const calls = recorder?.read && !publicUrl ? "; it cannot call us without PUBLIC_URL" : "";
    return {
      part: source === "folder" ? "watched folder" : source,
      state: missing.length > 0 ? "missing" : "real",
      detail:
        missing.length > 0
          ? `${recorder?.name}: the ${missing.join(", the ")} is not set; see docs/recorders.md`
          : `${recorder?.name}${calls}; try it with: coach connections test ${source}`,
    };
  });
  return [
    ...(found.length > 0
      ? found
      : [
          {
            part: "recorders",
            state: "missing" as const,
            detail: "no recorder is connected; docs/recorders.md goes through each",
          },
        ]),
    transcriber
      ? { part: "transcriber", state: "real", detail: transcriber.provider }
      : {
          part: "transcriber",
          state: "missing",
          detail:
            "recordings without a transcript are refused; set DEEPGRAM_API_KEY, ASSEMBLYAI_API_KEY or TRANSCRIBER_URL",
        },
  ];
}

async function databaseOf(config: Config): Promise<Finding> {
  const fresh =
    !config.databaseUrl &&
    (await access(join(config.dataDir)).then(
      () => false,
      () => true,
    ));
  if (fresh)
    return {
      part: "database",
      state: "embedded",
      detail: `Postgres, will be made in ${config.dataDir}`,
    };
  try {
    const parts = await openParts(config, { workers: false });
    await parts.close();
  } catch (error) {
    return { part: "database", state: "missing", detail: explain(error) };
  }
  return config.databaseUrl
    ? { part: "database", state: "real", detail: "Postgres at DATABASE_URL answers" }
    : { part: "database", state: "embedded", detail: `Postgres in ${config.dataDir} answers` };
}
