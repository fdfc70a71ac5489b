import { CORRECTION_UNDO, CORRECTION_WRITE, correctionWord } from "../../messages/corrections.ts";
import { lockCorrection, moveCorrection } from "../../store/corrections.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import type { Outcome } from "./outcome.ts";

/** Somebody decided about a proposed correction: write it, leave it, or take it back. */
export async function correctionReply(
  tx: Transaction,
  said: SaidRow,
  effects: Effects,
): Promise<Outcome> {
  const found = await lockCorrection(tx, said.actionValue ?? "");
  const by = { personId: said.personId, at: effects.now() };
  const answer = async (line: string) => ({
    deliveryIds: [
      await post(tx, {
        ...{ kind: "correction-word", subjectId: said.id, recipient: said.place },
        ...{ personId: said.personId, threadId: said.threadId, message: correctionWord(line) },
      }),
    ],
  });
  if (!found) return await answer("That deal is no longer here, so there is nothing to write.");
  const { row } = found;
  if (said.actionId === CORRECTION_UNDO) {
    return row.state === "written" && (await moveCorrection(tx, row, "taking-back", by))
      ? { correction: row.id }
      : await answer("That was taken back already.");
  }
  if (row.state !== "proposed") return await answer("That was decided already.");
  if (said.actionId === CORRECTION_WRITE) {
    await moveCorrection(tx, row, "writing", by);
    return { correction: row.id };
  }
  await moveCorrection(tx, row, "declined", by);
  return await answer("Left as it is. I won't bring it up again.");
}
