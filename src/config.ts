import { resolve } from "node:path";
import { z } from "zod";
import { type GoogleConfig, googleOf } from "./config/calendars.ts";
import { type CrmsConfig, crmsIn, crmVariables } from "./config/crms.ts";
import {
  type RecordersConfig,
  recordersIn,
  recorderVariables,
  type TranscriberConfig,
  transcriberIn,
} from "./config/recorders.ts";
import { type SlackConfig, slackOf } from "./config/slack.ts";
import { microsoft, type TeamsConfig, teamsOf } from "./config/teams.ts";
import { CoachError } from "./errors.ts";

/** An empty string in an .env file means "not set". */
const optional = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());

function url(howToGet: string, protocols: string[]) {
  return optional.refine(
    (value) => value === undefined || protocols.some((protocol) => value.startsWith(protocol)),
    { message: `must start with ${protocols.join(" or ")}. ${howToGet}` },
  );
}

/** Several keys, newest first: the first seals, the others still open what they sealed. */
function keysIn(value: string | undefined): string[] {
  return value?.split(",").map((key) => key.trim()) ?? [];
}

/** An amount in US dollars; 0 keeps the paid part off. */
function dollars(unlessSet: number) {
  return z.preprocess(
    (value) => (value === "" || value === undefined ? unlessSet : Number(value)),
    z
      .number({ message: "must be an amount in US dollars such as 20 or 0.50." })
      .min(0, "must be 0 or more, in US dollars."),
  );
}

const schema = z.object({
  PORT: z.preprocess(
    (value) => (value === "" || value === undefined ? 3000 : Number(value)),
    z
      .number({ message: "must be a port number such as 3000." })
      .int()
      .min(0)
      .max(65535, "must be at most 65535."),
  ),
  PUBLIC_URL: url(
    "It is the address people's browsers and the vendors reach, e.g. https://coach.example.com",
    ["http://", "https://"],
  ),
  DATA_DIR: optional,
  SECRET_KEY: optional.refine((value) => keysIn(value).every((key) => key.length >= 32), {
    message:
      "must have at least 32 characters (each, when several are given). Make one with: openssl rand -hex 32",
  }),
  API_KEY: optional.refine((value) => value === undefined || value.length >= 16, {
    message: "must have at least 16 characters. Make one with: openssl rand -hex 24",
  }),
  DATABASE_URL: url(
    "It looks like postgres://user:password@host:5432/name; unset it to use the embedded one.",
    ["postgres://", "postgresql://"],
  ),
  REDIS_URL: url("It looks like redis://host:6379; unset it to keep the queue in Postgres.", [
    "redis://",
    "rediss://",
  ]),
  ROLE: z.preprocess(
    (value) => (value === "" || value === undefined ? "all" : value),
    z.enum(["all", "web", "worker"], { message: "must be all, web or worker." }),
  ),
  LOG_LEVEL: z.preprocess(
    (value) => (value === "" || value === undefined ? "warn" : value),
    z.enum(["silent", "error", "warn", "info", "debug"], {
      message: "must be silent, error, warn, info or debug.",
    }),
  ),
  ANTHROPIC_API_KEY: optional,
  ANTHROPIC_BASE_URL: url("Unset it to use Anthropic's own address.", ["http://", "https://"]),
  COACH_MODEL: optional.refine((value) => value === undefined || /^[\w.:@/-]+$/.test(value), {
    message: "must be a model's id such as claude-sonnet-5-5.",
  }),
  COACH_MONTHLY_BUDGET: dollars(50),
  COACH_CALL_CEILING: dollars(0.5),
  HINDSIGHT_URL: url("Unset it to keep memory in the same Postgres alone.", [
    "http://",
    "https://",
  ]),
  HINDSIGHT_API_KEY: optional,
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  GOOGLE_API_URL: url("Unset it to use Google's own address.", ["http://", "https://"]),
  MICROSOFT_APP_ID: microsoft.appId,
  MICROSOFT_APP_PASSWORD: microsoft.password,
  MICROSOFT_APP_TENANT_ID: microsoft.tenantId,
  MICROSOFT_APP_TYPE: microsoft.type,
  SLACK_BOT_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_APP_TOKEN: optional,
  SLACK_CLIENT_ID: optional,
  SLACK_CLIENT_SECRET: optional,
  SLACK_API_URL: url("Unset it to use Slack's own address.", ["http://", "https://"]),
  ...recorderVariables,
  ...crmVariables,
});

/** The language model, when there is a key for it. */
export interface ClaudeConfig {
  apiKey: string;
  baseUrl: string | null;
  /** `null` for the default of src/agents/claude.ts. */
  model: string | null;
  /** US dollars a workspace may spend in a calendar month. */
  monthlyBudget: number;
  /** US dollars one answer may cost. */
  callCeiling: number;
}

/** A Hindsight server that memory is also kept on. */
export interface HindsightConfig {
  url: string;
  apiKey: string | null;
}

/** Everything the environment decides, checked once at the start. */
export interface Config {
  port: number;
  publicUrl: string | null;
  dataDir: string;
  /** Newest first; empty: made into `dataDir` on first use. */
  secretKeys: string[];
  apiKey: string | null;
  databaseUrl: string | null;
  redisUrl: string | null;
  role: "all" | "web" | "worker";
  /** `null`: the local coach answers everything. */
  claude: ClaudeConfig | null;
  /** `null`: not connected to Slack. */
  slack: SlackConfig | null;
  /** `null`: our own bank on Postgres remembers alone. */
  hindsight: HindsightConfig | null;
  teams: TeamsConfig | null;
  /** `null`: people connect calendars by their secret address. */
  google: GoogleConfig | null;
  googleApiUrl: string | null;
  /** Recorders of the default workspace; other workspaces keep theirs sealed in the store. */
  recorders: RecordersConfig;
  /** CRMs of the default workspace, likewise. */
  crms: CrmsConfig;
  /** `null`: recordings without a transcript are refused, and say so. */
  transcriber: TranscriberConfig | null;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
}

/**
 * Reads the configuration from an environment.
 * @throws CoachError `bad-input` naming each variable at fault and how to get its value.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const read = schema.safeParse(environment);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new CoachError("bad-input", lines.join("\n"));
  }
  const values = read.data;
  return {
    port: values.PORT,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    dataDir: resolve(values.DATA_DIR ?? ".coaching-os"),
    secretKeys: keysIn(values.SECRET_KEY),
    apiKey: values.API_KEY ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    role: values.ROLE,
    claude: values.ANTHROPIC_API_KEY
      ? {
          apiKey: values.ANTHROPIC_API_KEY,
          baseUrl: values.ANTHROPIC_BASE_URL?.replace(/\/+$/, "") ?? null,
          model: values.COACH_MODEL ?? null,
          monthlyBudget: values.COACH_MONTHLY_BUDGET,
          callCeiling: values.COACH_CALL_CEILING,
        }
      : null,
    google: googleOf(values),
    googleApiUrl: values.GOOGLE_API_URL?.replace(/\/+$/, "") ?? null,
    hindsight: values.HINDSIGHT_URL
      ? {
          url: values.HINDSIGHT_URL.replace(/\/+$/, ""),
          apiKey: values.HINDSIGHT_API_KEY ?? null,
        }
      : null,
    teams: teamsOf(values),
    slack: slackOf(values),
    recorders: recordersIn(values),
    crms: crmsIn(values),
    transcriber: transcriberIn(values),
    logLevel: values.LOG_LEVEL,
  };
}
