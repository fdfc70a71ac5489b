import type { Config } from "../config.ts";
import { suggestedPerson } from "../deals/crm/suggestions.ts";
import { corrected } from "../deals/import/corrections.ts";
import { stageOf } from "../deals/stages.ts";
import { CoachError } from "../errors.ts";
import { connectByKeys } from "../jobs/crms/administer.ts";
import { crmOf } from "../jobs/crms/crm-of.ts";
import { standingIn } from "../jobs/crms/deal-standing.ts";
import { lineWords } from "../jobs/crms/line-words.ts";
import { correctionsOn } from "../jobs/crms/propose-corrections.ts";
import { reconcile } from "../jobs/crms/reconcile-crm.ts";
import type { Effects } from "../jobs/effects.ts";
import { plainText } from "../messages/plain-text.ts";
import { listConnections } from "../store/connections.ts";
import { listLines } from "../store/crm-lines.ts";
import { stageWords, unknownOwners } from "../store/crm-words.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { rewordStages } from "../store/imports/stage-words.ts";
import { listPeople } from "../store/people.ts";
import { dealsOf } from "../store/pipeline.ts";
import { keptCorrections, setPipeline } from "../store/pipeline-settings.ts";
import { saidCorrections } from "./deal-corrections.ts";
import { openFloor } from "./open-floor.ts";
import { print, printJson } from "./output.ts";

export interface CrmOptions {
  json?: boolean;
  vendor?: string;
  set?: string[];
  stage?: string[];
  owner?: string[];
  account?: string;
}

/** `crm [connect|sync|map|check]`. */
export async function crmCommand(
  config: Config,
  what: "list" | "connect" | "sync" | "map" | "check",
  options: CrmOptions,
): Promise<number> {
  const parts = await openFloor(config);
  try {
    const { effects } = parts;
    await effects.crms.adopt();
    const workspaceId = await currentWorkspace(effects.database);
    await { list, connect, sync, map, check }[what](effects, workspaceId, options);
    return 0;
  } finally {
    await parts.close();
  }
}

async function list(effects: Effects, workspaceId: string, { json }: CrmOptions): Promise<void> {
  const { connections, lines, stages, owners, people } = await effects.database.inWorkspace(
    workspaceId,
    async (tx) => ({
      connections: await listConnections(tx, "crm"),
      lines: await listLines(tx),
      stages: await stageWords(tx),
      owners: await unknownOwners(tx),
      people: await listPeople(tx),
    }),
  );
  const read = stages.map((one) => ({ ...one, stage: stageOf(one.word)?.key ?? null }));
  const lineOf = (id: string) => {
    const line = lines.find(({ connectionId }) => connectionId === id);
    if (!line) return null;
    const { state, reason, heardAt, heldUntil } = line;
    return { state, reason, heardAt, heldUntil };
  };
  const strangers = owners.map((one) => ({
    ...one,
    perhaps: suggestedPerson(one.name, people)?.name ?? null,
  }));
  if (json) {
    for (const { id, provider, status, problem, seenAt } of connections)
      printJson({ crm: { id, provider, status, problem, seenAt, changes: lineOf(id) } });
    printJson({ stages: read, unknownOwners: strangers });
    return;
  }
  if (connections.length === 0) print("No CRM is connected. Try: coach crm connect hubspot");
  for (const { id, label, provider, status, problem } of connections) {
    print(`${status.padEnd(8)} ${label}  ${effects.publicUrl}/webhooks/${provider}/${id}`);
    if (problem) print(`         ${problem}`);
    const line = lineOf(id);
    if (line) print(`         ${lineWords(line, effects.now())}`);
  }
  const unread = read.filter(({ stage }) => stage === null);
  for (const { word, deals, stage } of read)
    print(`${String(deals).padStart(7)}  ${word}${stage ? `: ${stage}` : ""}`);
  if (unread.length > 0)
    print(
      `Stages I cannot place: ${unread.map(({ word }) => word).join(", ")}. Say what they mean: coach crm map --stage "${unread[0]?.word}=evaluation"`,
    );
  for (const { name, deals, perhaps } of strangers)
    print(
      `${name} owns ${deals} deals and is nobody here${perhaps ? `. Perhaps: coach crm map --owner "${name}=${perhaps}"` : ""}`,
    );
}

