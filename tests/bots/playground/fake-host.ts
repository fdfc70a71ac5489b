import type {
  PlaygroundEvent,
  PlaygroundHost,
  PlaygroundItem,
  PlaygroundPerson,
} from "../../../src/bots/playground/host.ts";
import { renderForAll } from "../../../src/bots/rendered.ts";
import { CoachError } from "../../../src/errors.ts";
import type { Message } from "../../../src/messages/message.ts";

const PEOPLE: PlaygroundPerson[] = [
  { id: "ines", name: "Ines Carvalho", role: "rep", about: "Mid-market, fourth month" },
  { id: "tomasz", name: "Tomasz Wrona", role: "rep", about: "Enterprise, three years" },
  { id: "ruth", name: "Ruth Adeyemi", role: "manager", about: "Leads both of them" },
];

/** A host in memory, with what was done to it to look at. */
export interface FakeHost extends PlaygroundHost {
  items: Record<string, PlaygroundItem[]>;
  acts: unknown[][];
  says: unknown[][];
  drops: { person: string; name: string; size: number }[];
  listeners: Set<(event: PlaygroundEvent) => void>;
  emit(event: PlaygroundEvent): void;
  post(person: string, place: "dm" | "channel", id: string, message: Message, at?: string): void;
}

export function fakeHost(): FakeHost {
  const items: Record<string, PlaygroundItem[]> = {};
  const listeners = new Set<(event: PlaygroundEvent) => void>();
  const host: FakeHost = {
    items,
    acts: [],
    says: [],
    drops: [],
    listeners,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    post(person, place, id, message, at = new Date().toISOString()) {
      const { text, slack, teams } = renderForAll(message, { deliveryId: id });
      const key = place === "dm" ? person : "channel";
      items[key] = [
        ...(items[key] ?? []),
        { id, threadId: null, at, from: { kind: "coach" }, text, slack, teams },
      ];
      host.emit({ type: "changed" });
    },
    people: async () => PEOPLE,
    async conversation(person, place) {
      if (!PEOPLE.some(({ id }) => id === person)) {
        throw new CoachError("not-found", "There is no such person here.");
      }
      return items[place === "dm" ? person : "channel"] ?? [];
    },
    async drop(person, file) {
      host.drops.push({ person, name: file.name, size: file.bytes.length });
      if (file.bytes.length === 0) throw new CoachError("bad-input", "The file is empty.");
      return { callId: "call-1" };
    },
    async say(person, place, threadId, text) {
      host.says.push([person, place, threadId, text]);
      const { name = person } = PEOPLE.find(({ id }) => id === person) ?? {};
      const key = place === "dm" ? person : "channel";
      const said: PlaygroundItem = {
        id: `said-${host.says.length}`,
        threadId,
        at: new Date().toISOString(),
        from: { kind: "person", id: person, name },
        text,
      };
      items[key] = [...(items[key] ?? []), said];
      host.emit({ type: "changed" });
    },
    async act(person, deliveryId, actionId, value, look) {
      host.acts.push([person, deliveryId, actionId, value, look]);
      const item = items[person]?.find(({ id }) => id === deliveryId);
      if (!item) throw new CoachError("not-found", "This message is no longer there.");
      items[person] = (items[person] ?? []).map((one) =>
        one.id === deliveryId ? { ...one, answered: actionId } : one,
      );
      host.emit({ type: "changed" });
    },
    subscribe(_person, listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return host;
}
