import { type Fields, fields } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { CrmEvent, CrmTold } from "./crm.ts";

/** An object whose changes are listened for. */
export interface Watched {
  /** As Salesforce names it, and as an admin finds it in Setup. */
  object: string;
  channel: string;
  /** What the connected user needs for it. */
  permission: string;
  tells: CrmEvent["object"];
}

/**
 * One channel an object, not the one of all objects: a refusal then says which object it is about, and no
 * event is delivered, and counted, that nobody here wants. Five is also as many as an organisation may
 * select without paying for more.
 */
export const WATCHED: readonly Watched[] = (
  [
    ["Opportunity", "deal", "View All Records on Opportunity"],
    ["OpportunityContactRole", "contact", "View All Data"],
    ["Contact", "contact", "View All Records on Contact"],
    ["Task", "activity", "View All Data"],
    ["Event", "activity", "View All Data"],
  ] as const
).map(([object, tells, permission]) => ({
  ...{ object, tells, permission },
  channel: `/data/${object}ChangeEvent`,
}));

/** What change events say has changed, and how far each channel is with them. */
export function readChanges(messages: readonly Fields[]): CrmTold {
  const told: CrmTold = { events: [], positions: {}, gap: false };
  for (const message of messages) {
    const channel = textOf(message.channel);
    const watched = WATCHED.find((one) => one.channel === channel);
    if (!watched) continue;
    const data = fields(message.data);
    const payload = fields(data.payload);
    const header = fields(payload.ChangeEventHeader);
    const event = fields(data.event);
    const position = textOf(event.replayId);
    const ids = Array.isArray(header.recordIds) ? header.recordIds.flatMap(idIn) : [];
    // An overflow names no record, and neither does a message we cannot read.
    if (ids.length === 0) told.gap = true;
    const key = keyOf(header, event, watched);
    for (const id of ids) {
      const about = aboutOf(watched, payload, header, id);
      if (about) told.events.push({ key: `${key}-${id}`, ...about });
    }
    if (position && /^\d+$/.test(position)) told.positions[watched.channel] = position;
  }
  return told;
}

/** The same however often it is told; a position alone is not, after an organisation has moved. */
function keyOf(header: Fields, event: Fields, { channel }: Watched): string {
  const transaction = textOf(header.transactionKey);
  return (
    textOf(event.EventUuid) ??
    (transaction
      ? `${transaction}-${textOf(header.sequenceNumber)}`
      : `${channel}-${textOf(event.replayId)}`)
  );
}

/** A role or an activity often says itself which opportunity it is on; otherwise that is asked for. */
function aboutOf(
  { object, tells }: Watched,
  payload: Fields,
  header: Fields,
  id: string,
): Pick<CrmEvent, "object" | "id"> | null {
  if (tells === "deal" || object === "Contact") return { object: tells, id };
  const on = textOf(object === "OpportunityContactRole" ? payload.OpportunityId : payload.WhatId);
  if (on?.startsWith("006")) return { object: "deal", id: on };
  // New, and on an account or a case: no deal is concerned.
  if (header.changeType === "CREATE" && tells === "activity") return null;
  return { object: tells, id };
}

const idIn = (value: unknown): string[] =>
  typeof value === "string" && /^[A-Za-z0-9]{15,18}$/.test(value) ? [value] : [];
