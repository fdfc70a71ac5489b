import { describe, expect, it } from "vitest";
import {
  advance,
  DIALOGUE_ACTIONS,
  DIALOGUE_STATES,
  readDrill,
  toneOf,
} from "../../src/coaching/dialogue.ts";

const reply = (text = "I thought they were fine with it.") => ({ type: "replied" as const, text });
const press = (action: (typeof DIALOGUE_ACTIONS)[number]) => ({ type: "pressed" as const, action });

describe("the talk about one debrief", () => {
  it("shows the evidence only after the answer, and keeps the answer", () => {
    expect(advance("asked", reply())).toEqual({
      state: "answered",
      say: "evidence-after-answer",
      keep: true,
    });
  });

  it("tells without an answer when asked to", () => {
    expect(advance("asked", press("just-tell-me"))).toMatchObject({
      state: "told",
      say: "evidence",
    });
    expect(advance("answered", press("just-tell-me")).state).toBe("answered");
  });

  it("shows the moment and what went well without moving on", () => {
    for (const state of DIALOGUE_STATES) {
      expect(advance(state, press("show-moment"))).toMatchObject({ state, say: "moment" });
      expect(advance(state, press("went-well"))).toMatchObject({ state, say: "went-well" });
    }
  });

  it("asks what is off when the reading is disputed, and closes on the answer", () => {
    const disputed = advance("asked", press("not-fair"));
    expect(disputed).toMatchObject({ state: "disputed", say: "ask-what-is-off" });
    expect(advance(disputed.state, reply("She was joking."))).toEqual({
      state: "closed",
      say: "dispute-noted",
      keep: true,
    });
  });

  it("practises with their line, and looks at what they typed", () => {
    const drill = advance("told", press("practise"));
    expect(drill).toMatchObject({ state: "practising", say: "drill" });
    expect(advance(drill.state, reply("What did that cost you?")).say).toBe("drill-looked-at");
    expect(advance("told", press("different-idea"))).toMatchObject({
      state: "practising",
      say: "ask-own-idea",
    });
  });

  it("closes with an agreement", () => {
    expect(advance("told", press("try-it"))).toMatchObject({ state: "closed", say: "agreed" });
  });

  it("thanks for a late word and stays where it was", () => {
    for (const state of ["answered", "told", "closed"] as const)
      expect(advance(state, reply())).toEqual({ state, say: "remark", keep: true });
  });

  it("answers every event in every state", () => {
    for (const state of DIALOGUE_STATES)
      for (const event of [reply(), ...DIALOGUE_ACTIONS.map(press)]) {
        const next = advance(state, event);
        expect(DIALOGUE_STATES).toContain(next.state);
        expect(next.keep).toBe(event.type === "replied");
      }
  });

  it("hears how an answer is meant", () => {
    expect(toneOf("Not sure, honestly")).toBe("unsure");
    expect(toneOf("I should’ve asked")).toBe("self-critical");
    expect(toneOf("That's not what she said")).toBe("disagrees");
    expect(toneOf("Time")).toBe("short");
    expect(toneOf("We had two minutes left and I wanted the demo booked")).toBe("explains");
  });

  it("sees in a practised line whether it asks, once, openly", () => {
    expect(readDrill("What did that cost you?")).toMatchObject({
      asks: true,
      questions: 1,
      open: true,
    });
    expect(readDrill("Was it bad?")).toMatchObject({ asks: true, open: false });
    expect(readDrill("What was it? And who?").questions).toBe(2);
    expect(readDrill("We can fix that.")).toMatchObject({ asks: false, questions: 0 });
  });
});
