import { tellingOfIntention, tellingOfReflection } from "../../memory/from-coaching.ts";
import {
  COACHING_WAYS,
  type Coached,
  type CoachingWay,
  tellingsOfFollowUps,
} from "../../memory/from-follow-up.ts";
import type { MemoryBank, Telling } from "../../memory/memory.ts";
import type { Transaction } from "../../store/database.ts";
import { heardDebriefs, untoldDebriefs, untoldReflections } from "../../store/memory-told.ts";
import { titleOf } from "../debrief-scene.ts";
import type { Kept, Source } from "./kept.ts";

/** One step of the conversation about a debrief, as its row has it. */
interface Step {
  at: string;
  what: string;
  to?: string;
}

/** What people said when asked to look back. */
export const keepReflections: Source = async (tx) =>
  (await untoldReflections(tx)).map(({ row, behaviour, call, account, ...told }): Kept => {
    const { id, personId, text, at, step, debriefId } = row;
    const telling = tellingOfReflection({
      ...{ id, personId, text, at, step, debriefId, behaviour },
      ...(call
        ? {
            ...{ callId: call.id, dealId: call.dealId, accountId: call.accountId },
            title: titleOf(call, account),
          }
        : {}),
    });
    return { ...told, tellings: [telling], repId: personId };
  });

/** What people set out to try; and that their coaching is to be looked at again. */
export const keepIntentions: Source = async (tx) =>
  (await untoldDebriefs(tx)).map(({ row, call, account, ...told }): Kept => {
    const agreed = stepsOf(row.history).find(({ what }) => what === "try-it");
    const { id: debriefId, repId, behaviour } = row;
    const tellings =
      agreed && repId && behaviour && row.state !== "disputed"
        ? [
            tellingOfIntention({
              ...{ debriefId, personId: repId, behaviour, at: new Date(agreed.at) },
              ...{ callId: call.id, dealId: call.dealId, accountId: call.accountId },
              title: titleOf(call, account),
            }),
          ]
        : [];
    return { ...told, under: `debrief/${debriefId}/`, tellings, repId };
  });

/** What the calls after a person's coaching say of it, from what is remembered of them and of nothing else. */
export async function followUpsOf(
  inWorkspace: <T>(run: (tx: Transaction) => Promise<T>) => Promise<T>,
  bank: MemoryBank,
  repId: string,
): Promise<Telling[]> {
  const heard = await inWorkspace((tx) => heardDebriefs(tx, repId));
  const coached = heard.flatMap((row): Coached[] => {
    const { id: debriefId, callId, behaviour, at, history } = row;
    return behaviour ? [{ debriefId, callId, behaviour, at, way: wayOf(stepsOf(history)) }] : [];
  });
  if (coached.length === 0) return [];
  const looks = await bank.about(repId, { limit: MOST_LOOKS, kinds: ["behaviour"] });
  return tellingsOfFollowUps(
    repId,
    coached,
    looks.filter(({ disputed }) => !disputed),
  );
}

/** Some hundred calls of one person; what was coached before them is settled. */
const MOST_LOOKS = 3000;

/** The most that a person did with a debrief. */
function wayOf(steps: readonly Step[]): CoachingWay | null {
  const did: Record<CoachingWay, (step: Step) => boolean> = {
    practice: ({ what }) => what === "practise",
    agreement: ({ what }) => what === "try-it",
    answer: ({ what }) => what === "replied",
    told: ({ what }) => what === "just-tell-me",
  };
  return COACHING_WAYS.find((way) => steps.some(did[way])) ?? null;
}

const stepsOf = (history: readonly unknown[]) => history as Step[];
