import {
  connectByKeys,
  disconnectCrm,
  reconnectCrm,
  replayCrm,
  tryCrm,
} from "../../../jobs/crms/administer.ts";
import type { Effects } from "../../../jobs/effects.ts";
import type { Said } from "../page.ts";
import { counted } from "./words.ts";

type Filled = Record<string, string | undefined>;

/** What a press of one of a CRM's buttons does; `null` for a button that is none of a CRM's. */
export async function actOnCrm(
  effects: Effects,
  workspaceId: string,
  id: string,
  filled: Filled,
): Promise<(Said & { to?: string }) | null> {
  switch (filled.do) {
    case "crm-connect": {
      const provider = filled.source ?? "";
      const { connectionId } = await connectByKeys(effects, workspaceId, provider, filled);
      return { good: true, text: "", to: `/connections/crm/${connectionId}?said=sync` };
    }
    case "crm-test": {
      const { works, sentence } = await tryCrm(effects, workspaceId, id);
      return { good: works, text: sentence, status: 200 };
    }
    case "crm-reconnect":
      return { good: true, text: await reconnectCrm(effects, workspaceId, id, filled) };
    case "crm-replay": {
      const many = await replayCrm(effects, workspaceId, id);
      const text = many > 0 ? `${counted(many, "change")} being taken in.` : "Nothing waits.";
      return { good: true, text };
    }
    case "crm-disconnect":
      await disconnectCrm(effects, workspaceId, id);
      return { good: true, text: "Removed: its keys are gone. Deals that came by it stay." };
    default:
      return null;
  }
}
