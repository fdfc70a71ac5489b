import { v7 } from "uuid";
import { describe, expect, it } from "vitest";
import { openCrmLines } from "../../../src/jobs/crms/crm-lines.ts";
import { crmOverview } from "../../../src/jobs/crms/overview.ts";
import { changeConnection } from "../../../src/store/connections.ts";
import { keepLine, leaveLine, takeLine } from "../../../src/store/crm-lines.ts";
import { changesFloor, HOLDER, HOUR_MS } from "./changes-floor.ts";

const {
  floor,
  connected,
  change,
  within,
  line,
  stages,
  listening,
  tried,
  heardUpTo,
  subscribed,
  lease,
} = changesFloor();

describe("the line on which Change Data Capture is heard", () => {
  it("is heard by one process alone, and by another as soon as that one stops or has been silent for long", async () => {
    const { crm, id } = await connected();
    await listening(id, async () => {
      await subscribed(crm);
      await tried(id, v7());
      expect(crm.streaming.clients()).toBe(1);
    });
    // One that died holds it until its time is over.
    const dead = v7();
    await within((tx) => takeLine(tx, id, lease(dead)));
    await tried(id);
    expect((await line())?.holder).toBe(dead);
    const words = async () => (await crmOverview(floor.bench.effects, floor.team.id)).crms[0]?.line;
    await within((tx) => keepLine(tx, id, lease(dead), { at: lease(dead).now, positions: {} }));
    expect(await words()).toBe("Change Data Capture: listening.");
    floor.later(6 * 60_000);
    expect(await words()).toBe("Change Data Capture: not at the moment.");
    await listening(id, async () => {
      await subscribed(crm);
      // Should it live after all, it finds the line taken, and takes nothing back.
      await within((tx) => leaveLine(tx, id, dead));
      expect((await line())?.holder).toBe(HOLDER);
    });
  });

  it("is listened to in every process that works, and taken up by the next when one ends", {
    timeout: 60_000,
  }, async () => {
    const { crm } = await connected();
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const [one, other] = [0, 1].map(() => openCrmLines(floor.bench.effects, log, 20));
    try {
      await subscribed(crm);
      const first = (await line())?.holder;
      await one?.look();
      await other?.look();
      expect(crm.streaming.clients()).toBe(1);
      await (first === one?.holder ? one : other)?.close();
      await subscribed(crm);
      const second = (await line())?.holder;
      expect(second).not.toBe(first);
      await heardUpTo(change(crm, 1, "Proposal"));
    } finally {
      await one?.close();
      await other?.close();
    }
    expect(await line()).toMatchObject({ holder: null });
    expect(crm.streaming.clients()).toBe(0);
  });

  it("that is not switched on is off with the reason, looked at again later, and no trouble of the connection's", async () => {
    const { crm, id } = await connected();
    crm.streaming.selected.clear();
    await tried(id);
    const off = await line();
    expect(off).toMatchObject({ state: "off", holder: null });
    expect(off?.reason).toContain("Opportunity is not told: select it under Setup → Change Data");
    expect(off?.reason).toContain("Task is not told");
    const { crms } = await crmOverview(floor.bench.effects, floor.team.id);
    expect(crms[0]?.line).toMatch(/^Change Data Capture: off; .*Opportunity is not told/);
    expect((await floor.connection(id))?.problem).toBeNull();
    await tried(id);
    crm.streaming.selected.add("Opportunity").add("Task");
    crm.streaming.permitted.delete("Task");
    floor.later(HOUR_MS);
    await listening(id, () => subscribed(crm));
    expect((await line())?.reason).toMatch(/Task is not told.*“View All Data”/);
    expect((await line())?.reason).not.toContain("Opportunity is not told");
    // Whoever had it is told when it is gone.
    crm.streaming.selected.clear();
    await tried(id);
    expect((await floor.connection(id))?.problem).toContain("Opportunity is not told");
  });

  it("waits, with the reason, when an allowance is used up or the servers are busy, and tries again later", async () => {
    const { crm, id } = await connected();
    crm.streaming.answerNext("/meta/connect", {
      error: "403::Organization total events daily limit exceeded",
      advice: { reconnect: "none" },
    });
    await tried(id);
    expect(await line()).toMatchObject({ state: "waiting", failures: 1 });
    expect((await line())?.reason).toContain("daily limit exceeded");
    floor.later(30 * 60_000);
    await tried(id);
    expect((await line())?.failures).toBe(1);
    floor.later(31 * 60_000);
    crm.streaming.answerNext("/meta/handshake", {
      error: "401::Authentication invalid",
      ext: {
        sfdc: { failureReason: "503::Server is too busy.  Please try your request again later." },
      },
    });
    await tried(id);
    expect((await line())?.reason).toContain("Server is too busy");
    expect((await floor.connection(id))?.status).toBe("active");
    floor.later(HOUR_MS);
    await listening(id, async () => {
      await subscribed(crm);
      await heardUpTo(change(crm, 1, "Proposal"));
    });
    expect(await line()).toMatchObject({ failures: 0, reason: null });
  });

  it("whose key was revoked marks the connection, and goes on where it stopped once that is mended", async () => {
    const { crm, id } = await connected();
    await listening(id, async () => {
      await subscribed(crm);
      await heardUpTo(change(crm, 1, "Proposal"));
    });
    crm.revoke();
    await tried(id);
    expect(await floor.connection(id)).toMatchObject({ status: "broken" });
    expect((await floor.connection(id))?.problem).toContain("Connect it again");
    const missed = change(crm, 1, "Negotiation");
    crm.restore();
    await within((tx) =>
      changeConnection(tx, floor.bench.effects.sealing, id, { status: "active" }),
    );
    floor.later(HOUR_MS);
    await listening(id, () => heardUpTo(missed));
    await floor.work();
    expect(await stages()).toEqual({ "Deal 1": "Negotiation" });
  });
});
