import { DateTime } from "luxon";
import type { Memory, MemoryBank } from "../../memory/memory.ts";
import { MEMORIES_SHOWN, memoriesMessage, type ShownMemory } from "../../messages/memory.ts";
import type { Message } from "../../messages/message.ts";
import type { PersonRow } from "../../store/people.ts";

/** What a person told the coach, in the order in which it is shown; the rest follows by day. */
const OWN_KINDS = ["note", "reflection", "intention", "practice", "dispute"];

const SORTS: Record<string, string> = {
  note: "You asked me to keep this",
  reflection: "You said this",
  intention: "You set this out",
  practice: "You practised this",
  dispute: "You said what I got wrong",
  behaviour: "Seen on a call",
  objection: "Heard on a call",
  commitment: "Said on a call",
  question: "Asked on a call",
  coaching: "Seen after coaching",
  advice: "Seen after coaching",
  way: "Seen after coaching",
  forecast: "Read from the forecast",
  ramp: "From your ramp plan",
};

/** More of one person than anybody reads; the page and the export hold all. */
const MOST = 2000;
const ADDS = 4;

/** Everything about a person, their own words first, newest first. */
export async function memoriesOf(bank: MemoryBank, personId: string): Promise<Memory[]> {
  const all = await bank.about(personId, { limit: MOST });
  const rank = ({ kind }: Memory) => (OWN_KINDS.includes(kind) ? 0 : 1);
  return all.toSorted((a, b) => rank(a) - rank(b));
}

/** "What do you remember about me?", from one memory on. */
export async function aboutMe(
  bank: MemoryBank,
  person: PersonRow,
  from: number,
  scene: { publicUrl: string; zone: string; page: string | null },
): Promise<Message> {
  const all = await memoriesOf(bank, person.id);
  const observed =
    from > 0
      ? []
      : await bank.observations({ reader: { personId: person.id }, personId: person.id });
  return memoriesMessage({
    memories: all.slice(from, from + MEMORIES_SHOWN).map((one) => shownMemory(one, scene)),
    ...{ total: all.length, from, page: scene.page },
    // What is seen once adds up to nothing yet.
    adds: observed
      .filter(({ seen, missed }) => seen + missed > 1)
      .slice(0, ADDS)
      .map(({ statement }) => statement),
  });
}

/** A memory in the words its person reads. */
export function shownMemory(
  memory: Memory,
  { publicUrl, zone }: { publicUrl: string; zone: string },
): ShownMemory {
  const { documentId: id, text, kind, at, audience, callId, source, disputed } = memory;
  const own = OWN_KINDS.includes(kind);
  const turn = source.turn === undefined ? "" : `#turn-${source.turn}`;
  const title = source.title ?? (callId ? "the call" : null);
  return {
    ...{ id, text, disputed, own, shared: own && audience === "team" },
    sort: source.corrected ? "In your own words" : (SORTS[kind] ?? "Kept"),
    on: at ? DateTime.fromJSDate(at).setZone(zone).toFormat("d LLLL yyyy") : null,
    from: title ? { title, link: callId ? `${publicUrl}/calls/${callId}${turn}` : null } : null,
    seenBy:
      audience === "private"
        ? own
          ? "only you see it"
          : "only you see it today"
        : audience === "team"
          ? "you and your manager"
          : "everybody here",
  };
}
