import { z } from "zod";

/** Slack's limits that a message of ours can meet; the total is undocumented, see `weight`. */
export const SLACK_LIMITS = {
  blocks: 50,
  text: 3000,
  fields: 10,
  field: 2000,
  header: 150,
  contextElements: 10,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  id: 255,
  url: 3000,
  alt: 2000,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  total: 13_200,
} as const;

const limits = SLACK_LIMITS;
const id = z.string().min(1).max(limits.id);
const url = z
  .string()
  .max(limits.url)
  .regex(/^(?:https?|mailto):/, "only http, https and mailto addresses");
const plain = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

const header = z.strictObject({
  type: z.literal("header"),
  text: plain(limits.header),
  block_id: id.optional(),
});
const section = z
  .strictObject({
    type: z.literal("section"),
    text: z.union([plain(limits.text), mrkdwn(limits.text)]).optional(),
    fields: z
      .array(z.union([plain(limits.field), mrkdwn(limits.field)]))
      .min(1)
      .max(limits.fields)
      .optional(),
    block_id: id.optional(),
  })
  .refine((block) => block.text || block.fields, "a section needs text or fields");
const context = z.strictObject({
  type: z.literal("context"),
  elements: z
    .array(z.union([plain(limits.text), mrkdwn(limits.text)]))
    .min(1)
    .max(limits.contextElements),
  block_id: id.optional(),
});
const divider = z.strictObject({ type: z.literal("divider"), block_id: id.optional() });
const image = z
  .strictObject({
    type: z.literal("image"),
    image_url: url.optional(),
    /** One of the app's own files, instead of an address. */
    slack_file: z.strictObject({ id: z.string().regex(/^F[A-Z0-9]+$/) }).optional(),
    alt_text: z.string().min(1).max(limits.alt),
    title: plain(2000).optional(),
    block_id: id.optional(),
  })
  .refine(
    (block) => (block.image_url === undefined) !== (block.slack_file === undefined),
    "an image needs an address or a file, and not both",
  );

const button = z.strictObject({
  type: z.literal("button"),
  text: plain(limits.buttonText),
  action_id: id,
  value: z.string().max(limits.buttonValue).optional(),
  url: url.optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().max(75).optional(),
});
const actions = z
  .strictObject({
    type: z.literal("actions"),
    elements: z.array(button).min(1).max(limits.actions),
    block_id: id.optional(),
  })
  .refine(
    ({ elements }) => new Set(elements.map((one) => one.action_id)).size === elements.length,
    "an action_id appears twice in one actions block",
  );

const style = z
  .strictObject({ bold: z.boolean().optional(), italic: z.boolean().optional() })
  .optional();
const runs = z
  .array(
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("text"), text: z.string().min(1).max(limits.text), style }),
      z.strictObject({
        type: z.literal("link"),
        url,
        text: z.string().min(1).max(limits.text).optional(),
        style,
      }),
    ]),
  )
  .min(1);
const richSection = z.strictObject({ type: z.literal("rich_text_section"), elements: runs });
const richText = z.strictObject({
  type: z.literal("rich_text"),
  elements: z
    .array(
      z.discriminatedUnion("type", [
        richSection,
        z.strictObject({ type: z.literal("rich_text_quote"), elements: runs }),
        z.strictObject({ type: z.literal("rich_text_preformatted"), elements: runs }),
        z.strictObject({
          type: z.literal("rich_text_list"),
          style: z.enum(["bullet", "ordered"]),
          elements: z.array(richSection).min(1),
        }),
      ]),
    )
    .min(1),
  block_id: id.optional(),
});

const table = z.strictObject({
  type: z.literal("table"),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(["left", "center", "right"]).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(limits.tableColumns)
    .optional(),
  rows: z
    .array(
      z
        .array(z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }))
        .min(1)
        .max(limits.tableColumns),
    )
    .min(1)
    .max(limits.tableRows)
    .refine(
      (rows) => rows.flat().reduce((sum, cell) => sum + cell.text.length, 0) <= limits.tableText,
      `more than ${limits.tableText} characters in one table`,
    ),
  block_id: id.optional(),
});

const block = z.discriminatedUnion("type", [
  header,
  section,
  context,
  divider,
  image,
  actions,
  richText,
  table,
]);

const message = z.strictObject({
  text: z.string().min(1).max(4000),
  blocks: z.array(block).min(1).max(limits.blocks),
  metadata: z
    .strictObject({
      event_type: z.string().min(1).max(255),
      event_payload: z.strictObject({ delivery_id: z.string().min(1) }),
    })
    .optional(),
});

/** One Block Kit block of the kinds we send. */
export type SlackBlock = z.infer<typeof block>;
/** A run of literal text or a link inside a rich_text block. */
export type SlackRun = z.infer<typeof runs>[number];
/** What chat.postMessage is given, besides where to post. */
export type SlackMessage = z.infer<typeof message>;

/**
 * What a block counts towards Slack's total of about 13,200. The rule is undocumented: in the
 * measurements of github.com/slackapi/bolt-js/issues/2509 a bare divider costs 125, and in 2867
 * the containers of rich_text count too, so we count the JSON and 107 for each block.
 */
export function weight(one: SlackBlock): number {
  return JSON.stringify(one).length + 107;
}

/** What Slack would refuse in a message, one line each; empty means it may be sent. */
export function checkSlack(candidate: unknown): string[] {
  const parsed = message.safeParse(candidate);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  }
  const { blocks } = parsed.data;
  const problems: string[] = [];
  const total = blocks.reduce((sum, one) => sum + weight(one), 0);
  if (total > limits.total) problems.push(`blocks: ${total} of ${limits.total} characters`);
  if (blocks.filter((one) => one.type === "table").length > 1) {
    problems.push("blocks: more than one table");
  }
  const ids = blocks.flatMap((one) => one.block_id ?? []);
  if (new Set(ids).size !== ids.length) problems.push("blocks: a block_id appears twice");
  return problems;
}
