import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import pg from "pg";
import { machineLine } from "./machine.ts";
import { measureReviews } from "./pipeline/reviews.ts";

/** What the command prints for one rep. */
interface Line {
  rep: string | null;
  open: { count: number; amount: string };
  won: { count: number; amount: string };
  lost: { count: number };
  winRate: number | null;
  averageCycleDays: number | null;
}

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const coach = (dataDir: string, ...words: string[]) =>
  execFileSync(process.execPath, ["--import", "tsx", cli, ...words], {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: "silent", DATABASE_URL: "" },
  });

/**
 * The figures of an export through the import and the command, beside SQL over a raw table of its text
 * that shares no code with either. Exits 1 when a cent or a day differs.
 */
async function maven(folder: string, dataDir: string): Promise<boolean> {
  const deals = join(folder, "crm/maven/sales_pipeline.csv");
  const people = join(folder, "crm/maven/sales_teams.csv");
  const [imported] = coach(dataDir, "deals", "import", deals, "--people", people, "--json")
    .trim()
    .split("\n");
  const { imported: count, refused } = JSON.parse(imported ?? "{}") as {
    imported: number;
    refused: unknown[];
  };
  const ours = coach(dataDir, "pipeline", "--json")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  const theirs = await independently(deals, dataDir);
  process.stdout.write(
    `\n${count} imported, ${refused.length} refused\n\n| rep | open | won | lost | won amount | SQL | win rate | SQL | cycle | SQL | same |\n|${" --- |".repeat(11)}\n`,
  );
  let same = true;
  for (const line of ours.filter(
    ({ open, won, lost }) => open.count + won.count + lost.count > 0,
  )) {
    const other = theirs.get(line.rep ?? "");
    const equal =
      other !== undefined &&
      other.open === line.open.count &&
      other.won === line.won.count &&
      other.lost === line.lost.count &&
      other.amount === line.won.amount &&
      other.rate.toFixed(12) === line.winRate?.toFixed(12) &&
      other.cycle.toFixed(9) === line.averageCycleDays?.toFixed(9);
    same &&= equal;
    process.stdout.write(
      `| ${[line.rep ?? "Team", line.open.count, line.won.count, line.lost.count, line.won.amount, other?.amount, line.winRate?.toFixed(6), other?.rate.toFixed(6), line.averageCycleDays?.toFixed(6), other?.cycle.toFixed(6), equal ? "yes" : "NO"].join(" | ")} |\n`,
    );
  }
  const missing = [...theirs.keys()].filter(
    (name) => !ours.some(({ rep }) => (rep ?? "") === name),
  );
  if (missing.length > 0) process.stdout.write(`Missing: ${missing.join(", ")}\n`);
  return same && missing.length === 0;
}

interface Figures {
  open: number;
  won: number;
  lost: number;
  amount: string;
  rate: number;
  cycle: number;
}

/** Every column as text, summed by Postgres alone. */
async function independently(file: string, dataDir: string): Promise<Map<string, Figures>> {
  const { startEmbedded } = await import("../src/store/embedded.ts");
  const embedded = await startEmbedded(dataDir);
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  try {
    const rows = parse(readFileSync(file), { columns: true, bom: true }) as Record<
      string,
      string
    >[];
    await client.query(
      "create temp table raw (agent text, stage text, engaged text, closed text, value text)",
    );
    await client.query(
      "insert into raw select r->>'sales_agent', r->>'deal_stage', r->>'engage_date', r->>'close_date', r->>'close_value' from jsonb_array_elements($1::jsonb) r",
      [JSON.stringify(rows)],
    );
    const { rows: figures } = await client.query(`
      select coalesce(agent, '') as agent,
        sum(case when stage not in ('Won', 'Lost') then 1 else 0 end)::int as open,
        sum((stage = 'Won')::int)::int as won, sum((stage = 'Lost')::int)::int as lost,
        sum(case when stage = 'Won' then value::numeric(14, 2) else 0 end)::numeric(14, 2)::text as amount,
        avg(case stage when 'Won' then 1.0 when 'Lost' then 0.0 end)::float8 as rate,
        avg(case when stage = 'Won' then (closed::date - engaged::date)::numeric end)::float8 as cycle
      from raw group by grouping sets ((agent), ())`);
    return new Map(figures.map((row: Figures & { agent: string }) => [row.agent, row]));
  } finally {
    await client.end();
    await embedded.stop();
  }
}

async function main(folder: string | undefined): Promise<number> {
  if (!folder || !existsSync(join(folder, "crm/maven"))) {
    process.stderr.write(
      "Name the folder of the development data: npm run bench:pipeline -- ../shared/data\n",
    );
    return 2;
  }
  process.stdout.write(`${machineLine()}\n`);
  const dataDir = await mkdtemp(join(tmpdir(), "coach-bench-pipeline-"));
  try {
    const same = await maven(folder, dataDir);
    process.stdout.write(same ? "\nAll the same, to the cent and the day.\n" : "\nThey differ.\n");
    await measureReviews(dataDir);
    return same ? 0 : 1;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv[2]);
