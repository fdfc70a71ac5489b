import { z } from "zod";

/** Which variable is which field of which recorder, as its adapter in src/sources/recorders names them. */
const VARIABLES = {
  gong: {
    publicKey: "GONG_WEBHOOK_PUBLIC_KEY",
    urlKey: "GONG_WEBHOOK_URL_KEY",
    accessKey: "GONG_ACCESS_KEY",
    accessKeySecret: "GONG_ACCESS_KEY_SECRET",
    url: "GONG_API_URL",
  },
  zoom: {
    webhookSecret: "ZOOM_WEBHOOK_SECRET",
    accountId: "ZOOM_ACCOUNT_ID",
    clientId: "ZOOM_CLIENT_ID",
    clientSecret: "ZOOM_CLIENT_SECRET",
    url: "ZOOM_API_URL",
  },
  graph: {
    tenantId: "GRAPH_TENANT_ID",
    clientId: "GRAPH_CLIENT_ID",
    clientSecret: "GRAPH_CLIENT_SECRET",
    clientState: "GRAPH_CLIENT_STATE",
    url: "GRAPH_API_URL",
    loginUrl: "GRAPH_LOGIN_URL",
  },
  fireflies: {
    webhookSecret: "FIREFLIES_WEBHOOK_SECRET",
    apiKey: "FIREFLIES_API_KEY",
    url: "FIREFLIES_API_URL",
  },
  fathom: {
    webhookSecret: "FATHOM_WEBHOOK_SECRET",
    apiKey: "FATHOM_API_KEY",
    url: "FATHOM_API_URL",
  },
  recall: {
    webhookSecret: "RECALL_WEBHOOK_SECRET",
    apiKey: "RECALL_API_KEY",
    url: "RECALL_API_URL",
  },
  other: { webhookSecret: "RECORDER_WEBHOOK_SECRET", url: "RECORDER_TRANSCRIPTS_URL" },
  folder: { path: "WATCH_FOLDER" },
} as const;

/** In the order in which one of them is chosen. */
const TRANSCRIBERS = {
  deepgram: { apiKey: "DEEPGRAM_API_KEY", url: "DEEPGRAM_API_URL", model: "DEEPGRAM_MODEL" },
  assemblyai: {
    apiKey: "ASSEMBLYAI_API_KEY",
    url: "ASSEMBLYAI_API_URL",
    model: "ASSEMBLYAI_MODEL",
  },
  "openai-compatible": {
    apiKey: "TRANSCRIBER_API_KEY",
    url: "TRANSCRIBER_URL",
    model: "TRANSCRIBER_MODEL",
  },
} as const;

/** What turns recordings into words; `null` keys where the vendor's own address or model will do. */
export interface TranscriberConfig {
  provider: keyof typeof TRANSCRIBERS;
  apiKey: string | null;
  url: string | null;
  model: string | null;
}

/** Fields of each recorder that has any set. */
export type RecordersConfig = Record<string, Record<string, string>>;

const optional = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const address = optional.refine((value) => value === undefined || /^https?:\/\//.test(value), {
  message: "must start with http:// or https://. Unset it for the vendor's own address.",
});

const names = [...Object.values(VARIABLES), ...Object.values(TRANSCRIBERS)].flatMap((fields) =>
  Object.values(fields),
);

/** For the schema of all variables. */
export const recorderVariables = Object.fromEntries(
  names.map((name) => [name, name.endsWith("_URL") ? address : optional]),
);

/** Which recorders the environment connects. */
export function recordersIn(values: Record<string, unknown>): RecordersConfig {
  const recorders: RecordersConfig = {};
  for (const [source, fields] of Object.entries(VARIABLES)) {
    const set = Object.entries(fields).flatMap(([field, name]) => {
      const value = values[name];
      return typeof value === "string" ? [[field, value] as const] : [];
    });
    if (set.length > 0) recorders[source] = Object.fromEntries(set);
  }
  return recorders;
}

/** The transcriber the environment names: the first with a key, or with an address of its own. */
export function transcriberIn(values: Record<string, unknown>): TranscriberConfig | null {
  const read = (name: string) => (typeof values[name] === "string" ? values[name] : null);
  for (const [provider, { apiKey, url, model }] of Object.entries(TRANSCRIBERS)) {
    const found = { apiKey: read(apiKey), url: read(url), model: read(model) };
    if (!found.apiKey && !(provider === "openai-compatible" && found.url)) continue;
    return {
      provider: provider as TranscriberConfig["provider"],
      ...found,
      url: found.url?.replace(/\/+$/, "") ?? null,
    };
  }
  return null;
}
