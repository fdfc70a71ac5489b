import type { Standing } from "../../deals/accuracy.ts";
import type { DealFile } from "../../deals/evidence.ts";
import { wordKey } from "../../deals/import/corrections.ts";
import { stageSignsOf } from "../../deals/stage-signs.ts";
import { stageWord } from "../../deals/stages.ts";
import { Rejected } from "../../errors.ts";
import type { CrmStanding } from "../../sources/crms/crm.ts";
import { findCall } from "../../store/calls.ts";
import { criteriaOf } from "../../store/commit-criteria.ts";
import type { Transaction } from "../../store/database.ts";
import { externalIdOf } from "../../store/deals.ts";
import { keptCorrections } from "../../store/pipeline-settings.ts";
import type { Effects } from "../effects.ts";
import type { ConnectedCrm } from "./crms.ts";

/** Stages as the team reads them, what it asks for at each, and what the buyer said on the last call. */
export async function standingOf(
  tx: Transaction,
  { calls }: DealFile,
  { stages, ...told }: CrmStanding,
): Promise<Standing> {
  const said = (await keptCorrections(tx)).stages;
  const [last] = [...calls].sort((a, b) => b.on.localeCompare(a.on));
  const call = last ? await findCall(tx, last.callId) : null;
  const signs = call?.transcript ? stageSignsOf({ ...call.transcript, type: call.type }) : [];
  return {
    ...told,
    stage: {
      signs: new Map(call ? [[call.id, signs]] : []),
      stages: stages.map((word) => {
        const meant = said[wordKey(word)];
        return meant ? stageWord(word, meant) : word;
      }),
      standards: (await criteriaOf(tx)).standards,
    },
  };
}

/** What stands beside a deal in its CRM; `null` where the CRM will not say: then those fields are left alone. */
export async function standingIn(
  effects: Effects,
  { crm, access, workspaceId }: ConnectedCrm,
  dealId: string,
): Promise<CrmStanding | null> {
  const externalId = await effects.database.inWorkspace(workspaceId, (tx) =>
    externalIdOf(tx, dealId),
  );
  if (!externalId) return null;
  try {
    return await crm.standing(access, externalId);
  } catch (error) {
    if (error instanceof Rejected) return null;
    throw error;
  }
}
