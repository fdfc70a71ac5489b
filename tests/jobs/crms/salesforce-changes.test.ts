import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listenToCrm } from "../../../src/jobs/crms/listen-to-crm.ts";
import { reconcile } from "../../../src/jobs/crms/reconcile-crm.ts";
import { crmReconcile } from "../../../src/jobs/routines/crm-reconcile.ts";
import { openTeam } from "../effects.ts";
import { changesFloor, HOLDER, HOUR_MS, idOf } from "./changes-floor.ts";

const {
  floor,
  connected,
  setDeal,
  change,
  line,
  stages,
  events,
  listening,
  tried,
  heardUpTo,
  subscribed,
} = changesFloor();

describe("Change Data Capture", () => {
  it("brings a changed deal here as it is now, and what hangs on it: roles, people, tasks, meetings", async () => {
    const { crm, id } = await connected();
    crm.records.set("OpportunityContactRole", [
      { Id: "00K000000000001AAA", OpportunityId: idOf(1), ContactId: "003000000000001AAA" },
    ]);
    crm.records.set("Task", [{ Id: "00T000000000001AAA", WhatId: idOf(1), IsDeleted: true }]);
    await listening(id, async () => {
      await subscribed(crm);
      const position = change(crm, 1, "Proposal");
      await heardUpTo(position);
      await floor.work();
      expect(await stages()).toEqual({ "Deal 1": "Proposal" });
      // Each says by itself, or by what it hangs on, which deal it is about.
      setDeal(crm, 1, "Negotiation");
      for (const [object, header, payload] of [
        ["OpportunityContactRole", { recordIds: ["00K000000000001AAA"] }, {}],
        ["Contact", { recordIds: ["003000000000001AAA"] }, {}],
        ["Task", { recordIds: ["00T000000000001AAA"], changeType: "DELETE" }, {}],
        ["Event", { recordIds: ["00U000000000001AAA"] }, { WhatId: idOf(1) }],
      ] as const) {
        floor.later();
        setDeal(crm, 1, `${object} stage`);
        await heardUpTo(crm.streaming.publish(object, header, payload), object);
        await floor.work();
        expect((await stages())["Deal 1"], object).toBe(`${object} stage`);
      }
      // A new task on an account is nobody's deal.
      const before = (await events()).length;
      const aside = { recordIds: ["00T000000000002AAA"], changeType: "CREATE" };
      await heardUpTo(
        crm.streaming.publish("Task", aside, { WhatId: "001000000000001AAA" }),
        "Task",
      );
      expect(await events()).toHaveLength(before);
    });
    expect(await line()).toMatchObject({ holder: null, state: "waiting" });
    expect(crm.streaming.clients()).toBe(0);
  });

  it("goes on after a restart from the last word that was kept, with all its digits, and repeats change nothing", async () => {
    const { crm, id } = await connected();
    await listening(id, async () => {
      await subscribed(crm);
      await heardUpTo(change(crm, 1, "Proposal"));
    });
    await floor.work();
    floor.later();
    const missed = change(crm, 2, "Discovery");
    expect(Number(missed)).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
    await listening(id, async () => {
      await heardUpTo(missed);
      crm.streaming.repeat("Opportunity", 2);
      await heardUpTo(change(crm, 3, "Discovery"));
    });
    await floor.work();
    expect(Object.keys(await stages()).sort()).toEqual(["Deal 1", "Deal 2", "Deal 3"]);
    expect(await events()).toHaveLength(3);
  });

  it("is forgotten a fortnight after it was taken, at night; one that waits is kept", async () => {
    const { crm, id } = await connected();
    await listening(id, async () => {
      await subscribed(crm);
      await heardUpTo(change(crm, 1, "Proposal"));
      await floor.work();
      await heardUpTo(change(crm, 1, "Negotiation"));
    });
    const night = async (on: string) => {
      const occurrence = { workspaceId: floor.team.id, on } as never;
      await crmReconcile.run(occurrence, floor.bench.effects);
    };
    floor.later(13 * 24 * HOUR_MS);
    await night("2026-12-03");
    expect(await events()).toHaveLength(2);
    floor.later(2 * 24 * HOUR_MS);
    await night("2026-12-05");
    expect((await events()).map(({ state }) => state)).toEqual(["received"]);
  });

  it("advances no position before the work it stands for is enqueued", async () => {
    const { crm, id } = await connected();
    await listening(id, async () => {
      await subscribed(crm);
      await heardUpTo(change(crm, 1, "Proposal"));
    });
    await floor.work();
    const kept = (await line())?.positions;
    change(crm, 1, "Negotiation");
    const { effects } = floor.bench;
    const { enqueue } = effects;
    effects.enqueue = () => Promise.reject(new Error("the queue is away"));
    await tried(id);
    expect((await line())?.positions).toEqual(kept);
    expect((await line())?.reason).toBe("Listening failed for a reason of ours.");
    effects.enqueue = enqueue;
    await floor.work();
    expect(await stages()).toEqual({ "Deal 1": "Proposal" });
    floor.later(HOUR_MS);
    await listening(id, async () => {
      await heardUpTo(change(crm, 2, "Discovery"));
      await floor.work();
    });
    expect(await stages()).toEqual({ "Deal 1": "Negotiation", "Deal 2": "Discovery" });
  });

  it("whose events are no longer kept by Salesforce is told as a gap, and everything since is looked at", async () => {
    const { crm, id } = await connected();
    await reconcile(floor.bench.effects, floor.team.id, id);
    await listening(id, async () => {
      await subscribed(crm);
      await heardUpTo(change(crm, 1, "Proposal"));
    });
    await floor.work();
    // Four days nobody listens: what is told first is gone by then.
    floor.later(HOUR_MS);
    change(crm, 1, "Negotiation");
    crm.records.set("Task", [
      {
        ...{ Id: "00T000000000001AAA", WhatId: idOf(4), SystemModstamp: "2126-01-01T00:00:00Z" },
        ...{ Subject: "Call back", ActivityDate: "2026-11-25" },
      },
    ]);
    setDeal(crm, 4, "Discovery");
    crm.deals.set(idOf(4), { ...crm.deals.get(idOf(4)), SystemModstamp: "2020-01-01T00:00:00Z" });
    floor.later(96 * HOUR_MS);
    await listening(id, async () => {
      await subscribed(crm);
      await heardUpTo(change(crm, 5, "Discovery"));
    });
    await floor.work();
    // By its own change, by a task's, by an event: all are here.
    expect(await stages()).toEqual({
      ...{ "Deal 1": "Negotiation", "Deal 4": "Discovery", "Deal 5": "Discovery" },
    });
  });

  it("that can only say that too much changed leads to a look at everything since the last one", async () => {
    const { crm, id } = await connected();
    await reconcile(floor.bench.effects, floor.team.id, id);
    await listening(id, async () => {
      await subscribed(crm);
      await heardUpTo(change(crm, 1, "Proposal"));
      await floor.work();
      floor.later(HOUR_MS);
      setDeal(crm, 1, "Closed Won");
      setDeal(crm, 2, "Discovery");
      await heardUpTo(crm.streaming.publish("Opportunity", { changeType: "GAP_OVERFLOW" }));
      await floor.work();
      expect(await stages()).toEqual({ "Deal 1": "Closed Won", "Deal 2": "Discovery" });
      floor.later(1000);
      setDeal(crm, 2, "Proposal");
      const gap = { changeType: "GAP_UPDATE", recordIds: [idOf(2)] };
      await heardUpTo(crm.streaming.publish("Opportunity", gap));
      await floor.work();
      expect((await stages())["Deal 2"]).toBe("Proposal");
    });
  });

  it("shakes hands again when Salesforce no longer knows the client, and with a new token when the old one has ended", async () => {
    const { crm, id } = await connected();
    await listening(id, async () => {
      await subscribed(crm);
      await heardUpTo(change(crm, 1, "Proposal"));
      crm.streaming.forget();
      await heardUpTo(change(crm, 2, "Discovery"));
      crm.endToken();
      await heardUpTo(change(crm, 3, "Discovery"));
    });
    await floor.work();
    expect(Object.keys(await stages())).toHaveLength(3);
    expect((await floor.connection(id))?.status).toBe("active");
  });

  it("may repeat, swap, time out, drop its past and break off in any order: the end is what the CRM has", async () => {
    const action = fc.oneof(
      fc.record({
        do: fc.constant("change" as const),
        deal: fc.integer({ min: 1, max: 4 }),
        stage: fc.constantFrom("Discovery", "Proposal", "Negotiation"),
      }),
      fc.record({ do: fc.constant("delete" as const), deal: fc.integer({ min: 1, max: 4 }) }),
      ...["repeat", "swap", "forget", "token", "stop", "expire", "overflow", "break", "work"].map(
        (name) => fc.record({ do: fc.constant(name as "work") }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 25 }), async (actions) => {
        floor.team = await openTeam(floor.bench);
        const { crm, id } = await connected();
        const { effects } = floor.bench;
        await reconcile(effects, floor.team.id, id);
        let stop = new AbortController();
        const listen = () => {
          stop = new AbortController();
          return listenToCrm(
            effects,
            { workspaceId: floor.team.id, connectionId: id },
            HOLDER,
            stop.signal,
          );
        };
        let heard = listen();
        const again = async () => {
          stop.abort();
          await heard;
          floor.later(HOUR_MS);
          heard = listen();
        };
        for (const one of actions) {
          floor.later();
          if (one.do === "change") change(crm, one.deal, (one as { stage: string }).stage);
          else if (one.do === "delete") {
            const gone = crm.deals.get(idOf(one.deal));
            if (!gone) continue;
            const SystemModstamp = floor.bench.clock.now.toISOString();
            crm.deals.set(idOf(one.deal), { ...gone, IsDeleted: true, SystemModstamp });
            const header = { recordIds: [idOf(one.deal)], changeType: "DELETE" };
            crm.streaming.publish("Opportunity", header);
          } else {
            const name: string = one.do;
            if (name === "repeat") crm.streaming.repeat("Opportunity", 3);
            if (name === "swap") crm.streaming.swap();
            if (name === "forget") crm.streaming.forget();
            if (name === "token") crm.endToken();
            if (name === "stop") await again();
            if (name === "expire") {
              stop.abort();
              await heard;
              floor.later(80 * HOUR_MS);
              heard = listen();
            }
            if (name === "overflow")
              crm.streaming.publish("Opportunity", { changeType: "GAP_OVERFLOW" });
            if (name === "break")
              crm.streaming.answerNext("/meta/connect", { error: "503::Server is too busy." });
            if (name === "work") await floor.work();
          }
        }
        const orEnded = (wait: Promise<unknown>) =>
          Promise.race([wait.then(() => false), heard.then(() => true)]);
        do await again();
        while (
          (await orEnded(subscribed(crm))) ||
          (await orEnded(heardUpTo(change(crm, 9, "Discovery"))))
        );
        stop.abort();
        await heard;
        await floor.work();
        const wanted = [...crm.deals.values()].filter((deal) => deal.IsDeleted !== true);
        expect(await stages()).toEqual(
          Object.fromEntries(wanted.map(({ Name, StageName }) => [Name, StageName])),
        );
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
