import { expect, it } from "vitest";
import { QUIET_HOURS } from "../../src/coaching/schedule.ts";
import { setupMessage } from "../../src/messages/setup.ts";

it("leads an admin to the set-up of each CRM that is connected, and to none where none is", () => {
  const state = {
    ...{ timeZone: "Europe/Berlin", quiet: QUIET_HOURS, messagesPerDay: 3 },
    ...{ everybodyAgreed: false, retentionDays: null, teamChannel: null, connections: [] },
    people: { reps: 1, managers: 1, admins: 1, unreached: [] },
    page: "https://coach.example/enter?pass=1",
  };
  const linksOf = (crms: { name: string; page: string }[]) =>
    setupMessage({ ...state, crms }).blocks.flatMap((block) =>
      block.type === "actions"
        ? block.actions.flatMap((one) => ("url" in one && one.url ? [[one.label, one.url]] : []))
        : [],
    );
  const page = "https://coach.example/enter?pass=2";
  expect(linksOf([])).toEqual([["Recorders and CRM", state.page]]);
  expect(linksOf([{ name: "HubSpot", page }])).toContainEqual(["Set up HubSpot", page]);
});
