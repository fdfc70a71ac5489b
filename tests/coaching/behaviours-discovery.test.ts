import { describe } from "vitest";
import { prove } from "./behaviour-examples.ts";

const OPENS = { before: 0, after: 10 };
const BROKEN =
  "B: Honestly the stock count is broken, it takes us three days every month and we lose orders.";
const LONG =
  "B: Well, last spring the whole team stayed two weekends in a row to recount the shelves, two of them left in June, and the client in Leeds took their order to somebody else, so in the end it was far more than the money and I still hear about it from upstairs.";
const PITCH = [
  "R: Let me show you how it works. Our platform reads every delivery note automatically and it flags the lines that differ. You can see here on the screen that the system matches each order, it sends an alert to the buyer, and our customers have seen the queue shrink. It also gives you a dashboard with every site, it integrates with your finance system, and it learns from what you correct.",
];

describe("how the call opens", () => {
  prove("contract-up-front", [
    [
      "agenda, time, leave to ask and an easy no in the first minutes",
      "met",
      [
        "R: We have thirty minutes today. What I'd like to do is ask about your returns and see if we can help. Is it okay if I ask some direct questions? If it's not a good fit, that's fine, just say so.",
        "B: Sure, go ahead.",
      ],
      OPENS,
    ],
    [
      "straight into weather and product",
      "not met",
      ["R: So, about the import.", "B: Yes."],
      OPENS,
    ],
    ["a negotiation is opened differently", "not eligible", [], { type: "negotiation" }],
    ["nobody knows who sells", "not eligible", [], { sides: false }],
  ]);
  prove("ask-what-prompted-the-call", [
    ["what made you reply", "met", ["R: What made you reply to my note?", "B: The audit."], OPENS],
    [
      "what they wrote, then an invitation to tell",
      "met",
      [
        "R: You wrote in the form that there is too much paper.",
        "B: I did.",
        "R: So tell me about the paper.",
        "B: It is everywhere.",
      ],
      OPENS,
    ],
    [
      "a question about size instead",
      "not met",
      ["R: How many vans are there?", "B: Forty."],
      OPENS,
    ],
    ["asked only at the end", "not met", ["R: What made you reply to my note?", "B: The audit."]],
    ["a demo needs no such opening", "not eligible", [], { type: "demo" }],
  ]);
  prove("few-fact-questions", [
    [
      "one fact, then digging",
      "met",
      [
        "R: Which system do you use for the returns today?",
        "B: A spreadsheet that one person keeps.",
        "R: What goes wrong with that spreadsheet?",
        "B: It is locked most mornings.",
        "R: Why is it locked?",
        "B: Two people open it.",
        "R: What happens when it is locked?",
        "B: They wait.",
        "R: How long do they wait?",
        "B: An hour.",
      ],
    ],
    [
      "facts that the website tells",
      "not met",
      [
        "R: What does your company do?",
        "B: Pumps.",
        "R: How many employees do you have?",
        "B: Ninety.",
        "R: Where are you based?",
        "B: Leeds.",
        "R: When was the company founded?",
        "B: In the fifties.",
        "R: Who are your main competitors?",
        "B: Two in Hull.",
      ],
    ],
    ["hardly a question asked", "not eligible", ["R: Shall we start?", "B: Yes."]],
  ]);
});

describe("digging", () => {
  const FIVE = [
    "R: Did you see the match?",
    "B: I did.",
    "R: Was it cold?",
    "B: Very.",
    "R: Who won?",
    "B: We did.",
  ];
  prove("ask-what-is-broken", [
    [
      "where it breaks and what frustrates",
      "met",
      [
        ...FIVE,
        "R: Where does the count break down?",
        "B: At the depot.",
        "R: What is the most frustrating part of it?",
        "B: The paper.",
      ],
    ],
    [
      "only small talk is asked",
      "not met",
      [...FIVE, "R: Was it far?", "B: No.", "R: Did you drive?", "B: Yes."],
    ],
    ["hardly a question asked", "not eligible", ["R: Who won?", "B: We did."]],
  ]);
  prove("ask-what-follows", [
    [
      "what impact the problem has",
      "met",
      [BROKEN, "R: What impact does that have on your customers?", "B: They wait."],
    ],
    ["the problem is nodded at", "not met", [BROKEN, "R: Right, I see that a lot.", "B: Yes."]],
    ["nothing wrong was told", "not eligible", ["B: All is calm.", "R: Lovely."]],
  ]);
  prove("ask-impact-and-wait", [
    [
      "one impact question and a long answer",
      "met",
      [BROKEN, "R: What has that cost the business?", LONG],
    ],
    [
      "the answer is three words",
      "not met",
      [BROKEN, "R: What has that cost the business?", "B: A fair bit.", "R: Right, so the import."],
    ],
    ["nothing wrong was told", "not eligible", ["B: All is calm.", "R: Lovely."]],
  ]);
  prove("reach-personal-stakes", [
    [
      "what it means for you personally",
      "met",
      [BROKEN, "R: What is at stake for you personally?", LONG],
    ],
    ["stops at the cost", "not met", [BROKEN, "R: What has that cost the business?", LONG]],
    ["nothing wrong was told", "not eligible", ["B: All is calm.", "R: Lovely."]],
  ]);
  prove("ask-what-if-nothing-changes", [
    [
      "what happens if it stays",
      "met",
      [BROKEN, "R: What happens if nothing changes before the winter?", LONG],
    ],
    [
      "what happens if it is the same next year",
      "met",
      [BROKEN, "R: And if it's the same next March, what happens then?", LONG],
    ],
    [
      "another if asks nothing of the kind",
      "not met",
      [BROKEN, "R: If you liked it, what would the team make of it?", LONG],
    ],
    ["a demo is too late for it", "not eligible", [BROKEN], { type: "demo" }],
  ]);
});

