import { describe, expect, it } from "vitest";
import { chatPerson } from "../../../src/bots/slack/people.ts";

const ADA = { id: "U1", name: "ada", team_id: "T1", profile: { email: "ada@one.test" } };

describe("a Slack user", () => {
  it("is somebody of ours to be, unless a bot, a guest, gone, or of another company", () => {
    expect(chatPerson(ADA, "T1")).toMatchObject({ externalId: "U1", email: "ada@one.test" });
    const others = [
      { ...ADA, is_bot: true },
      { ...ADA, deleted: true },
      { ...ADA, is_restricted: true },
      { ...ADA, is_stranger: true },
      { ...ADA, team_id: "T2" },
      { ...ADA, id: "USLACKBOT" },
    ];
    expect(others.map((one) => chatPerson(one, "T1"))).toEqual(others.map(() => null));
  });

  it("is of an organisation whichever of its teams they are in", () => {
    const user = { ...ADA, team_id: "T2", enterprise_user: { enterprise_id: "E1" } };
    expect(chatPerson(user, "E1")).not.toBeNull();
  });
});
