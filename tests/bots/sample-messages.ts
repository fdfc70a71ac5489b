import fc from "fast-check";
import type { Block, Message, Span } from "../../src/messages/message.ts";

const name = "Ottoline Featherstonehaugh-Cholmondeley ".repeat(5);
const hostile =
  "<!channel> <@U012AB3CD> <#C024BE7LR|general> *bold* _it_ ~no~ `code` [x](javascript:alert(1)) **b** <b>tag</b> &amp; :tada: {{DATE(2020-01-01T00:00:00Z,SHORT)}}";

/** Message trees of the kinds the coach sends, and the ones that break careless renderers. */
export const SAMPLES: Record<string, Message> = {
  debrief: {
    summary: "A question about your call with Brightwater.",
    blocks: [
      { type: "heading", text: "Discovery with Brightwater, 31 min" },
      { type: "note", text: ["Only you see this until tomorrow."] },
      {
        type: "quote",
        text: "Honestly, we gave up on fixing the hand-over.",
        speaker: "Mara Lindqvist",
        at: "12:07",
        link: "https://recorder.example/calls/7?t=727",
      },
      {
        type: "text",
        text: ["What made you move to ", { text: "the integrations", bold: true }, " right then?"],
      },
      {
        type: "actions",
        actions: [
          { id: "show-moment", label: "Show me the moment", value: "m1", style: "primary" },
          { id: "just-tell-me", label: "Just tell me", value: "m1" },
          { id: "open-call", label: "Open the call", url: "https://coach.example/calls/7" },
        ],
      },
    ],
  },
  "fifty deals": {
    summary: "Fifty open deals.",
    blocks: [
      { type: "heading", text: "Open deals" },
      {
        type: "table",
        columns: ["Deal", "Stage", "Amount", "Closes", "Next step"],
        rows: Array.from({ length: 50 }, (_, index) => [
          `Account number ${index}`,
          "Proposal",
          `${index + 10},000`,
          "30 Nov",
          "Call with the finance lead",
        ]),
      },
      {
        type: "list",
        items: Array.from({ length: 50 }, (_, index) => [
          { text: `Account number ${index}`, bold: true },
          `, ${index + 10}k, in Proposal for ${index} days, closes 30 Nov`,
        ]),
      },
      { type: "actions", actions: [{ id: "upside", label: "Move to upside", value: "d1" }] },
    ],
  },
  "long names": {
    summary: name.repeat(20),
    blocks: [
      { type: "heading", text: name },
      { type: "quote", text: name.repeat(80), speaker: name, at: "1:02:03" },
      { type: "facts", items: Array.from({ length: 23 }, () => ({ label: name, value: name })) },
      { type: "actions", actions: [{ id: "a", label: name, value: "v".repeat(1900) }] },
    ],
  },
  "emoji and right-to-left": {
    summary: "👩🏽‍💻 שלום",
    blocks: [
      { type: "heading", text: "👩🏽‍💻".repeat(60) },
      {
        type: "text",
        text: ["שלום, ", { text: "مرحبا", bold: true, italic: true }, " 👋🏿 \u202eevil"],
      },
      { type: "quote", text: "זה עולה לנו 12,000 בשנה", speaker: "נועה", at: "04:10" },
    ],
  },
  "hostile markup": {
    summary: hostile,
    blocks: [
      { type: "heading", text: hostile },
      { type: "text", text: [hostile, { text: hostile, bold: true, link: "javascript:alert(1)" }] },
      { type: "text", text: [{ text: hostile, link: "https://example.com/?a=1&b=<x>|y" }] },
      { type: "quote", text: hostile, speaker: hostile, at: "00:01", link: "data:text/html,x" },
      { type: "list", items: [[hostile], [{ text: hostile, italic: true }]] },
      { type: "facts", items: [{ label: hostile, value: hostile }] },
      { type: "note", text: [hostile, { text: hostile, bold: true }] },
      { type: "table", columns: [hostile, "n"], rows: [[hostile, "1"]] },
      { type: "image", url: "javascript:alert(1)", alt: hostile },
      { type: "actions", actions: [{ id: "go", label: hostile, url: "javascript:alert(1)" }] },
    ],
  },
  "far too much": {
    summary: "Everything at once.",
    blocks: [
      ...Array.from(
        { length: 120 },
        (_, index): Block => ({
          type: "text",
          text: [`Paragraph ${index}. ${"Some words that fill a line. ".repeat(60)}`],
        }),
      ),
      { type: "table", columns: ["a", "b"], rows: Array.from({ length: 300 }, () => ["x", "1"]) },
      { type: "table", columns: ["c", "d"], rows: Array.from({ length: 300 }, () => ["y", "2"]) },
      {
        type: "actions",
        actions: Array.from({ length: 30 }, (_, index) => ({
          id: `b${index}`,
          label: `B ${index}`,
        })),
      },
    ],
  },
  "nothing but a long summary": { summary: "&<*x ".repeat(4000), blocks: [] },
  "nothing in it": {
    summary: "",
    blocks: [
      { type: "heading", text: " " },
      { type: "text", text: [] },
      { type: "list", items: [] },
      { type: "facts", items: [] },
      { type: "table", columns: [], rows: [] },
      { type: "actions", actions: [] },
      { type: "divider" },
    ],
  },
};

const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(hostile, name, "", " ", "\n", "a\u0000b", "\ud800"),
  fc.nat(9000).map((length) => "&<*x ".repeat(length / 5)),
);
const link = fc.constantFrom(
  "https://example.com/a?b=c&d=e|f",
  "http://localhost:3000/calls/1",
  "javascript:alert(1)",
  "/calls/1",
  `https://example.com/${"x".repeat(4000)}`,
);
const span: fc.Arbitrary<Span> = fc.oneof(
  words,
  fc.record(
    { text: words, bold: fc.boolean(), italic: fc.boolean(), link },
    { requiredKeys: ["text"] },
  ),
);
const rich = fc.array(span, { maxLength: 6 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant("heading" as const), text: words }),
  fc.record({ type: fc.constantFrom("text" as const, "note" as const), text: rich }),
  fc.record(
    { type: fc.constant("quote" as const), text: words, speaker: words, at: words, link },
    { requiredKeys: ["type", "text", "speaker", "at"] },
  ),
  fc.record({ type: fc.constant("list" as const), items: fc.array(rich, { maxLength: 30 }) }),
  fc.record({
    type: fc.constant("facts" as const),
    items: fc.array(fc.record({ label: words, value: words }), { maxLength: 25 }),
  }),
  fc.constant({ type: "divider" as const }),
  fc.record({ type: fc.constant("image" as const), url: link, alt: words }),
  fc.record({
    type: fc.constant("table" as const),
    columns: fc.array(words, { maxLength: 25 }),
    rows: fc.array(fc.array(words, { maxLength: 25 }), { maxLength: 15 }),
  }),
  fc.record({
    type: fc.constant("actions" as const),
    actions: fc.array(
      fc.record(
        {
          id: fc.oneof(fc.string({ maxLength: 5 }), words),
          label: words,
          value: words,
          style: fc.constantFrom("primary" as const, "danger" as const),
          url: link,
        },
        { requiredKeys: ["id", "label"] },
      ),
      { maxLength: 40 },
    ),
  }),
);

/** Any message tree at all. */
export const anyMessage: fc.Arbitrary<Message> = fc.record({
  summary: words,
  blocks: fc.array(block, { maxLength: 70, size: "max" }),
});
