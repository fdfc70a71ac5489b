import type { GapSlot, QualificationSlot } from "../../calls/moment.ts";
import { checkLength, checkVoice } from "../guards.ts";
import { pick, type Variant, type Wordings } from "../wording/pick.ts";
import { STAGE_QUESTIONS, type StageQuestion } from "../wording/prep-questions.ts";
import { firstName, heardOn, isAmong, type PrepInput, stageFor } from "./account.ts";

const MOST = 3;
const SURE = 0.7;
const SAID_WORDS = 14;

/** What to ask: first what these calls left open, by name; then what the stage needs and nobody has said. */
export function questionsToAsk(input: PrepInput, wordings: Wordings): string[] {
  const known = knownSlots(input);
  const own = fromTheCalls(input, wordings);
  const stage = STAGE_QUESTIONS[stageFor(input)].filter(({ slot }) => !known.has(slot));
  const all = STAGE_QUESTIONS[stageFor(input)];
  const name = firstName(heardOn(input.calls)[0] ?? input.people[0]?.name ?? "");
  const worded = [...stage, ...all.filter((one) => !stage.includes(one))].map(
    ({ variants }: StageQuestion) => pick(wordings, variants, { name }),
  );
  // What this account left open comes first; one of the stage's own beside it, two where nothing is left.
  const stages = own.length > 0 ? 1 : MOST - 1;
  return [...new Set([...own.slice(0, MOST - 1), ...worded.slice(0, stages)])].slice(0, MOST);
}

const variants = (id: string, ...says: ((said: string) => string)[]): Variant<string>[] =>
  says.map((say, at) => ({ id: `prep-own-${id}-${at}`, say }));

const BODY = variants(
  "body",
  (body) => `What has ${body} sent back before, and why?`,
  (body) => `When does ${body} next look at things like this?`,
  (body) => `Who speaks for this in front of ${body}?`,
);
const PERSON = variants(
  "person",
  (person) => `What would ${person} want to see first?`,
  (person) => `What did ${person} last say no to?`,
);
const MONEY = variants(
  "money",
  (money) => `Who else has seen that ${money}?`,
  (money) => `How do you get to ${money}?`,
  (money) => `Whose budget carries that ${money} today?`,
  (money) => `What is in that ${money}, and what isn't?`,
);
const SEES = variants(
  "sees",
  (person) => `How does ${person} see it?`,
  (person) => `What does ${person} get out of it?`,
);

function knownSlots({ calls }: PrepInput): Set<GapSlot | QualificationSlot> {
  return new Set(
    calls.flatMap(({ moments }) =>
      moments.flatMap((moment) =>
        (moment.kind === "gap" || moment.kind === "qualification") &&
        moment.side === "buyer" &&
        moment.confidence >= SURE
          ? [moment.slot]
          : [],
      ),
    ),
  );
}

/** Questions that can only be about this account: names, sums and boards the buyer brought up. */
function fromTheCalls({ account, calls }: PrepInput, wordings: Wordings): string[] {
  const heard = heardOn(calls);
  const questions: string[] = [];
  for (const { ranked } of calls.slice(0, 2)) {
    for (const { kind, hooks } of ranked) {
      const { person, body, money, noun } = hooks;
      if (kind === "process-left-unasked" && body) questions.push(pick(wordings, BODY, body));
      else if (kind === "process-left-unasked" && person && !isAmong(person, heard))
        questions.push(pick(wordings, PERSON, person));
      else if (kind === "signal-talked-over" && noun && !account.includes(noun))
        questions.push(`What made you think of ${noun}?`);
      else if (/disclosure/.test(kind) && money) questions.push(pick(wordings, MONEY, money));
      else if (/disclosure/.test(kind) && person && !isAmong(person, heard))
        questions.push(pick(wordings, SEES, person));
    }
  }
  // What was heard around a name may be anything; such a question is left unasked.
  return [...new Set(questions)].filter(
    (question) =>
      checkVoice(question).length + checkLength(question, SAID_WORDS, "it").length === 0 &&
      !/[“”"]/.test(question),
  );
}
