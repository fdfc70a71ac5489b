import type { OptionalField } from "../../deals/import/row.ts";
import { Rejected } from "../../errors.ts";
import { type Fields, fields } from "../payload.ts";
import { inPieces, textOf, told } from "./answers.ts";
import type {
  Crm,
  CrmAccess,
  CrmActivity,
  CrmAppointment,
  CrmDeal,
  CrmKeys,
  CrmState,
} from "./crm.ts";
import { placeOf } from "./mapped-field.ts";
import { changedSince, dealsOf } from "./salesforce-changed.ts";
import { listed, query, SALESFORCE_HOSTS } from "./salesforce-client.ts";
import { contactsOf } from "./salesforce-contacts.ts";
import { listen } from "./salesforce-line.ts";
import { quotasOf, SALESFORCE_PLACES, shape } from "./salesforce-shape.ts";
import { readOutboundMessage } from "./salesforce-soap.ts";
import { standing } from "./salesforce-standing.ts";
import { before, takeBack, write } from "./salesforce-writing.ts";

const BATCH = 100;

/** What is read of an opportunity wherever it lives, and which of a deal's fields it tells. */
const DEAL_FIELDS: Readonly<Record<string, OptionalField | null>> = {
  Name: null,
  "Account.Name": "account",
  "Owner.Name": "owner",
  "Owner.Email": null,
  StageName: null,
  IsWon: null,
  IsClosed: null,
  CurrencyIsoCode: null,
  CreatedDate: "openedOn",
};

/** What an organisation may keep in fields of its own. */
const OWN = [
  ...(["category", "amount", "closeOn", "type"] as const),
  ...(["nextStep", "segment", "lossReason"] as const),
];

/** Everything that is read of an opportunity, by the name Salesforce has for it. */
function fieldsRead(keys: CrmKeys): Record<string, OptionalField | null> {
  const own = OWN.flatMap((field): [string, OptionalField][] => {
    const place = placeOf(keys, field, SALESFORCE_PLACES[field]);
    return place && /^\w+$/.test(place) ? [[place, field]] : [];
  });
  return { ...DEAL_FIELDS, ...Object.fromEntries(own) };
}

/** Salesforce: outbound messages, Change Data Capture and REST. Keys: orgId; instanceUrl, clientId, clientSecret, refreshToken. */
export const salesforce: Crm = {
  provider: "salesforce",
  name: "Salesforce",
  fields: [
    {
      key: "orgId",
      label: "organisation id",
      help: "Setup → Company Information → Salesforce.com Organization ID",
      secret: false,
    },
    {
      key: "clientId",
      label: "consumer key",
      help: "Setup → App Manager → your app",
      secret: false,
    },
    { key: "clientSecret", label: "consumer secret", help: "the same page", secret: true },
    { key: "refreshToken", label: "refresh token", help: "given when you connect", secret: true },
    {
      key: "instanceUrl",
      label: "instance address",
      help: "https://your-domain.my.salesforce.com",
      secret: false,
      hosts: SALESFORCE_HOSTS,
    },
  ],
  read: (hook, keys) => readOutboundMessage(hook, keys),
  listen,
  dealsOf,
  state,
  changedSince,
  standing,
  before,
  write,
  takeBack,
  shape,
  quotas: quotasOf,
  check: async (access) => {
    const found = await query(access, "SELECT Name FROM Organization LIMIT 1");
    return `Salesforce answers for ${textOf(found[0]?.Name) ?? "the organisation"}.`;
  },
};

async function state(access: CrmAccess, ids: readonly string[]): Promise<CrmState> {
  const hidden = new Set<string>();
  const read = fieldsRead(access.keys);
  const found: Fields[] = [];
  for (const piece of inPieces(ids, BATCH)) {
    found.push(...(await readable(access, `Id IN (${listed(piece)})`, Object.keys(read), hidden)));
  }
  const here = found.map((deal) => textOf(deal.Id) ?? "");
  const same = (one: string, other: string) => one.slice(0, 15) === other.slice(0, 15);
  return {
    deals: found.map((deal) => dealOf(deal, read)),
    contacts: await contactsOf(access, here),
    allContacts: true,
    activities: await activitiesOf(access, here),
    knows: Object.entries(read).flatMap(([name, field]) =>
      field && !hidden.has(name) ? [field] : [],
    ),
    gone: ids.filter((id) => !here.some((other) => same(id, other))),
    // Organisations with one currency have no field for it: nothing is missing.
    problems: [...hidden]
      .filter((name) => name !== "CurrencyIsoCode")
      .map((name) => `Salesforce does not let me read Opportunity.${name}; it stays as it was.`),
  };
}

