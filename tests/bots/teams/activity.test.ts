import { describe, expect, it } from "vitest";
import { readActivity, type TeamsActivity, wordsOf } from "../../../src/bots/teams/activity.ts";
import { addressOf, conversationAt, readAddress } from "../../../src/bots/teams/address.ts";
import { OTHER_TENANT, TENANT } from "./signing.ts";

const SERVICE = "https://smba.trafficmanager.net/emea/";

function activity(more: object): TeamsActivity {
  const read = readActivity({
    type: "message",
    channelId: "msteams",
    serviceUrl: SERVICE,
    from: { id: "29:maya", aadObjectId: "aad-maya" },
    recipient: { id: "28:bot", name: "Coach" },
    conversation: { id: "a:1", conversationType: "personal", tenantId: TENANT },
    ...more,
  });
  if ("problem" in read) throw new Error(String(read.problem));
  return read as TeamsActivity;
}
const mention = (id: string, name: string, text = `<at>${name}</at>`) => ({
  type: "mention",
  mentioned: { id, name },
  text,
});

describe("the words of an activity", () => {
  const said = (text: string, ...entities: object[]) => wordsOf(activity({ text, entities }));

  it("are free of the bot's own mention, wherever it stands", () => {
    const bot = mention("28:bot", "Coach");
    expect(said("<at>Coach</at> pipeline review", bot)).toBe("pipeline review");
    expect(said("prep, <at>Coach</at>, for\u00a0Harbour", bot)).toBe("prep, , for Harbour");
  });

  it("keep other people's mentions as their names", () => {
    const both = [mention("28:bot", "Coach"), mention("29:tom", "Tom Brandt")];
    const text = "<at>Coach</at> pipeline review <at>Tom Brandt</at>";
    expect(said(text, ...both)).toBe("pipeline review @Tom Brandt");
  });

  it("are empty when nothing was said", () => {
    expect(said("<at>Coach</at>", mention("28:bot", "Coach"))).toBe("");
    expect(wordsOf(activity({}))).toBe("");
  });
});

describe("an address", () => {
  it("of a 1:1 chat holds whom to write to, and its tenant", () => {
    const { address, thread } = addressOf(activity({}));
    expect(address).toEqual({
      serviceUrl: SERVICE,
      conversationId: "a:1",
      kind: "personal",
      tenantId: TENANT,
      botId: "28:bot",
      userId: "29:maya",
      teamId: null,
    });
    expect(thread).toBeNull();
    expect(readAddress(JSON.parse(JSON.stringify(address)))).toEqual(address);
  });

  it("of a channel keeps the thread apart, and writes into it or begins one", () => {
    const { address, thread } = addressOf(
      activity({
        conversation: { id: "19:sales@thread.tacv2;messageid=17", conversationType: "channel" },
        channelData: { tenant: { id: OTHER_TENANT }, team: { id: "19:team" } },
      }),
    );
    expect([address.conversationId, thread]).toEqual(["19:sales@thread.tacv2", "17"]);
    expect([address.tenantId, address.teamId, address.userId]).toEqual([
      OTHER_TENANT,
      "19:team",
      null,
    ]);
    expect(conversationAt(address, "17").conversationId).toBe("19:sales@thread.tacv2;messageid=17");
    expect(conversationAt(address, null).conversationId).toBe("19:sales@thread.tacv2");
  });

  it("of a group chat has no threads", () => {
    const { address } = addressOf(
      activity({ conversation: { id: "19:abc@thread.v2", conversationType: "groupChat" } }),
    );
    expect(conversationAt(address, "17").conversationId).toBe("19:abc@thread.v2");
  });
});
