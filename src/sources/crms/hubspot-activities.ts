import { textOf } from "./answers.ts";
import type { CrmAccess, CrmActivity } from "./crm.ts";
import { associated, contactsOf, readAll } from "./hubspot-objects.ts";

const ACTIVITIES = {
  emails: { kind: "email", properties: ["hs_timestamp", "hs_email_subject", "hs_email_direction"] },
  meetings: {
    kind: "meeting",
    properties: [
      ...["hs_timestamp", "hs_meeting_title", "hs_meeting_start_time"],
      ...["hs_meeting_end_time", "hs_meeting_outcome"],
    ],
  },
  tasks: { kind: "task", properties: ["hs_timestamp", "hs_task_subject"] },
} as const;

/** E-mails, meetings and tasks that are logged on some deals. */
export async function activitiesOf(
  access: CrmAccess,
  dealIds: readonly string[],
  owners: ReadonlyMap<string, { name: string }>,
): Promise<CrmActivity[]> {
  const all: CrmActivity[] = [];
  for (const [type, { kind, properties }] of Object.entries(ACTIVITIES)) {
    const links = await associated(access, "deals", type, dealIds);
    const wanted = links.map(({ to }) => to);
    const found = await readAll(access, type, wanted, [...properties, "hubspot_owner_id"]);
    const guests = kind === "meeting" ? await guestsOf(access, wanted) : null;
    for (const { from, to } of links) {
      const one = found.find(({ id }) => id === to)?.properties;
      const at = textOf(one?.hs_meeting_start_time) ?? textOf(one?.hs_timestamp);
      const text =
        textOf(one?.hs_email_subject) ??
        textOf(one?.hs_meeting_title) ??
        textOf(one?.hs_task_subject);
      if (!one || !at || !text) continue;
      const incoming = textOf(one.hs_email_direction) === "INCOMING_EMAIL";
      all.push({
        ...{ dealId: from, externalId: `hubspot-${type}-${to}`, kind, at, text },
        side: incoming ? "buyer" : "rep",
        who: incoming ? null : (owners.get(textOf(one.hubspot_owner_id) ?? "")?.name ?? null),
        ...(guests && textOf(one.hs_meeting_start_time)
          ? {
              meeting: {
                endsAt: textOf(one.hs_meeting_end_time),
                cancelled: /^cancell?ed$/i.test(textOf(one.hs_meeting_outcome) ?? ""),
                with: guests.get(to) ?? [],
              },
            }
          : {}),
      });
    }
  }
  return all;
}

/** The contacts each meeting is with. */
async function guestsOf(
  access: CrmAccess,
  meetings: readonly string[],
): Promise<Map<string, { name: string; email: string | null }[]>> {
  const guests = new Map<string, { name: string; email: string | null }[]>();
  if (meetings.length === 0) return guests;
  for (const { dealId: id, name, email } of await contactsOf(access, meetings, "meetings"))
    guests.set(id, [...(guests.get(id) ?? []), { name, email }]);
  return guests;
}
