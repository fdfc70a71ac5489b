import { placeOf } from "../calls/clock-time.ts";
import type { CallDebrief, DebriefMoment } from "../coaching/call-debrief.ts";
import { type AnswerTone, readDrill, toneOf } from "../coaching/dialogue.ts";
import type { Action, Block, Message, Span } from "./message.ts";

/** What a debrief's messages need to know besides the debrief. */
export interface DebriefScene {
  /** "Fernhill Dairies, discovery": what the rep calls this call. */
  title: string;
  minutes: number | null;
  /** Opens the recording at a moment, else the transcript page at its turn. */
  linkTo(spot: { turn: number; atMs: number | null }): string;
  /** Opens another call of the same rep. */
  callLink?(callId: string): string;
  /** Who else can see this, as one plain clause. */
  audience: string;
  /** One quiet line about how this was written, when there is something to say. */
  note: string | null;
  /** One number that stands out from the rep's own earlier calls, told without praise or blame. */
  unusual?: string | null;
}

const ACTIONS = {
  "show-moment": { id: "show-moment", label: "Show me the moment" },
  "just-tell-me": { id: "just-tell-me", label: "Just tell me" },
  practise: { id: "practise", label: "Practise for two minutes" },
  "not-fair": { id: "not-fair", label: "Not a fair reading" },
  "went-well": { id: "went-well", label: "What went well" },
  "try-it": { id: "try-it", label: "I'll try it", style: "primary" },
  "different-idea": { id: "different-idea", label: "Different idea" },
} as const satisfies Record<string, Action>;

const actions = (...names: (keyof typeof ACTIONS)[]): Block => ({
  type: "actions",
  actions: names.map((name) => ({ ...ACTIONS[name] })),
});

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (...spans: Span[]): Block => ({ type: "note", text: spans });

function quoteBlock(moment: DebriefMoment, scene: DebriefScene): Block {
  return {
    type: "quote",
    // The same words, written as a sentence: a quote may begin after an "um".
    text: moment.quote.charAt(0).toUpperCase() + moment.quote.slice(1),
    speaker: moment.speaker,
    at: placeOf(moment),
    link: scene.linkTo(moment),
  };
}

/** The first thing a rep sees: which call, one moment, one question. */
export function openingMessage(debrief: CallDebrief, scene: DebriefScene): Message {
  const length = scene.minutes === null ? "" : `, ${scene.minutes} min`;
  const remembered = shownMemory(debrief);
  return {
    summary: debrief.question.text,
    blocks: [
      text({ text: `${scene.title}${length}`, bold: true }, ` · ${scene.audience}`),
      ...opensWith(debrief),
      text(debrief.question.text),
      ...(remembered ? [whereFrom(remembered, scene)] : []),
      ...(scene.note ? [note(scene.note)] : []),
      actions("show-moment", "just-tell-me", "practise", "not-fair"),
    ],
  };
}

/** Where remembered words are from, and how to see or remove what else is kept. */
function whereFrom({ callId }: { callId: string | null }, scene: DebriefScene): Block {
  const link = callId ? scene.callLink?.(callId) : undefined;
  return note(
    "Your own words, ",
    link ? { text: "from our talk about that call", link } : "from our talk then",
    ". “What do you remember about me?” shows them all, to correct or remove.",
  );
}

/** The moment in its surroundings: who said what, with links. */
export function momentMessage(
  debrief: CallDebrief,
  scene: DebriefScene,
  around: { speaker: string; turn: number; atMs: number | null; text: string }[],
): Message {
  return {
    summary: `${debrief.question.moment.speaker} at ${placeOf(debrief.question.moment)}: “${debrief.question.moment.quote}”`,
    blocks: [
      ...around.map(
        (turn): Block => ({
          type: "quote",
          text: turn.text,
          speaker: turn.speaker,
          at: placeOf(turn),
          link: scene.linkTo(turn),
        }),
      ),
      note({ text: "Open it in the call", link: scene.linkTo(debrief.question.moment) }),
    ],
  };
}

/** One look back at most before the question: their own words where there are some, and what came of it. */
function opensWith(debrief: CallDebrief): Block[] {
  const { followedUp } = debrief;
  const remembered = shownMemory(debrief);
  if (!remembered) return followedUp?.opens ? [text(followedUp.line)] : [];
  const came = followedUp?.opens ? cameOfIt(followedUp.line) : null;
  return [text([remembered.line, came].filter(Boolean).join(" "))];
}

/** What they said, unless it is only that they agreed: a look back says that by itself. */
function shownMemory({ followedUp, remembered }: CallDebrief) {
  return remembered && !(followedUp?.opens && /\byou set out to\b/.test(remembered.line))
    ? remembered
    : null;
}

/** "On 3 March we spoke about this: …. Here is where it happened.": the end of it. */
function cameOfIt(line: string): string | null {
  const [, ...rest] = line.split(". ");
  return rest.length > 0 ? rest.join(". ") : null;
}

/** What came of an earlier resolution, where the question was about something else. */
function lookBack({ followedUp }: CallDebrief): Block[] {
  return followedUp && !followedUp.opens ? [text(followedUp.line)] : [];
}

const THANKS: Record<AnswerTone, string> = {
  unsure: "That's an honest place to start.",
  "self-critical": "You saw it yourself, which is most of it.",
  disagrees: "You were there and I only have the words, so weigh this accordingly.",
  short: "Thanks.",
  explains: "Thanks, that's how it looked from your chair.",
};