describe("listening", () => {
  const PICKED = ["forklift", "invoice", "tariff", "pallet", "calendar"].flatMap((word) => [
    `B: It was the ${word} that week.`,
    `R: What happened with the ${word}?`,
  ]);
  const JUMPED = ["forklift", "invoice", "tariff", "pallet", "calendar"].flatMap((word, at) => [
    `B: It was the ${word} that week.`,
    `R: ${["Who signs?", "When is lunch?", "Where do trucks park?", "Which browser is installed?", "How tall are shelves?"][at]}`,
  ]);
  prove("follow-the-last-words", [
    ["each question carries their last word", "met", PICKED],
    ["each question goes elsewhere", "not met", JUMPED],
    ["hardly a question asked", "not eligible", PICKED.slice(0, 4)],
  ]);
  prove("one-question-at-a-time", [
    ["one a turn", "met", PICKED, { type: "demo" }],
    [
      "two or three in one breath",
      "not met",
      PICKED.map((line) =>
        line.startsWith("R") ? `${line} And who pays for it? And since when?` : line,
      ),
    ],
    ["hardly a question asked", "not eligible", PICKED.slice(0, 4)],
  ]);
  prove("wait-after-a-hard-question", [
    ["silence after the question", "met", ["R: What has that cost the business?", LONG]],
    [
      "the rep answers it alone",
      "not met",
      [
        "R: What has that cost the business? I mean, for most companies your size it is about a week a month, so I would guess you are there too.",
        "B: Probably.",
      ],
    ],
    ["no hard question was asked", "not eligible", ["R: When is lunch?", "B: At one."]],
  ]);
  prove("let-the-buyer-speak", [
    [
      "the buyer has most of the words",
      "met",
      Array.from({ length: 8 }, () => [LONG, "R: Go on."]).flat(),
      { before: 0 },
    ],
    ["both speak as much", "not met", []],
    ["a demo is meant to be spoken through", "not eligible", [], { type: "demo" }],
  ]);
  prove("keep-turns-short", [
    ["short turns only", "met", []],
    [
      "a minute and a half without a stop",
      "not met",
      [`R: ${"and then the next pallet comes in ".repeat(40)}.`, "B: Right."],
    ],
    ["no times, no verdict", "cannot say", [], { pace: null }],
    ["a demo is meant to be spoken through", "not eligible", [], { type: "demo" }],
  ]);
  prove("stay-one-question-longer", [
    ["asks about what was let out", "met", [BROKEN, "R: Which orders do you lose?", LONG]],
    [
      "moves on to the product",
      "not met",
      [
        BROKEN,
        "R: Sure. So the nice thing about our import is that it runs at night, it takes no time to learn, and there is a colour for every site and a sound when it is done.",
      ],
    ],
    ["nothing was let out", "not eligible", []],
  ]);
  prove("ask-behind-interest", [
    [
      "a question back",
      "met",
      [
        "B: So how would you solve that for us?",
        "R: In short, by reading the notes. What makes you ask about it now?",
        LONG,
      ],
    ],
    [
      "a lecture back",
      "not met",
      [
        "B: So how would you solve that for us?",
        "R: The import runs at night and there is a colour for every site and a sound when it is done. It takes no time to learn.",
        "B: Fine.",
      ],
    ],
    ["no interest was shown", "not eligible", []],
  ]);
});

describe("presenting", () => {
  const TOLD = [
    "B: The forklift process is broken, drivers wait at the gate every morning.",
    "R: I see.",
    "B: And there are constant errors with the labels on those pallets, thirty of them a month.",
    "R: Okay.",
  ];
  const BACK = [
    "R: So the forklift process breaks and drivers wait at the gate every morning.",
    "B: Exactly.",
  ];
  prove("hand-words-back", [
    ["their words before the pitch", "met", [...TOLD, ...BACK, ...PITCH, "B: Okay."]],
    ["straight into the pitch", "not met", [...TOLD, ...PITCH, "B: Okay."]],
    ["their words only after the pitch", "not met", [...TOLD, ...PITCH, "B: Okay.", ...BACK]],
    ["nothing wrong was told", "not eligible", PITCH],
    ["a negotiation presents nothing", "not eligible", TOLD, { type: "negotiation" }],
  ]);
  prove("hold-the-pitch", [
    ["presents at the end", "met", [...PITCH, "B: Okay."]],
    ["presents nothing", "met", []],
    ["presents in the first minutes", "not met", [...PITCH, "B: Okay."], { before: 1, after: 14 }],
    ["a demo may", "not eligible", PITCH, { type: "demo" }],
  ]);
  prove("map-to-stated-pain", [
    [
      "names both of what was told",
      "met",
      [
        ...TOLD,
        `${PITCH[0]} So your forklift process no longer leaves drivers at the gate. And the errors with labels on those pallets would be flagged.`,
        "B: Okay.",
      ],
      { type: "demo" },
    ],
    ["the standard tour", "not met", [...TOLD, ...PITCH, "B: Okay."], { type: "demo" }],
    ["nothing was presented", "not eligible", TOLD],
    ["nothing was told before", "not eligible", [...PITCH, ...TOLD]],
  ]);
});
