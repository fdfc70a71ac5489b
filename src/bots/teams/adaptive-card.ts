import { z } from "zod";

/** Teams refuses messages of about 100 KB; the room above 80,000 bytes is for the envelope. */
export const CARD_BYTES = 80_000;
/** The verb with which a card asks for its newest state; no button of ours has that name. */
export const REFRESH = "coach/refresh";
/** Teams shows six actions of a set and hides the rest. */
export const SET_ACTIONS = 6;

const url = z
  .string()
  .max(3000)
  .regex(/^(?:https?|mailto):/, "only http, https and mailto addresses");
const words = z.string().min(1);
/** What every element may carry. */
const shared = {
  spacing: z.enum(["None", "Small", "Default", "Medium", "Large"]).optional(),
  separator: z.boolean().optional(),
};
const look = {
  size: z.enum(["Small", "Default", "Medium", "Large"]).optional(),
  weight: z.enum(["Default", "Bolder"]).optional(),
  isSubtle: z.boolean().optional(),
};

const openUrl = z.strictObject({ type: z.literal("Action.OpenUrl"), url });
const textRun = z.strictObject({
  type: z.literal("TextRun"),
  text: words,
  italic: z.boolean().optional(),
  selectAction: openUrl.optional(),
  ...look,
});
const richTextBlock = z.strictObject({
  type: z.literal("RichTextBlock"),
  inlines: z.array(textRun).min(1),
  ...shared,
});
const textBlock = z.strictObject({
  type: z.literal("TextBlock"),
  text: words,
  wrap: z.literal(true),
  style: z.enum(["default", "heading"]).optional(),
  ...look,
  ...shared,
});
const container = z.strictObject({
  type: z.literal("Container"),
  style: z.enum(["default", "emphasis"]).optional(),
  items: z.array(richTextBlock).min(1),
  ...shared,
});
const factSet = z.strictObject({
  type: z.literal("FactSet"),
  facts: z.array(z.strictObject({ title: words, value: words })).min(1),
  ...shared,
});
const image = z.strictObject({
  type: z.literal("Image"),
  url,
  altText: words,
  size: z.enum(["Auto", "Stretch"]).optional(),
  ...shared,
});
const table = z.strictObject({
  type: z.literal("Table"),
  columns: z
    .array(z.strictObject({ width: z.number().positive() }))
    .min(1)
    .max(20),
  rows: z
    .array(
      z.strictObject({
        type: z.literal("TableRow"),
        cells: z.array(
          z.strictObject({
            type: z.literal("TableCell"),
            items: z.array(richTextBlock).min(1),
          }),
        ),
      }),
    )
    .min(1),
  firstRowAsHeader: z.boolean(),
  showGridLines: z.boolean().optional(),
  ...shared,
});

const titled = {
  title: z.string().min(1).max(100),
  style: z.enum(["default", "positive", "destructive"]).optional(),
};
const actionSet = z.strictObject({
  type: z.literal("ActionSet"),
  actions: z
    .array(
      z.discriminatedUnion("type", [
        z.strictObject({
          type: z.literal("Action.Execute"),
          verb: z.string().min(1).max(255),
          data: z.strictObject({ deliveryId: z.string(), value: z.string().max(2000) }),
          ...titled,
        }),
        // Opens a dialog; only this kind of button can.
        z.strictObject({
          type: z.literal("Action.Submit"),
          data: z.strictObject({
            msteams: z.strictObject({ type: z.literal("task/fetch") }),
            actionId: z.string().min(1).max(255),
            deliveryId: z.string(),
            value: z.string().max(2000),
          }),
          ...titled,
        }),
        openUrl.extend(titled),
      ]),
    )
    .min(1)
    .max(SET_ACTIONS),
  ...shared,
});

const element = z.discriminatedUnion("type", [
  textBlock,
  richTextBlock,
  container,
  factSet,
  image,
  table,
  actionSet,
]);

/** Teams asks for the card again, as whoever looks at it, and shows what comes back. */
const refresh = z.strictObject({
  action: z.strictObject({
    type: z.literal("Action.Execute"),
    verb: z.literal(REFRESH),
    title: z.string(),
    data: z.strictObject({ deliveryId: z.string(), value: z.literal("") }),
  }),
});

const card = z.strictObject({
  type: z.literal("AdaptiveCard"),
  $schema: z.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
  version: z.literal("1.5"),
  fallbackText: words.max(1000),
  msteams: z.strictObject({ width: z.literal("Full") }).optional(),
  refresh: refresh.optional(),
  body: z.array(element).min(1),
});

/** One element of a card's body, of the kinds we send. */
export type CardElement = z.infer<typeof element>;
/** A run of literal text: Teams reads no Markdown in it. */
export type TextRun = z.infer<typeof textRun>;
/** An Adaptive Card 1.5, the newest version Teams shows everywhere. */
export type AdaptiveCard = z.infer<typeof card>;

/** What an element or a card counts towards Teams' limit, in bytes of UTF-8 JSON. */
export function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** What Teams would refuse or silently not show in a card, one line each; empty means it may be sent. */
export function checkTeams(candidate: unknown): string[] {
  const parsed = card.safeParse(candidate);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  }
  const problems: string[] = [];
  const size = bytes(candidate);
  if (size > CARD_BYTES) problems.push(`card: ${size} of ${CARD_BYTES} bytes`);
  for (const [index, part] of parsed.data.body.entries()) {
    if (part.type !== "Table") continue;
    if (part.rows.some((row) => row.cells.length !== part.columns.length)) {
      problems.push(`body.${index}: a row has not as many cells as the table has columns`);
    }
  }
  return problems;
}