async function connect(effects: Effects, workspaceId: string, options: CrmOptions): Promise<void> {
  const crm = effects.crms.all.find(({ provider }) => provider === options.vendor);
  if (!crm) {
    throw new CoachError(
      "bad-input",
      `There is no CRM “${options.vendor}” here: ${effects.crms.all.map(({ provider }) => provider).join(", ")}.`,
    );
  }
  const given = pairsOf(options.set ?? []);
  const wanted = crm.fields.map(({ key, label, help }) => `  ${key.padEnd(16)} ${label} (${help})`);
  if (given.length === 0) {
    throw new CoachError(
      "bad-input",
      [`${crm.name} needs, each as --set key=value:`, ...wanted].join("\n"),
    );
  }
  const { connectionId, again, sentence } = await connectByKeys(
    effects,
    workspaceId,
    crm.provider,
    Object.fromEntries(given),
    { trusted: true },
  );
  print(sentence);
  if (again) print("It is connected again, and goes on where it stopped.");
  print(`Its webhooks go to ${effects.publicUrl}/webhooks/${crm.provider}/${connectionId}`);
  print("Bring in what is there: coach crm sync");
}

async function sync(effects: Effects, workspaceId: string): Promise<void> {
  const connections = await effects.database.inWorkspace(workspaceId, (tx) =>
    listConnections(tx, "crm"),
  );
  if (connections.length === 0)
    throw new CoachError("bad-input", "No CRM is connected. Try: coach crm connect hubspot");
  for (const { id, label, status } of connections) {
    if (status === "revoked" || status === "paused") continue;
    const { deals, changed, gone } = await reconcile(effects, workspaceId, id, {
      onPage: (count) => {
        process.stderr.write(`\r${label}: ${count} deals looked at`);
      },
    });
    process.stderr.write("\n");
    print(`${label}: ${deals} deals looked at, ${changed} new or changed, ${gone} gone.`);
  }
}

async function map(effects: Effects, workspaceId: string, options: CrmOptions): Promise<void> {
  await effects.database.inWorkspace(workspaceId, async (tx) => {
    const said = saidCorrections(
      { stage: options.stage ?? [], owner: options.owner ?? [] },
      await listPeople(tx),
    );
    const { stages = {}, owners = {} } = said;
    if (Object.keys(stages).length + Object.keys(owners).length === 0) {
      throw new CoachError(
        "bad-input",
        'Say what means what: --stage "Verbal=negotiation" or --owner "I. Falk=Ines Falk".',
      );
    }
    await setPipeline(tx, "import", corrected(await keptCorrections(tx), said));
    await rewordStages(tx, stages);
  });
  print(
    "Kept. Stages are read so from now on; owners with the next word of the CRM, or: coach crm sync",
  );
}

async function check(
  effects: Effects,
  workspaceId: string,
  { account = "", json }: CrmOptions,
): Promise<void> {
  const connected = await crmOf(effects, workspaceId);
  const deal = await effects.database.inWorkspace(workspaceId, async (tx) =>
    (await dealsOf(tx, {})).find(
      (one) => one.status === "open" && one.account?.toLowerCase().includes(account.toLowerCase()),
    ),
  );
  if (!deal) throw new CoachError("bad-input", `I know no open deal with “${account}”.`);
  const standing = connected && (await standingIn(effects, connected, deal.id));
  const message = await effects.database.inWorkspace(workspaceId, (tx) =>
    correctionsOn(tx, deal.id, {
      ...{ crm: connected?.crm.name ?? null, publicUrl: effects.publicUrl, onlyNew: false },
      ...{ standing, today: effects.now().toISOString().slice(0, 10) },
    }),
  );
  if (json) printJson({ account, message });
  else
    print(
      message ? plainText(message) : "Calls and CRM say the same, as far as calls say anything.",
    );
}

function pairsOf(given: readonly string[]): [string, string][] {
  return given.map((one) => {
    const at = one.indexOf("=");
    if (at < 1)
      throw new CoachError("bad-input", `“${one}” has no “=”: write what, “=”, and what it means.`);
    return [one.slice(0, at).trim(), one.slice(at + 1).trim()];
  });
}
