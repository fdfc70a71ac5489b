import type { CrmField } from "../../sources/crms/crm.ts";
import type { ConnectionRow } from "../../store/connections.ts";
import { listConnections } from "../../store/connections.ts";
import { listLines } from "../../store/crm-lines.ts";
import { countEvents, newestEvents } from "../../store/crm-overview.ts";
import { syncsOf } from "../../store/crm-setup.ts";
import type { CrmSync } from "../../store/schema.ts";
import type { Effects } from "../effects.ts";
import { FROM_ENVIRONMENT } from "../recording/intake.ts";
import { lineWords } from "./line-words.ts";
import { missingIn } from "./setup-desk.ts";

/** A connected CRM as an admin sees it. */
export interface CrmView {
  id: string;
  provider: string;
  name: string;
  label: string;
  status: ConnectionRow["status"];
  fromEnvironment: boolean;
  problem: string | null;
  /** How its line is, a sentence; `null` where it has none. */
  line: string | null;
  seenAt: Date | null;
  hook: { address: string; reachable: boolean };
  /** Words of change of the last seven days. */
  counts: { received: number; done: number; failed: number };
  sync: CrmSync | null;
  /** What its set-up still lacks; `null` while nobody has looked at it. */
  missing: string[] | null;
  /** Keys that can be entered anew. */
  fields: readonly CrmField[];
}

/** Everything the page of connections shows of CRMs. */
export interface CrmOverview {
  crms: CrmView[];
  choices: { provider: string; name: string; fields: readonly CrmField[] }[];
  events: Awaited<ReturnType<typeof newestEvents>>;
}

const WEEK_MS = 7 * 24 * 3600_000;
const SHOWN = 20;

export async function crmOverview(effects: Effects, workspaceId: string): Promise<CrmOverview> {
  const since = new Date(effects.now().getTime() - WEEK_MS);
  const { all } = effects.crms;
  return await effects.database.inWorkspace(workspaceId, async (tx) => {
    const rows = await listConnections(tx, "crm");
    const counted = await countEvents(tx, since);
    const syncs = await syncsOf(tx);
    const now = effects.now();
    const lines = new Map(
      (await listLines(tx)).map((one) => [one.connectionId, lineWords(one, now)]),
    );
    const crms: CrmView[] = [];
    for (const row of rows) {
      const crm = all.find(({ provider }) => provider === row.provider);
      if (!crm) continue;
      const fromEnvironment = row.externalId === FROM_ENVIRONMENT;
      const counts = { received: 0, done: 0, failed: 0 };
      for (const one of counted) if (one.connectionId === row.id) counts[one.state] = one.count;
      const { id, provider, label, status, problem, seenAt } = row;
      crms.push({
        ...{ id, provider, label, status, problem, seenAt, fromEnvironment, counts },
        name: crm.name,
        hook: {
          address: `${effects.publicUrl}/webhooks/${provider}${fromEnvironment ? "" : `/${id}`}`,
          reachable: effects.publicUrl.startsWith("https://"),
        },
        line: lines.get(id) ?? null,
        sync: syncs.get(id) ?? null,
        missing: await missingIn(tx, id),
        fields: crm.fields,
      });
    }
    return {
      crms,
      choices: all.map(({ provider, name, fields }) => ({ provider, name, fields })),
      events: rows.length > 0 ? await newestEvents(tx, SHOWN) : [],
    };
  });
}
