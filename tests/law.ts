/** What a file under src/ may import, by the longest matching row of the law. */
interface Row {
  /** Folders or files of src/; a row's own folder needs no mention. */
  folders: readonly string[];
  /** Packages by name, `node` for all of Node's own modules. */
  packages: readonly string[];
}

const row = (folders: readonly string[], packages: readonly string[] = []): Row => ({
  folders,
  packages,
});

/** Pure: no input or output, no clock, no Node, no vendor. Whatever stands above may use them. */
const PURE = ["calls", "deals", "coaching", "playbook", "messages"];

const CORE = ["errors", ...PURE];
/** The file that knows a vendor is named with it; these belong to nobody. */
export const COMMON = ["node", "zod", "uuid", "luxon"];
/** Files that put the parts together may know every part; nothing else imports them, and nobody imports main. */
const EVERYTHING = [
  ...CORE,
  ...["store", "memory", "sources", "agents", "jobs", "bots", "web"],
  ...["config", "log", "parts", "happenings", "sample-floor", "secret-keys", "connectors"],
];

/** Who may import whom. The one table; a new folder or vendor is a line here. */
export const LAW: Readonly<Record<string, Row>> = {
  errors: row([]),
  config: row(["errors"], ["node", "zod"]),
  log: row([], ["pino"]),
  "secret-keys": row([], ["node"]),

  calls: row(["errors"]),
  // Bytes of unknown encoding, shapes of unknown vendors: small libraries without input or output.
  "calls/transcript": row(["errors", "calls"], ["chardet", "iconv-lite", "luxon", "zod"]),
  "calls/dates": row(["errors", "calls"], ["chrono-node", "luxon", "zod"]),
  deals: row(["errors", "calls"]),
  coaching: row(["errors", "calls", "deals"], ["zod"]),
  // Local days and hours, with the clock handed in.
  "coaching/due": row(["errors", "coaching"], ["luxon"]),
  playbook: row(["errors", "calls", "deals"]),
  messages: row(["errors", "calls", "deals", "coaching", "playbook"], ["zod"]),

  store: row(CORE, [...COMMON, "drizzle-orm", "pg"]),
  memory: row([...CORE, "store"], COMMON),
  "memory/hindsight": row(
    [...CORE, "memory", "store"],
    [...COMMON, "@vectorize-io/hindsight-client"],
  ),
  "memory/words": row(["memory"], [...COMMON, "stemmer"]),
  sources: row(["errors", "calls", "deals"], COMMON),
  "sources/crms/hubspot": row(
    ["errors", "calls", "deals", "sources"],
    [...COMMON, "@hubspot/api-client"],
  ),
  "sources/crms/hubspot-client": row(
    ["errors", "calls", "deals", "sources"],
    [...COMMON, "@hubspot/api-client"],
  ),
  "sources/crms/salesforce-soap": row(
    ["errors", "calls", "deals", "sources"],
    [...COMMON, "fast-xml-parser"],
  ),
  "sources/crms/csv": row(["errors", "calls", "deals", "sources"], [...COMMON, "csv-parse"]),
  "sources/calendars": row(["errors", "calls", "deals", "sources"], [...COMMON, "ical.js"]),
  "sources/recorders/gong": row(["errors", "calls", "deals", "sources"], [...COMMON, "jose"]),
  // The port alone: which memory it is, is decided where the parts are put together.
  agents: row([...CORE, "memory/memory", "store"], COMMON),
  "agents/claude": row(
    [...CORE, "agents", "memory/memory", "store"],
    [...COMMON, "@anthropic-ai/sdk"],
  ),
  // Draws what is handed in; knows no call and nobody.
  pictures: row(["coaching", "deals"], ["node", "echarts", "@resvg/resvg-js"]),
  jobs: row([...CORE, "agents", "memory", "pictures", "sources", "store"], COMMON),
  "jobs/queue": row(["errors", "jobs"], [...COMMON, "bullmq", "ioredis"]),
  bots: row([...CORE, "jobs", "store"], COMMON),
  "bots/slack": row(
    [...CORE, "bots", "config/slack", "jobs", "store"],
    [...COMMON, "@slack/bolt", "express"],
  ),
  // botbuilder is archived upstream: it shall be easy to leave.
  "bots/teams": row(
    [...CORE, "bots", "jobs", "store"],
    [...COMMON, "botbuilder", "express", "jose"],
  ),
  "bots/teams/app-package": row(["errors", "bots/commands", "pictures/png"], [...COMMON, "fflate"]),
  // The playground has no vendor's server: it is a page of ours, and brings its own routes.
  "bots/playground": row(
    [...CORE, "bots", "jobs", "store"],
    [...COMMON, "esbuild", "express", "multer"],
  ),
  // Runs in a browser: what it imports is sent there.
  "bots/playground/client": row(
    ["bots/playground/host", "bots/playground/import-host", "bots/slack/button-value", ...PURE],
    ["adaptivecards", "react", "react-dom", "slack-blocks-to-jsx"],
  ),
  web: row([...CORE, "jobs", "store"], [...COMMON, "express", "multer"]),

  happenings: row(EVERYTHING, COMMON),
  connectors: row(EVERYTHING, COMMON),
  "sample-floor": row(EVERYTHING, COMMON),
  parts: row(EVERYTHING, COMMON),
  main: row(EVERYTHING, COMMON),
  cli: row([...EVERYTHING, "commands"], [...COMMON, "commander"]),
  commands: row(EVERYTHING, COMMON),
};

