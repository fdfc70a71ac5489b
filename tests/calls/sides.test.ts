import { describe, expect, it } from "vitest";
import type { Participant, Transcript } from "../../src/calls/call.ts";
import { resolveSides } from "../../src/calls/sides.ts";

const NOTHING = { roster: [] };

function call(
  people: (string | Partial<Participant>)[],
  turns: [number, string][] = [],
): Transcript {
  const participants = people.map(
    (person, at): Participant => ({
      id: `p${at}`,
      name: "",
      side: null,
      ...(typeof person === "string" ? { name: person } : person),
    }),
  );
  return {
    title: "",
    startedAt: null,
    participants,
    turns: turns.map(([who, text]) => ({ speaker: `p${who}`, startMs: null, endMs: null, text })),
  };
}

const sides = (transcript: Transcript, known: Parameters<typeof resolveSides>[1]) =>
  resolveSides(transcript, known).participants.map(({ side, sideFrom }) => [
    side,
    sideFrom ?? null,
  ]);

describe("sides", () => {
  it("keeps what was given", () => {
    const { rep, participants } = resolveSides(
      call([
        { name: "Maya", side: "rep" },
        { name: "Tom", side: "buyer" },
      ]),
      NOTHING,
    );
    expect(rep?.name).toBe("Maya");
    expect(participants.map((person) => person.sideFrom)).toEqual(["given", "given"]);
  });

  it("lets a named rep win and makes everybody else a buyer who is not ours", () => {
    const transcript = call([
      "Maya Okafor",
      "Tom Reyes",
      "Ada Lindt",
      { name: "Sam", email: "sam@tallyhouse.example" },
      "Fireflies Notetaker",
    ]);
    const known = {
      roster: [{ name: "Ada Lindt" }],
      ourDomains: ["tallyhouse.example"],
      repName: "maya",
    };
    expect(sides(transcript, known)).toEqual([
      ["rep", "given"],
      ["buyer", "given"],
      ["rep", "roster"],
      ["rep", "domain"],
      [null, null],
    ]);
    expect(resolveSides(transcript, known).rep?.name).toBe("Maya Okafor");
  });

  it("refuses a rep's name that fits nobody or several, and lists the names", () => {
    const transcript = call(["Maya Okafor", "Maya Lindt", "Tom Reyes"]);
    expect(() => resolveSides(transcript, { roster: [], repName: "Joe" })).toThrow(
      'Nobody on this call is called "Joe"; choose one of: Maya Okafor, Maya Lindt, Tom Reyes',
    );
    expect(() => resolveSides(transcript, { roster: [], repName: "Maya" })).toThrow(
      'Several people on this call are called "Maya": Maya Okafor, Maya Lindt; give the full name',
    );
    expect(resolveSides(transcript, { roster: [], repName: "MAYA LINDT" }).rep?.id).toBe("p1");
  });

  it("finds our people by address, by full name without accents, and by an unambiguous first name", () => {
    const roster = [
      { name: "Maya Okafor", email: "maya@tallyhouse.example" },
      { name: "José Lindt" },
      { name: "Sam Reyes" },
    ];
    expect(
      sides(call([{ name: "M.", email: "maya@tallyhouse.example" }, "jose lindt", "Sam", "Bo"]), {
        roster,
      }),
    ).toEqual([
      ["rep", "roster"],
      ["rep", "roster"],
      ["rep", "roster"],
      ["buyer", "roster"],
    ]);
  });

  it("leaves an ambiguous first name, or a namesake with another address, unmatched", () => {
    const roster = [
      { name: "Sam Reyes", email: "sam@tallyhouse.example" },
      { name: "Sam Lindt", email: "s.lindt@tallyhouse.example" },
    ];
    const { participants, notes } = resolveSides(call(["Sam", "Bo"]), { roster });
    expect(participants.map((person) => person.side)).toEqual([null, null]);
    expect(notes[0]).toBe("Sam could be more than one person and was not matched.");
    expect(
      sides(call([{ name: "Sam Reyes", email: "sam@buyer.example" }, "Bo"]), { roster })[0],
    ).toEqual(["buyer", "domain"]);
  });

  it("reads the company behind a name, and keeps colleagues on one side", () => {
    expect(
      sides(call(["Maya (Tallyhouse)", "Ada | Tallyhouse", "Tom (Northbeam)"]), {
        roster: [],
        ourDomains: ["tallyhouse.example"],
      }),
    ).toEqual([
      ["rep", "name"],
      ["rep", "name"],
      ["buyer", "name"],
    ]);
    expect(sides(call(["Sales Rep", "Customer"]), NOTHING)).toEqual([
      ["rep", "name"],
      ["buyer", "name"],
    ]);
  });

  it("goes by what was said only when the difference is clear, and says that it did", () => {
    const selling: [number, string][] = [
      [0, "Thanks for joining. What brought you to us?"],
      [1, "We currently use spreadsheets. How much does it cost?"],
      [0, "We help teams like yours; let me walk you through our pricing."],
      [1, "I need to check with my boss. Can you send me something?"],
    ];
    const { rep, participants, notes } = resolveSides(call(["Ann", "Bo"], selling), NOTHING);
    expect(rep?.name).toBe("Ann");
    expect(participants.map((person) => person.sideFrom)).toEqual(["speech", "speech"]);
    expect(notes[0]).toContain("Ann was taken for the rep by what was said");
    const chatting: [number, string][] = [
      [0, "How was your weekend?"],
      [1, "Lovely, we went to our product fair."],
    ];
    expect(sides(call(["Ann", "Bo"], chatting), NOTHING)).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it("takes the one of ours who speaks most for the rep", () => {
    const transcript = call(
      ["Ada", "Maya", "Tom"],
      [
        [0, "Hello."],
        [1, "Let us begin with what you wrote to me."],
      ],
    );
    const known = { roster: [{ name: "Ada" }, { name: "Maya" }] };
    expect(resolveSides(transcript, known).rep?.name).toBe("Maya");
    expect(resolveSides(transcript, NOTHING).rep).toBeNull();
  });

  it("changes nothing in the transcript it was given", () => {
    const transcript = call(["Maya", "Tom"]);
    resolveSides(transcript, { roster: [], repName: "Maya" });
    expect(transcript.participants[0]?.side).toBeNull();
  });
});
