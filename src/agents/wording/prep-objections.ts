import type { ObjectionCategory } from "../../calls/moment.ts";
import type { OpenStage } from "../preparing/account.ts";
import type { Variant } from "./pick.ts";

export const OBJECTION_LABELS: Record<ObjectionCategory, string> = {
  budget: "Price",
  timing: "Timing",
  competition: "Somebody else",
  other: "A worry",
};

/** Words for any objection of the kind. */
const line = (id: string, words: string): Variant<string> => ({ id, say: () => words });
/** Words that take up what was said; they fit only where it was. */
const when = (id: string, said: RegExp, words: string): Variant<string> => ({
  id,
  sharp: true,
  say: (quote) => said.test(quote) && words,
});

const SUM =
  /(?:[$€£] ?\d[\d,.]*(?: ?(?:k|thousand|million))?|\b(?:a hundred|[a-z]+ty(?:-[a-z]+)?|[a-z]+teen|\w+ hundred)(?: thousand)?(?: (?:pounds|euros|dollars|kroner))?)\b/i;
const DAY =
  /\b(?:(?:the (?:end|second week) of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)|christmas|(?:the )?new year|(?:the )?(?:spring|summer|autumn|winter)|next (?:year|quarter|month))\b/i;
/** Words around what the buyer named. */
const naming =
  (what: RegExp) =>
  (id: string, words: (said: string) => string): Variant<string> => ({
    id,
    sharp: true,
    say: (quote) => {
      const said = what.exec(quote)?.[0];
      return said ? words(said) : null;
    },
  });
const sumIn = naming(SUM);
const whenIn = naming(DAY);

/**
 * A question to meet each with, before any answer: the third of acknowledge, empathise, clarify,
 * reframe. They are given the buyer's words, empty where nobody has said it yet.
 */
export const MEETING_WORDS: Record<ObjectionCategory, readonly Variant<string>[]> = {
  budget: [
    sumIn("prep-budget-sum", (sum) => `Where does your ${sum} come from?`),
    sumIn("prep-budget-sum-in", (sum) => `What is in that ${sum}, and what isn't?`),
    when(
      "prep-budget-too",
      /\btoo (?:much|high|expensive)/i,
      "Too much for what it does, or for this year?",
    ),
    when("prep-budget-free", /\bfree\b/i, "What would those free months have to prove?"),
    when("prep-budget-expensive", /\bexpensive/i, "What would make it cheap at that price?"),
    line("prep-budget-beside", "What is it standing next to when it looks high?"),
    line("prep-budget-bring", "What would it have to bring in before the price is small?"),
    when(
      "prep-budget-whose",
      /\bbudget|\bmoney/i,
      "Is it the amount, or whose budget it lands in?",
    ),
    when(
      "prep-budget-head",
      /\bin (?:my|our) head\b/i,
      "Where did the figure in your head come from?",
    ),
  ],
  timing: [
    whenIn("prep-timing-day", (day) => `What has to be over before ${day}?`),
    whenIn("prep-timing-after", (day) => `And if it moved past ${day}, who would notice first?`),
    when("prep-timing-think", /\bthink (?:about|it)/i, "What would you be thinking over, mainly?"),
    line("prep-timing-what", "Is it the money, the people or the calendar?"),
    line("prep-timing-true", "What would have to be true for it to start sooner?"),
    when(
      "prep-timing-wait",
      /\bwait|\bnew year|\blater|\bnext (?:year|quarter|month)/i,
      "If this waits until then, what goes on as it is?",
    ),
    when(
      "prep-timing-long",
      /\byears? is a long\b|\blong time\b/i,
      "What might change for you before then?",
    ),
  ],
  competition: [
    line("prep-rival-choose", "What would they have to get right for you to choose them?"),
    line("prep-rival-table", "If you drew up a table, what would the rows be?"),
    when(
      "prep-rival-better",
      /\bbetter|\bcheaper|\bunder you\b/i,
      "Which part do they do better for you?",
    ),
    when(
      "prep-rival-seen",
      /\bseen|\blook(?:ed|ing)? at\b/i,
      "What did you like about what you saw there?",
    ),
  ],
  other: [
    when("prep-worry-like", /\b(?:don't|not) (?:really )?like\b/i, "What would you like instead?"),
    when(
      "prep-worry-screen",
      /\bjust another\b|\banother (?:screen|system|tool)/i,
      "What did the last one leave undone?",
    ),
    when(
      "prep-worry-convinced",
      /\bconvinced\b/i,
      "What has been tried there before to convince them?",
    ),
    line("prep-worry-part", "Which part of that sits worst with you?"),
    line("prep-worry-see", "What would you want to see before that worry goes?"),
    when(
      "prep-worry-happened",
      /\bafraid|\bthe same\b|\bnervous|\bwary/i,
      "Has that happened to you before?",
    ),
    when("prep-worry-she", /^(?:she|he)(?:'s| is)?\b/i, "What would they say if they were here?"),
  ],
};

interface Usual {
  category: ObjectionCategory;
  expect: string;
}
const usual = (category: ObjectionCategory, expect: string): Usual => ({ category, expect });

/** What tends to come at each stage, most likely first: value and budget, then timing, then somebody else. */
export const USUAL: Record<OpenStage, readonly Usual[]> = {
  prospecting: [
    usual("timing", "No time for this now"),
    usual("competition", "We manage with what we have"),
    usual("budget", "No money set aside"),
  ],
  discovery: [
    usual("timing", "Not a priority this quarter"),
    usual("budget", "What does it cost, before they know what it is for"),
    usual("competition", "We could do it ourselves"),
  ],
  demo: [
    usual("other", "It would not fit the way we work"),
    usual("budget", "More than we pay today"),
    usual("competition", "Others showed us the same"),
  ],
  evaluation: [
    usual("timing", "Another project comes first"),
    usual("budget", "Hard to get that through"),
    usual("competition", "We are looking at somebody else"),
  ],
  proposal: [
    usual("budget", "It is over what we had in mind"),
    usual("timing", "It has to wait for the next budget"),
    usual("competition", "There is a cheaper quote"),
  ],
  negotiation: [
    usual("budget", "One more step on price"),
    usual("other", "The terms, or the length of them"),
    usual("timing", "Purchasing needs longer"),
  ],
};