/** A file of src/, its path from there. */
export interface SourceFile {
  path: string;
  text: string;
}

const LONGEST_FILE = 350;
const EMPTY_NAMES = /^(?:.*-)?(?:utils?|helpers?|managers?|services?)$/;
const STATIC = /^(?:import|export)\b(?:[^"';]*?\bfrom)?\s*["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*([^\s)]*)/g;
/** What makes a pure function give two answers. */
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bfetch\(|\bset(?:Timeout|Interval)\(/;

/** Everything in the given files that the law forbids, a sentence each. */
export function violationsIn(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    [...importsOf(file), ...wordsOf(file)].map((problem) => `${file.path}: ${problem}`),
  );
}

function importsOf(file: SourceFile): string[] {
  const at = stem(file.path);
  const place = rowFor(at);
  if (!place) return ["stands in no row of the law; give its folder one"];
  const text = withoutComments(file.text);
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, argument = ""]) => argument);
  const targets = [
    ...[...text.matchAll(STATIC)].map(([, target = ""]) => target),
    ...dynamic.flatMap((argument) => /^["']([^"']+)["']/.exec(argument)?.[1] ?? []),
  ];
  const hidden = dynamic
    .filter((argument) => !/^["']/.test(argument))
    .map((argument) => `imports something unnamed: import(${argument})`);
  return [...hidden, ...targets.flatMap((target) => judge(at, place, target))];
}

function judge(at: string, [name, law]: [string, Row], target: string): string[] {
  if (!target.startsWith(".")) {
    const vendor = packageOf(target);
    return law.packages.includes(vendor) ? [] : [`${name} may not import the package ${vendor}`];
  }
  const other = resolved(at, target);
  return [name, ...law.folders].some((allowed) => inside(other, allowed))
    ? []
    : [`${name} may not import ${other}`];
}

function wordsOf({ path, text: whole }: SourceFile): string[] {
  const text = withoutComments(whole);
  const at = stem(path);
  const lines = whole.trimEnd().split("\n").length;
  const empty = at.split("/").find((segment) => EMPTY_NAMES.test(segment));
  const pure = PURE.some((folder) => inside(at, folder));
  const impure = pure ? IMPURE.exec(text)?.[0] : undefined;
  return [
    ...(lines > LONGEST_FILE ? [`has ${lines} lines, at most ${LONGEST_FILE} are allowed`] : []),
    ...(empty ? [`"${empty}" says nothing; name what is in it`] : []),
    ...(impure ? [`is pure and may not use ${impure}`] : []),
    ...(!inside(at, "store") && /\bsql(?:<[^`;]*>)?`/.test(text)
      ? ["SQL lives in store alone"]
      : []),
    // In quotation marks it is a name in somebody else's code, as for a bundler.
    ...(at !== "config" && /(?<!["'])\bprocess\.env\b|\benv\b[^;]*from "node:process"/.test(text)
      ? ["only config reads process.env"]
      : []),
  ];
}

function rowFor(at: string): [string, Row] | undefined {
  return Object.entries(LAW)
    .filter(([name]) => inside(at, name))
    .sort(([a], [b]) => b.length - a.length)[0];
}

const stem = (path: string) => path.replace(/\.[a-z]+$/, "");
const inside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const withoutComments = (text: string) =>
  text.replace(/^\s*\/\*[\s\S]*?\*\//gm, "").replace(/^\s*\/\/.*$/gm, "");

function resolved(at: string, target: string): string {
  return stem(new URL(target, `file:///${at}`).pathname.slice(1));
}

function packageOf(target: string): string {
  if (target.startsWith("node:")) return "node";
  return target.split("/", target.startsWith("@") ? 2 : 1).join("/");
}