/** What the coach saw and one line to try. After an answer it says so first. */
export function evidenceMessage(
  debrief: CallDebrief,
  scene: DebriefScene,
  answer: string | null,
): Message {
  const opportunity = debrief.opportunity;
  const thanks = answer === null ? [] : [text(THANKS[toneOf(answer)])];
  if (!opportunity) {
    const well = debrief.wentWell[0];
    return {
      summary: well?.why ?? debrief.skill,
      blocks: [
        ...thanks,
        ...(well ? [quoteBlock(well.moment, scene), text(well.why)] : []),
        ...lookBack(debrief),
        text({ text: "To practise: ", bold: true }, debrief.practice),
        note(`${debrief.followUp.what} Worth a look back on ${day(debrief.followUp.on)}.`),
        ...(scene.unusual ? [note(scene.unusual)] : []),
        actions("try-it", "went-well", "not-fair"),
      ],
    };
  }
  const other = debrief.question.credited
    ? [text("One thing from the same call:"), quoteBlock(opportunity.moment, scene)]
    : [];
  return {
    summary: `Words to try: ${opportunity.tryInstead}`,
    blocks: [
      ...thanks,
      ...other,
      text(opportunity.whatHappened),
      text("Words to try: ", { text: `“${opportunity.tryInstead}”`, italic: true }),
      text(opportunity.whyItMatters),
      ...(debrief.byTenure ? [text(debrief.byTenure)] : []),
      ...lookBack(debrief),
      text({ text: "To practise: ", bold: true }, debrief.practice),
      note(`${debrief.followUp.what} Worth a look back on ${day(debrief.followUp.on)}.`),
      ...(scene.unusual ? [note(scene.unusual)] : []),
      actions("try-it", "practise", "went-well", "different-idea"),
    ],
  };
}

/** At most two moments, each with the technique in it. */
export function wentWellMessage(debrief: CallDebrief, scene: DebriefScene): Message {
  if (debrief.wentWell.length === 0) {
    return {
      summary: "Nothing on this call stood out clearly enough to point at.",
      blocks: [
        text(
          "Nothing on this call stood out clearly enough for me to point at with a quote. That says as much about what I can see as about the call.",
        ),
      ],
    };
  }
  return {
    summary: debrief.wentWell[0]?.why ?? "",
    blocks: debrief.wentWell.flatMap((well) => [quoteBlock(well.moment, scene), text(well.why)]),
  };
}

/** Two minutes of practice: the buyer's own line, and the rep's turn. */
export function drillMessage(debrief: CallDebrief, scene: DebriefScene): Message {
  const opportunity = debrief.opportunity;
  const cue =
    opportunity?.moment.side === "buyer"
      ? opportunity.moment
      : (opportunity?.response ?? debrief.question.moment);
  return {
    summary: "Your turn: what would you say to that?",
    blocks: [
      text({ text: `You are back in the call. ${cue.speaker} says:`, bold: false }),
      quoteBlock(cue, scene),
      text(
        "Type what you would say, as you would say it aloud. I look at one thing: ",
        {
          text: lowerFirst(debrief.skill.split(": ").at(-1) ?? debrief.skill),
          italic: true,
        },
        ".",
      ),
      note("Practice stays between us."),
    ],
  };
}

/** What can be seen in the practised line; no grade. */
export function drillReadingMessage(debrief: CallDebrief, line: string): Message {
  const reading = readDrill(line);
  const seen = !reading.asks
    ? "That one tells rather than asks. Try it once more as a question about what they just said."
    : reading.questions > 1
      ? "Two questions in one breath: they will answer the easier one. Which of the two do you want?"
      : reading.words > 25
        ? `It asks, and it is ${reading.words} words long. Can you say it in fifteen?`
        : reading.open
          ? "One open question, short enough to say in a breath. That is the whole move."
          : "It asks, and it can be answered with a yes. What would make them explain instead?";
  return {
    summary: seen,
    blocks: [
      text(seen),
      ...(debrief.opportunity
        ? [text("For comparison: ", { text: `“${debrief.opportunity.tryInstead}”`, italic: true })]
        : []),
      actions("try-it", "practise", "went-well"),
    ],
  };
}

/** Disputed: the coach asks what it got wrong. */
export function disputeMessage(): Message {
  return {
    summary: "What did I get wrong?",
    blocks: [
      text("Understood. I've set this reading aside, and it will not be counted anywhere."),
      text("What did I get wrong?"),
      note("One line is enough. It helps me read your calls better."),
    ],
  };
}

export function disputeNotedMessage(): Message {
  return {
    summary: "Noted, in your words.",
    blocks: [text("Noted, in your words. I won't bring this moment up again.")],
  };
}

export function agreedMessage(debrief: CallDebrief): Message {
  return {
    summary: "Kept as what you set out to try.",
    blocks: [
      text(
        `Good. I've kept it as what you set out to try. ${debrief.followUp.what} Worth a look back on ${day(debrief.followUp.on)}.`,
      ),
    ],
  };
}

export function ownIdeaMessage(): Message {
  return {
    summary: "What would you say instead?",
    blocks: [text("You know the buyer. What would you say instead, in your words?")],
  };
}

function day(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${iso}T00:00:00Z`));
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
