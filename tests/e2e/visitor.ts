import type { PlaygroundItem, PlaygroundPerson } from "../../src/bots/playground/host.ts";
import { until } from "./stand.ts";

/** What a page is told by its event stream. */
interface Told {
  type: "progress" | "changed" | "draft";
  callId?: string;
  stage?: string;
  title?: string;
  detail?: string;
  deliveryId?: string;
  status?: string;
  text?: string;
}

/** Somebody in the playground, doing over HTTP what the page does. */
export interface Visitor {
  person: PlaygroundPerson;
  told: Told[];
  items(): Promise<PlaygroundItem[]>;
  drop(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string>;
  say(threadId: string | null, text: string): Promise<Response>;
  press(deliveryId: string, actionId: string, value?: string): Promise<Response>;
  /** The first message of the coach that fits, waited for. */
  message(
    what: string,
    fits: (item: PlaygroundItem, all: PlaygroundItem[]) => boolean,
  ): Promise<PlaygroundItem>;
  /** Does something and returns the coach's next message in that thread. */
  answerTo(threadId: string, act: () => Promise<Response>): Promise<PlaygroundItem>;
  leave(): void;
}

export async function people(url: string): Promise<PlaygroundPerson[]> {
  return (await (await fetch(`${url}/playground/api/people`)).json()) as PlaygroundPerson[];
}

/** Opens the playground as one of the people there, event stream and all. */
export async function visit(url: string, firstName: string): Promise<Visitor> {
  const person = (await people(url)).find((one) => one.name.startsWith(firstName));
  if (!person) throw new Error(`Nobody here is called ${firstName}.`);
  const api = `${url}/playground/api`;
  const query = new URLSearchParams({ person: person.id });
  const leaving = new AbortController();
  const told: Told[] = [];
  await listen(`${api}/events?${query}`, leaving.signal, told);
  const post = (path: string, body: object) =>
    fetch(`${api}/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ person: person.id, ...body }),
    });
  const items = async () =>
    (await (await fetch(`${api}/conversation?${query}&place=dm`)).json()) as PlaygroundItem[];
  const message: Visitor["message"] = (what, fits) =>
    until(what, async () => {
      const all = await items();
      return all.find((item) => item.from.kind === "coach" && fits(item, all));
    });
  return {
    person,
    told,
    items,
    message,
    drop: async (name, content) => {
      const body = new FormData();
      body.append("file", new Blob([content]), name);
      const response = await fetch(`${api}/drop?${query}`, { method: "POST", body });
      if (response.status !== 202) throw new Error(await response.text());
      return ((await response.json()) as { callId: string }).callId;
    },
    say: (threadId, text) => post("say", { place: "dm", threadId, text }),
    press: (deliveryId, actionId, value = "") =>
      post("act", { deliveryId, actionId, value, look: "slack" }),
    answerTo: async (threadId, act) => {
      const known = new Set((await items()).map(({ id }) => id));
      const response = await act();
      if (response.status !== 202) throw new Error(await response.text());
      return await message(
        "an answer in the thread",
        (item) => item.threadId === threadId && !known.has(item.id),
      );
    },
    leave: () => leaving.abort(),
  };
}

async function listen(url: string, signal: AbortSignal, told: Told[]): Promise<void> {
  const response = await fetch(url, { signal });
  const stream = response.body?.pipeThrough(new TextDecoderStream());
  if (!stream) throw new Error("The event stream has no body.");
  void (async () => {
    let rest = "";
    for await (const chunk of stream) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines)
        if (line.startsWith("data: ")) told.push(JSON.parse(line.slice(6)) as Told);
    }
  })().catch(() => undefined);
}

/** The buttons of a message, as Slack got them. */
export function buttonsOf(item: PlaygroundItem): { id: string; label: string; value: string }[] {
  const blocks = (item.slack?.blocks ?? []) as {
    type: string;
    elements?: { action_id: string; value?: string; text: { text: string } }[];
  }[];
  return blocks
    .filter((block) => block.type === "actions")
    .flatMap((block) => block.elements ?? [])
    .map(({ action_id, value = "", text }) => ({
      id: action_id,
      label: text.text,
      value: value.slice(value.indexOf("|") + 1),
    }));
}
