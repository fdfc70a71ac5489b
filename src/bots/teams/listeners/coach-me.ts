import { z } from "zod";
import { heard } from "../../conversation.ts";
import { COACH_ME } from "../app-package/manifest.ts";
import { answerOf, formCard, openDialog, sayInDialog, text } from "../dialog.ts";
import { writerOf } from "../people.ts";
import { TEAMS } from "../world.ts";
import { HEARD, invokes, type Listener } from "./listener.ts";

const asked = z.looseObject({
  commandId: z.string(),
  messagePayload: z
    .looseObject({
      id: z.string().nullish(),
      body: z.looseObject({ content: z.string().nullish() }).nullish(),
      from: z
        .looseObject({ user: z.looseObject({ displayName: z.string().nullish() }).nullish() })
        .nullish(),
    })
    .nullish(),
  data: z.unknown().optional(),
});

/** Of somebody's message this much is quoted to the coach. */
const LONGEST_QUOTE = 1500;
const FORM = {
  title: "Coach me on this",
  submit: "Ask the coach",
  fields: [
    {
      id: "question",
      label: "What would you like to know?",
      hint: "How could I have answered this?",
      type: "text" as const,
      lines: "many" as const,
      maxLength: 1000,
      optional: true,
    },
  ],
};

/** "Coach me on this" on somebody's message: what is it about, and for whose eyes is the answer. */
export const coachMeOpened: Listener = {
  hears: invokes("composeExtension/fetchTask"),
  answer: async (_world, { activity }) => {
    const { quote, who } = quoted(activity.value);
    if (!quote) return { status: 200, body: sayInDialog("There are no words in that message.") };
    const card = formCard(FORM, { quote, who });
    const shown = [
      text(who, { weight: "Bolder" }),
      text(quote),
      text("The answer comes to your own chat with the coach, and nobody else sees it.", {
        size: "Small",
        isSubtle: true,
      }),
    ];
    const body = openDialog(FORM.title, { ...card, body: [...shown, ...(card.body as object[])] });
    return { status: 200, body };
  },
};

/** The message goes to the coach as the person's own words, and is answered to them alone. */
export const coachMeSent: Listener = {
  hears: invokes("composeExtension/submitAction"),
  answer: async (world, { activity, workspaceId, address }) => {
    const { fields, kept } = answerOf(asked.safeParse(activity.value).data?.data);
    const quote = kept.quote?.slice(0, LONGEST_QUOTE) ?? "";
    if (!quote) return { status: 200, body: sayInDialog("There are no words in that message.") };
    const writer = await writerOf(world, workspaceId, activity, address);
    if ("stranger" in writer) return { status: 200, body: sayInDialog(writer.stranger) };
    const question = fields.question?.trim() || "Coach me on this";
    await heard(world, workspaceId, {
      personId: writer.person.id,
      place: `dm:${writer.person.id}`,
      threadId: null,
      text: `${question}: ${kept.who ?? "somebody"} wrote “${quote}”`,
      platform: TEAMS,
      ...(activity.id && { eventKey: `${TEAMS} ${activity.id}` }),
    });
    return HEARD;
  },
};

function quoted(value: unknown): { quote: string; who: string } {
  const read = asked.safeParse(value).data;
  if (read?.commandId !== COACH_ME) return { quote: "", who: "" };
  const words = (read.messagePayload?.body?.content ?? "")
    .replace(/<(?:br|\/p|\/div)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;/g, " ")
    .trim();
  const who = read.messagePayload?.from?.user?.displayName ?? "Somebody";
  return { quote: words.slice(0, LONGEST_QUOTE), who };
}
