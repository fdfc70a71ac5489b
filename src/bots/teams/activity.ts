import { z } from "zod";

const account = z.looseObject({
  id: z.string().min(1).max(500),
  name: z.string().nullish(),
  /** The same person in every conversation of a tenant; the channel's own accounts have none. */
  aadObjectId: z.string().nullish(),
});

const attachment = z.looseObject({
  contentType: z.string().nullish(),
  contentUrl: z.string().nullish(),
  content: z.unknown().optional(),
  name: z.string().nullish(),
});

const entity = z.looseObject({
  type: z.string(),
  mentioned: account.partial().nullish(),
  text: z.string().nullish(),
});

/** What is read of an activity; Teams sends more, and what it does not promise may be missing. */
const activity = z.looseObject({
  type: z.string().min(1),
  id: z.string().nullish(),
  name: z.string().nullish(),
  channelId: z.string().min(1),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: account,
  recipient: account.nullish(),
  conversation: z.looseObject({
    id: z.string().min(1).max(1000),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
    name: z.string().nullish(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).nullish(),
      team: z.looseObject({ id: z.string().nullish(), name: z.string().nullish() }).nullish(),
      channel: z.looseObject({ id: z.string().nullish(), name: z.string().nullish() }).nullish(),
      eventType: z.string().nullish(),
    })
    .nullish(),
  text: z.string().nullish(),
  replyToId: z.string().nullish(),
  attachments: z.array(attachment).nullish(),
  entities: z.array(entity).nullish(),
  value: z.unknown().optional(),
  action: z.string().nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
});

/** Something that happened in Teams, as the Bot Framework tells it. */
export type TeamsActivity = z.infer<typeof activity>;

/** Reads an activity; says what is wrong with one that is none. */
export function readActivity(given: unknown): TeamsActivity | { problem: string } {
  const read = activity.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return {
    problem: `This is no activity: ${issue?.path.join(".")} ${issue?.message.toLowerCase()}.`,
  };
}

/** The tenant somebody speaks from; `null` only where there is none, as with a local client. */
export function tenantOf({ channelData, conversation }: TeamsActivity): string | null {
  return channelData?.tenant?.id ?? conversation.tenantId ?? null;
}

/**
 * What was said, without the mentions of the bot; other people's stay as their names. Teams writes
 * a mention as `<at>name</at>` and names it in `entities`.
 */
export function wordsOf({ text, entities, recipient }: TeamsActivity): string {
  let words = text ?? "";
  for (const one of entities ?? []) {
    if (one.type !== "mention" || !one.text) continue;
    const isBot = one.mentioned?.id !== undefined && one.mentioned.id === recipient?.id;
    const name = one.mentioned?.name?.trim();
    words = words.replaceAll(one.text, isBot ? " " : name ? `@${name}` : " ");
  }
  return words
    .replace(/<at[^>]*>(.*?)<\/at>/gi, "@$1")
    .replace(/\u00a0/g, " ")
    .replace(/[ \t]+/g, " ")
    .trim();
}
