import { pathToFileURL } from "node:url";
import { SAMPLES } from "../sample-messages.ts";
import { type FakeHost, fakeHost } from "./fake-host.ts";
import { servePlayground } from "./serve.ts";

/** A host with something of everything, for looking at the page by hand. */
export function furnishedHost(): FakeHost {
  const host = fakeHost();
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  for (const [index, name] of ["debrief", "hostile markup", "fifty deals"].entries()) {
    const message = SAMPLES[name];
    if (message) host.post("ines", "dm", `sample-${index}`, message, minutesAgo(1600 - index * 60));
  }
  host.post(
    "ines",
    "dm",
    "follow-up",
    {
      summary: "You stayed with the question on today's call.",
      blocks: [
        { type: "heading", text: "Following up: Kestrel Freight, 22 min" },
        {
          type: "text",
          text: [
            "You meant to ask who else decides. At ",
            { text: "09:41", link: "https://example.com" },
            " you did, and ",
            { text: "he named the plant director", bold: true },
            ".",
          ],
        },
        {
          type: "facts",
          items: [
            { label: "Your share of the talk", value: "46 % (last six calls: 51 %)" },
            { label: "Next meeting", value: "Tue 24 Nov, 10:00" },
          ],
        },
        { type: "list", items: [["Plant director: signs above 40k"], ["Finance: hears it first"]] },
        { type: "text", text: ["How was that to ask?"] },
        { type: "divider" },
        { type: "note", text: ["Only you see this until tomorrow."] },
        {
          type: "actions",
          actions: [
            { id: "keep", label: "Keep this focus", value: "f1", style: "primary" },
            { id: "retire", label: "It is a habit now", value: "f1" },
            { id: "wrong", label: "Not a fair reading", value: "f1", style: "danger" },
          ],
        },
      ],
    },
    minutesAgo(20),
  );
  const first = host.items.ines?.[0];
  if (first) {
    host.items.ines?.push(
      {
        id: "said-a",
        threadId: first.id,
        at: minutesAgo(1590),
        from: { kind: "person", id: "ines", name: "Ines Carvalho" },
        text: "I thought she had moved on already.",
      },
      { ...first, id: "reply-a", threadId: first.id, at: minutesAgo(1588) },
    );
  }
  return host;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { url } = await servePlayground(furnishedHost());
  console.log(url);
}
