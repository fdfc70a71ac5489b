import { standIn } from "../stand-in.ts";
import { type Asked, type CrmStandIn, json, moods, type Row } from "./crm-stand-in.ts";
import { pipedriveSignIn } from "./pipedrive-sign-in.ts";

/** Pipedrive's API v2. */
export async function pipedriveStandIn(): Promise<
  CrmStandIn & {
    persons: Row[];
    participants: { id: number; deal: string; person: number }[];
    signIn: ReturnType<typeof pipedriveSignIn>;
  }
> {
  const deals = new Map<string, Row>();
  const persons: Row[] = [
    {
      ...{ id: 6, name: "Hollis Grant", org_id: 5 },
      emails: [{ value: "hollis@kestrel.example", primary: true }],
    },
  ];
  const participants: { id: number; deal: string; person: number }[] = [];
  const people = ({ method, path, query, body }: Asked) => {
    const [, deal, part] = /^\/api\/v1\/deals\/(\d+)\/participants(?:\/(\d+))?$/.exec(path) ?? [];
    const ok = (data: unknown) => ({ body: { success: true, data } });
    if (deal && method === "POST") {
      const id = 70 + participants.length;
      participants.push({ id, deal, person: Number(json(body).person_id) });
      return ok({ id });
    }
    if (deal && method === "DELETE") {
      const at = participants.findIndex(({ id }) => String(id) === part);
      if (at < 0) return { status: 404, body: { success: false } };
      participants.splice(at, 1);
      return ok({ id: Number(part) });
    }
    if (deal) {
      return ok(
        participants
          .filter((one) => one.deal === deal)
          .map(({ id, person }) => ({
            id,
            person_id: { value: person, name: persons.find((one) => one.id === person)?.name },
          })),
      );
    }
    if (path === "/api/v2/persons" && method === "POST") {
      const id = 60 + persons.length;
      persons.push({ id, ...json(body) });
      return ok({ id });
    }
    if (path === "/api/v2/persons/search") {
      const found = persons.filter(
        (one) =>
          one.name === query.get("term") &&
          (!query.get("organization_id") || String(one.org_id) === query.get("organization_id")),
      );
      return ok({ items: found.map((item) => ({ result_score: 1, item })) });
    }
    const gone = /^\/api\/v2\/persons\/(\d+)$/.exec(path)?.[1];
    if (gone && method === "DELETE") {
      const at = persons.findIndex(({ id }) => String(id) === gone);
      if (at >= 0) persons.splice(at, 1);
      return ok({ id: Number(gone) });
    }
    return null;
  };
  const { isBusy, isRevoked, mood } = moods();
  const signIn = pipedriveSignIn(() => server.url, isRevoked);
  const server = await standIn((asked) => {
    const { method, path, query, headers, body } = asked;
    const given = signIn.answer(asked);
    if (given) return given;
    if ((headers["x-api-token"] !== "token-1" && !signIn.accepts(asked)) || isRevoked()) {
      return { status: 401, body: { success: false, error: "unauthorized access" } };
    }
    if (isBusy()) return { status: 429, headers: { "retry-after": "1" } };
    const own = mood.account.answer?.(asked);
    if (own) return own;
    const about = people(asked) ?? signIn.webhook(asked);
    if (about) return about;
    const one = /^\/api\/v2\/deals\/(\d+)$/.exec(path)?.[1];
    if (one && method === "PATCH") {
      deals.set(one, { ...deals.get(one), ...json(body) });
      return { body: { success: true, data: deals.get(one) } };
    }
    if (one) return { body: { success: true, data: deals.get(one) ?? null } };
    if (path === "/api/v2/deals") {
      const ids = query.get("ids")?.split(",");
      const status = query.get("status")?.split(",") ?? [];
      const since = query.get("updated_since");
      const data = [...deals.values()].filter(
        (deal) =>
          (!ids || ids.includes(String(deal.id))) &&
          (status.length === 0 || status.includes(String(deal.status))) &&
          (!since || String(deal.update_time) >= since),
      );
      const from = Number(query.get("cursor") ?? 0);
      const more = from + 2 < data.length;
      return {
        body: {
          success: true,
          data: data.slice(from, from + 2),
          additional_data: { next_cursor: more ? String(from + 2) : null },
        },
      };
    }
    const lists: Record<string, Row[]> = {
      "/api/v2/stages": [
        { id: 5, name: "Negotiation", pipeline_id: 1, order_nr: 4 },
        { id: 1, name: "Discovery", pipeline_id: 1, order_nr: 1 },
        { id: 3, name: "Proposal", pipeline_id: 1, order_nr: 3 },
        { id: 4, name: "Evaluation", pipeline_id: 1, order_nr: 2 },
        { id: 9, name: "Evaluation", pipeline_id: 2, order_nr: 1 },
      ],
      "/api/v1/users": [{ id: 7, name: "Ines Falk", email: "ines@ours.example" }],
      "/api/v2/organizations": [{ id: 5, name: "Kestrel Freight" }],
      "/api/v2/persons": persons,
      "/api/v2/activities": [],
    };
    const data = lists[path];
    return data ? { body: { success: true, data } } : { status: 404, body: { error: "not found" } };
  });
  return { ...server, ...mood, deals, persons, participants, signIn };
}