/**
 * Opportunities with every field that may be read: one that is missing or hidden is left out and
 * remembered, instead of taking all the others with it.
 */
async function readable(
  access: CrmAccess,
  where: string,
  names: readonly string[],
  hidden: Set<string>,
): Promise<Fields[]> {
  for (;;) {
    const left = names.filter((name) => !hidden.has(name));
    try {
      return await query(access, `SELECT Id, ${left.join(", ")} FROM Opportunity WHERE ${where}`);
    } catch (error) {
      const name = error instanceof Rejected ? hiddenField(error.message, left) : null;
      if (name === null) throw error;
      hidden.add(name);
    }
  }
}

function hiddenField(message: string, names: readonly string[]): string | null {
  const column = /No such column '([^']+)'/i.exec(message)?.[1]?.toLowerCase();
  const relation = /Didn't understand relationship '([^']+)'/i.exec(message)?.[1]?.toLowerCase();
  return (
    names.find(
      (name) =>
        name.toLowerCase() === column ||
        name.split(".").at(-1)?.toLowerCase() === column ||
        (relation !== undefined && name.toLowerCase().startsWith(`${relation}.`)),
    ) ?? null
  );
}

function dealOf(deal: Fields, read: Readonly<Record<string, OptionalField | null>>): CrmDeal {
  const own = Object.fromEntries(
    Object.entries(read).map(([name, field]) => [field, textOf(deal[name])]),
  ) as Partial<Record<OptionalField, string | null>>;
  const closes = own.closeOn?.slice(0, 10) ?? null;
  const owner = fields(deal.Owner);
  return {
    id: textOf(deal.Id) ?? "",
    ...told({
      name: textOf(deal.Name),
      account: textOf(fields(deal.Account).Name),
      owner: textOf(owner.Name),
      ownerEmail: textOf(owner.Email),
      stage: textOf(deal.StageName),
      isWon: textOf(deal.IsWon),
      isClosed: textOf(deal.IsClosed),
      category: own.category ?? null,
      amount: own.amount ?? null,
      currency: textOf(deal.CurrencyIsoCode),
      openedOn: textOf(deal.CreatedDate)?.slice(0, 10) ?? null,
      closeOn: closes,
      closedOn: textOf(deal.IsClosed) === "true" ? closes : null,
      type: own.type ?? null,
      nextStep: own.nextStep ?? null,
      segment: own.segment ?? null,
      lossReason: own.lossReason ?? null,
    }),
  };
}

/** Somebody is named for it, or the deal's people are meant; one that is off is deleted. */
function appointmentOf(event: Fields): CrmAppointment {
  const name = textOf(fields(event.Who).Name);
  return {
    endsAt: textOf(event.EndDateTime)?.replace("+0000", "Z") ?? null,
    cancelled: false,
    with: name ? [{ name, email: null }] : null,
  };
}

async function activitiesOf(access: CrmAccess, ids: readonly string[]): Promise<CrmActivity[]> {
  const all: CrmActivity[] = [];
  for (const piece of inPieces(ids, BATCH)) {
    const tasks = await query(
      access,
      `SELECT Id, WhatId, Subject, ActivityDate, CreatedDate, TaskSubtype, Owner.Name FROM Task WHERE WhatId IN (${listed(piece)})`,
    );
    const events = await query(
      access,
      `SELECT Id, WhatId, Subject, StartDateTime, EndDateTime, IsAllDayEvent, ActivityDate, Who.Name, Owner.Name FROM Event WHERE WhatId IN (${listed(piece)})`,
    );
    for (const [one, isTask] of [
      ...tasks.map((task) => [task, true] as const),
      ...events.map((event) => [event, false] as const),
    ]) {
      const text = textOf(one.Subject);
      const day = textOf(one.ActivityDate);
      const at = textOf(one.StartDateTime) ?? (day ? `${day}T00:00:00Z` : textOf(one.CreatedDate));
      if (!text || !at) continue;
      const subtype = (textOf(one.TaskSubtype) ?? "").toLowerCase();
      const logged = subtype === "email" ? "email" : subtype === "call" ? "call" : "task";
      all.push({
        ...{ dealId: textOf(one.WhatId) ?? "", externalId: `salesforce-${textOf(one.Id)}`, text },
        ...{ kind: isTask ? logged : "meeting", side: "rep", who: textOf(fields(one.Owner).Name) },
        at: at.replace("+0000", "Z"),
        ...(textOf(one.StartDateTime) && one.IsAllDayEvent !== true
          ? { meeting: appointmentOf(one) }
          : {}),
      });
    }
  }
  return all;
}
