import type { PlaygroundItem, PlaygroundPerson } from "../host.ts";

export type Place = "dm" | "channel";
export type LookName = "slack" | "teams";

/** Where the page is mounted, e.g. "/playground". */
export function base(): string {
  return document.getElementById("root")?.dataset.base ?? "";
}

export function loadPeople(): Promise<PlaygroundPerson[]> {
  return ask("/api/people");
}

export function loadConversation(person: string, place: Place): Promise<PlaygroundItem[]> {
  return ask(`/api/conversation?${new URLSearchParams({ person, place })}`);
}

export function drop(person: string, file: File): Promise<{ callId: string }> {
  const body = new FormData();
  body.append("file", file, file.name);
  return ask(`/api/drop?${new URLSearchParams({ person })}`, { method: "POST", body });
}

export function say(body: {
  person: string;
  place: Place;
  threadId: string | null;
  text: string;
}): Promise<unknown> {
  return post("/api/say", body);
}

export function act(body: {
  person: string;
  deliveryId: string;
  actionId: string;
  value: string;
  look: LookName;
  /** What was filled in, when the button has a form. */
  fields?: Record<string, string>;
}): Promise<unknown> {
  return post("/api/act", body);
}

export function post(path: string, body: unknown): Promise<unknown> {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

export async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(base() + path, init).catch(() => {
    throw new Error("The server does not answer. Is it still running?");
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The server answered ${response.status}.`);
  return answer;
}

/** The sentence to show for a failure. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
