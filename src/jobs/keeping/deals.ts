import { categoryOf } from "../../deals/categories.ts";
import { addDays } from "../../deals/deal.ts";
import { dealAt, historiesOf } from "../../deals/history.ts";
import { tellingOfForecast, tellingOfOutcome } from "../../memory/from-deal.ts";
import type { Telling } from "../../memory/memory.ts";
import { untoldDeals } from "../../store/memory-told.ts";
import { changesOf } from "../../store/pipeline.ts";
import type { Kept, Source } from "./kept.ts";

/** How long before a deal's end its forecast is read: later, everybody knows. */
const FORECAST_DAYS = 30;
/** A reason is a short phrase; somebody's whole story is none that could be counted. */
const LONGEST_REASON = 120;

/** How deals ended, and whether that was what was forecast; nothing of a deal that is open again. */
export const keepDeals: Source = async (tx) => {
  const found = await untoldDeals(tx);
  const histories = historiesOf(
    await changesOf(
      tx,
      found.map(({ row }) => row.id),
    ),
  );
  return found.map(({ row, subject, version }): Kept => {
    const { id: dealId, name, status, closedOn, ownerId } = row;
    const under = `deal/${dealId}/`;
    if (status === "open") return { subject, version, under, tellings: [] };
    const at = closedOn ? new Date(`${closedOn}T12:00:00Z`) : row.updatedAt;
    const reason = row.lossReason?.trim().slice(0, LONGEST_REASON) || null;
    const won = status === "won";
    const tellings: Telling[] = [tellingOfOutcome({ dealId, name, won, reason, at })];
    const deal = { ...row, account: null, owner: row.ownerName };
    const then = closedOn
      ? dealAt(deal, histories.get(dealId), addDays(closedOn, -FORECAST_DAYS))
      : null;
    if (ownerId && then && categoryOf(then.category) === "commit") {
      tellings.push(
        tellingOfForecast({
          ...{ dealId, personId: ownerId, name, at },
          ...{ category: "commit", cameTrue: won },
        }),
      );
    }
    return { subject, version, under, tellings };
  });
};
