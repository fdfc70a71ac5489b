import { standIn } from "../stand-in.ts";
import { cometdStandIn } from "./cometd.ts";
import { type CrmStandIn, json, moods, type Row } from "./crm-stand-in.ts";

/** Salesforce's REST API: a few forms of SOQL, records by PATCH, tokens that end; and its Streaming API. */
export async function salesforceStandIn(hidden: string[] = []): Promise<
  CrmStandIn & {
    endToken(): void;
    roles: Row[];
    /** Tasks, events and roles, by the object's name. */
    records: Map<string, Row[]>;
    /** Records of a page; their next pages can be forgotten. */
    paging: { size: number; forget(): void };
    streaming: ReturnType<typeof cometdStandIn>;
  }
> {
  const deals = new Map<string, Row>();
  const roles: Row[] = [];
  const records = new Map([["OpportunityContactRole", roles]]);
  const streaming = cometdStandIn({ version: "62.0" });
  const locators = new Map<string, string>();
  const paging = { size: 2000, forget: () => locators.clear() };
  const { isBusy, isRevoked, mood } = moods();
  let token = 1;
  const query = (soql: string, withDeleted: boolean) => {
    const [, names = "", object = "", where = ""] =
      /^SELECT (.*?) FROM (\w+)(?: WHERE (.*?))?(?: ORDER BY .*)?$/.exec(soql) ?? [];
    if (object === "OpportunityStage") {
      const stages = ["Qualification", "Perception Analysis", "Proposal/Price Quote"];
      return { records: [...stages, "Negotiation/Review"].map((ApiName) => ({ ApiName })) };
    }
    const asked = names.split(", ");
    const unknown = asked.find((name) => hidden.includes(name));
    if (object === "Opportunity" && unknown) return { unknown };
    const key = /(\w+) (?:=|IN) \(?'/.exec(where)?.[1] ?? "Id";
    const ids = [...where.replace(/What\.Type = '\w+'/, "").matchAll(/'([^']+)'/g)];
    const since = /SystemModstamp >= (\S+)/.exec(where)?.[1];
    const all = object === "Opportunity" ? [...deals.values()] : (records.get(object) ?? []);
    const found = all.filter(
      (row) =>
        (ids.length === 0 || ids.some(([, id]) => id === String(row[key]))) &&
        (!since || String(row.SystemModstamp) >= since) &&
        (withDeleted || row.IsDeleted !== true),
    );
    // What was not asked for is not told.
    const told = new Set(asked.map((name) => name.split(".")[0]));
    const only = (row: Row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => told.has(name)));
    return { records: found.map(only) };
  };
  const server = await standIn(({ method, path, query: asked, headers, body }) => {
    if (path === "/services/oauth2/token") {
      const fields = new URLSearchParams(body);
      const code = fields.get("grant_type") === "authorization_code";
      const known = code
        ? fields.get("code") === "code-1"
        : fields.get("refresh_token") === "refresh-1";
      if (!known || isRevoked() || fields.get("client_secret") !== "secret") {
        return { status: 400, body: { error: "invalid_grant" } };
      }
      return {
        body: {
          ...{ access_token: `access-${token}`, instance_url: server.url },
          ...(code ? { refresh_token: "refresh-1" } : {}),
          id: "https://login.salesforce.com/id/00D7F00000107XsUAI/0057F000001",
        },
      };
    }
    if (path.startsWith("/cometd")) {
      const revoked = isRevoked() ? "none" : `access-${token}`;
      return streaming.answer({ method, path, query: asked, headers, body }, revoked);
    }
    if (headers.authorization !== `Bearer access-${token}` || isRevoked()) {
      return { status: 401, body: [{ errorCode: "INVALID_SESSION_ID", message: "expired" }] };
    }
    if (isBusy()) return { status: 503 };
    const own = mood.account.answer?.({ method, path, query: asked, headers, body });
    if (own) return own;
    if (path === "/services/data/v62.0/composite" && method === "POST") {
      const { allOrNone, compositeRequest } = json(body) as {
        allOrNone: boolean;
        compositeRequest: { referenceId: string; url: string; body: Row }[];
      };
      const [person, part] = compositeRequest;
      const right =
        allOrNone &&
        person?.url === "/services/data/v62.0/sobjects/Contact" &&
        part?.body.ContactId === `@{${person.referenceId}.id}`;
      if (!right) return { status: 400, body: [{ message: "Bad composite request" }] };
      const made = `003${roles.length}`;
      roles.push({
        ...{ OpportunityId: part.body.OpportunityId, ContactId: made, Role: null },
        Contact: { Name: `${person.body.FirstName} ${person.body.LastName}`.trim() },
      });
      const answer = (id: string) => ({ httpStatusCode: 201, body: { id, success: true } });
      return { body: { compositeResponse: [answer(made), answer("00K1")] } };
    }
    const contact = /sobjects\/Contact\/(\w+)$/.exec(path)?.[1];
    if (contact && method === "DELETE") {
      roles.splice(
        roles.findIndex(({ ContactId }) => ContactId === contact),
        1,
      );
      return { status: 204, body: "" };
    }
    const id = /sobjects\/Opportunity\/(\w+)$/.exec(path)?.[1];
    if (id && method === "PATCH") {
      deals.set(id, { ...deals.get(id), ...json(body) });
      return { status: 204, body: "" };
    }
    const [, by, locator] =
      /\/services\/data\/v62\.0\/(query|queryAll)(?:\/(\w+-\d+))?$/.exec(path) ?? [];
    if (!by) return { status: 404, body: [] };
    const soql = locator ? locators.get(locator) : asked.get("q");
    if (soql === undefined) {
      const message = "invalid query locator";
      return { status: 400, body: [{ errorCode: "INVALID_QUERY_LOCATOR", message }] };
    }
    const found = query(soql ?? "", by === "queryAll");
    return found.unknown
      ? {
          status: 400,
          body: [
            { errorCode: "INVALID_FIELD", message: `No such column '${found.unknown}' on entity` },
          ],
        }
      : { body: pageOf(soql ?? "", by, found.records ?? [], Number(locator?.split("-")[1] ?? 0)) };
  });
  function pageOf(soql: string, by: string, all: Row[], from: number) {
    const to = from + paging.size;
    const next = `01g000${locators.size}-${to}`;
    if (to < all.length) locators.set(next, soql);
    return {
      ...{ totalSize: all.length, done: to >= all.length, records: all.slice(from, to) },
      ...(to < all.length ? { nextRecordsUrl: `/services/data/v62.0/${by}/${next}` } : {}),
    };
  }
  return {
    ...server,
    ...mood,
    deals,
    paging,
    roles,
    records,
    streaming,
    endToken: () => {
      token += 1;
      streaming.wakeAll();
    },
  };
}
