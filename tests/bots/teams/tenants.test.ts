import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "../../../src/store/database.ts";
import { workspaceIds, workspaceOfTenant } from "../../../src/store/directory.ts";
import { listPeople } from "../../../src/store/people.ts";
import { call, DEFAULT_WORKSPACE, delivery, said } from "../../../src/store/schema.ts";
import { invoiceCall } from "../../e2e/transcripts.ts";
import { OTHER_TENANT, TENANT } from "./signing.ts";
import { dropped, INES, openTeamsStand, type TeamsStand } from "./stand.ts";

let stand: TeamsStand;
let other = "";
beforeAll(async () => {
  stand = await openTeamsStand({ registered: false });
});
afterAll(() => stand?.close());

/** Somebody of another company, who happens to have the same names and ids there. */
const twin = { ...INES, chat: "a:twin" };
const fromOther = (more: Record<string, unknown> = {}) =>
  stand.activity(twin, {
    conversation: { id: twin.chat, conversationType: "personal", tenantId: OTHER_TENANT },
    channelData: { tenant: { id: OTHER_TENANT } },
    ...more,
  });
const within = <T>(workspaceId: string, run: (tx: Transaction) => Promise<T>) =>
  stand.store.database.inWorkspace(workspaceId, run);

describe("tenants of Teams", () => {
  it("bind the first one to the default workspace and give the next one its own", async () => {
    stand.connector.know(twin.chat, [twin]);
    await stand.post(stand.activity(INES, { type: "installationUpdate", action: "add" }));
    await stand.post(fromOther({ type: "installationUpdate", action: "add" }));
    await stand.bench.work();
    const ids = await workspaceIds(stand.store.database);
    const own = ids.filter((id) => id !== DEFAULT_WORKSPACE);
    expect(own).toHaveLength(1);
    other = own[0] ?? "";
    // Whoever comes first sets an empty workspace up.
    expect(await within(other, listPeople)).toMatchObject([
      { name: INES.name, email: INES.email, role: "admin" },
    ]);
  });

  it("know nothing of each other: people, calls, words and messages", async () => {
    const file = invoiceCall({ rep: INES.name, buyer: "Hollis Grant", mark: "tenant" });
    const attachments = [dropped("hollis.vtt", stand.host(Buffer.from(file)))];
    await stand.post(stand.activity(INES, { attachments }));
    await stand.bench.work();
    await stand.post(fromOther({ text: "What did Hollis say about invoices?" }));
    await stand.bench.work();
    expect(await within(other, (tx) => tx.select().from(call))).toEqual([]);
    expect((await within(other, (tx) => tx.select().from(said))).map(({ text }) => text)).toEqual([
      "What did Hollis say about invoices?",
    ]);
    const theirs = await within(other, (tx) => tx.select().from(delivery));
    expect(theirs.length).toBeGreaterThan(0);
    expect(JSON.stringify(stand.standing(twin.chat))).not.toContain("paper");
    const ours = await within(DEFAULT_WORKSPACE, (tx) => tx.select().from(delivery));
    const refused = await stand.post(
      fromOther({
        ...{ type: "invoke", name: "adaptiveCard/action" },
        value: { action: { verb: "just-tell-me", data: { deliveryId: ours.at(-1)?.id ?? "" } } },
      }),
    );
    expect(refused.body).toMatchObject({ statusCode: 404 });
  });

  it("are one workspace each, also when several activities come at once", async () => {
    const tenant = { provider: "teams", externalId: "third", label: "Third" };
    const found = await Promise.all(
      Array.from({ length: 5 }, () => workspaceOfTenant(stand.store.database, tenant)),
    );
    expect(new Set(found).size).toBe(1);
    const first = { ...tenant, externalId: TENANT };
    expect(await workspaceOfTenant(stand.store.database, first)).toBe(DEFAULT_WORKSPACE);
  });
});
