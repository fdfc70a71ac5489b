import { describe } from "vitest";
import { prove } from "./behaviour-examples.ts";

const NAMED =
  "B: Anything over thirty thousand has to be signed by our finance director, she has the final say.";

describe("qualification", () => {
  prove("ask-how-the-decision-goes", [
    [
      "how her signature usually goes",
      "met",
      [NAMED, "R: How does that signature usually go?", "B: Slowly."],
    ],
    [
      "the step is passed over",
      "not met",
      [NAMED, "R: Great, I will send over the brochure and the price list then.", "B: Fine."],
    ],
    [
      "the rep had asked for it",
      "not eligible",
      [
        "R: Who signs something like this?",
        NAMED,
        "R: Thanks, and the weather with you is fine today I hope.",
        "B: Yes.",
      ],
    ],
    ["no step was named", "not eligible", []],
  ]);
  prove("ask-who-decides", [
    ["whose budget it is", "met", ["R: Whose budget would this come from?", "B: Hers."]],
    ["never asked", "not met", []],
    ["the buyer told it unasked", "cannot say", [NAMED, "R: Right."]],
    ["a negotiation comes after it", "not eligible", [], { type: "negotiation" }],
  ]);
  const CONTENT = ["B: To be honest we don't really need anything, the old way works fine."];
  prove("qualify-out-honestly", [
    [
      "says it is not for them",
      "met",
      [...CONTENT, "R: Then I don't think we're right for you.", "B: Fair."],
    ],
    ["pushes on", "not met", [...CONTENT, "R: You will love the colours though.", "B: Maybe."]],
    ["nothing speaks against a fit", "not eligible", []],
    ["a negotiation is past it", "not eligible", CONTENT, { type: "negotiation" }],
  ]);
});

describe("objections", () => {
  const WORRY =
    "B: I'm worried that the migration would take us far too long, we don't have the time.";
  prove("ask-before-answering", [
    [
      "asks what is behind it",
      "met",
      [WORRY, "R: That's fair. What worries you most about the migration?", "B: The data."],
    ],
    [
      "answers at length and asks nothing",
      "not met",
      [
        WORRY,
        "R: It is quick. Two people from our side come for a week and the rest happens at night while your team is asleep.",
      ],
    ],
    ["no objection", "not eligible", []],
  ]);
  prove("take-all-four-steps", [
    [
      "acknowledges, empathises, clarifies, reframes",
      "met",
      [
        WORRY,
        "R: I hear you, that's a fair concern, and in your shoes I'd feel the same. Can you help me understand what specifically would take long?",
        "B: Loading the old records.",
        "R: So what you really need is the history. Another way to look at it is that the migration can start with one site, like other teams have done.",
        "B: Okay.",
      ],
    ],
    [
      "acknowledges and answers",
      "not met",
      [WORRY, "R: I hear you. It only takes a week with us.", "B: Okay."],
    ],
    ["no objection", "not eligible", []],
  ]);
  const DEAR = "B: That's too expensive for us.";
  const negotiation = { type: "negotiation" } as const;
  prove("compare-before-price", [
    [
      "compared with what",
      "met",
      [DEAR, "R: Okay. What are you comparing it with?", "B: Last year."],
      negotiation,
    ],
    [
      "defends the value",
      "not met",
      [
        DEAR,
        "R: It is really good value when you look at what it saves, and the support is included in it.",
        "B: Hm.",
      ],
      negotiation,
    ],
    [
      "asks something else first",
      "not met",
      [DEAR, "R: Okay. Did you get the slides?", "B: Yes."],
      negotiation,
    ],
    ["nobody objected to the price", "not eligible", [WORRY, "R: Okay.", "B: Yes."], negotiation],
  ]);
});

describe("executive presence", () => {
  const executive = { type: "executive" } as const;
  prove("get-to-power", [
    [
      "asks for the signer to join",
      "met",
      [NAMED, "R: Should she be there next time?", "B: Good idea."],
      { type: "demo" },
    ],
    [
      "leaves her unmet",
      "not met",
      [NAMED, "R: I will send you the slides.", "B: Fine."],
      { type: "demo" },
    ],
    ["nobody who decides was named", "not eligible", [], { type: "demo" }],
    ["on an executive call it is always the point", "not met", [], executive],
  ]);
  prove("lead-with-their-priorities", [
    [
      "asks for the priorities first",
      "met",
      ["R: What are your top priorities this year?", "B: Cash."],
      { ...executive, before: 1, after: 10 },
    ],
    [
      "asks for them at the end",
      "not met",
      ["R: What are your top priorities this year?", "B: Cash."],
      executive,
    ],
    [
      "no executive present",
      "not eligible",
      ["R: What are your top priorities this year?", "B: Cash."],
    ],
  ]);
});

describe("closing", () => {
  const negotiation = { type: "negotiation" } as const;
  const PRICE = ["R: The price is 40,000 a year.", "B: Hm, that is a lot of money."];
  prove("trade-never-give", [
    [
      "a discount against a signature",
      "met",
      [
        ...PRICE,
        "R: If you can sign by the end of the month, we can give you a 10% discount.",
        "B: Okay.",
      ],
      negotiation,
    ],
    [
      "a discount for nothing",
      "not met",
      [...PRICE, "R: We can give you a 10% discount.", "B: Thanks."],
      negotiation,
    ],
    ["nothing was given", "not eligible", PRICE, negotiation],
  ]);
  prove("day-and-owner", [
    ["send it by Friday", "met", ["R: I'll send you the summary by Friday.", "B: Thanks."]],
    [
      "send it some time",
      "not met",
      ["R: I'll send you the summary.", "B: Thanks, we will talk again soon."],
    ],
    [
      "promised only in the first minutes",
      "not met",
      ["R: I'll send you the summary by Friday.", "B: Thanks."],
      { before: 0, after: 12 },
    ],
    ["nobody knows who sells", "not eligible", [], { sides: false }],
  ]);
  prove("commit-both-ways", [
    [
      "both have something to do",
      "met",
      ["R: I'll send you the summary by Friday.", "B: And I'll ask our finance team on Monday."],
    ],
    ["only the rep has", "not met", ["R: I'll send you the summary by Friday.", "B: Lovely."]],
    [
      "a figure of speech binds nobody",
      "not met",
      ["R: I'll send you the summary by Friday.", "B: I'll believe it when I see it."],
    ],
    ["nobody undertakes anything", "not eligible", []],
  ]);
  prove("agree-what-a-no-is", [
    ["asks for the no", "met", ["R: And what would a no look like for you?", "B: Under fifty."]],
    [
      "names the result that stops it",
      "met",
      ["R: If it finds fewer than fifty, we stop.", "B: Agreed."],
    ],
    [
      "calls it a no-brainer",
      "not met",
      ["R: If you take half of that out it's a no-brainer.", "B: Hm."],
    ],
    ["a negotiation is past it", "not eligible", [], negotiation],
  ]);
});

describe("forecast", () => {
  const DECIDED = "B: It goes to the steering committee and then procurement has to approve it.";
  prove("ask-what-could-stop-it", [
    [
      "what could get in the way",
      "met",
      [DECIDED, "R: What could get in the way of that?", "B: The audit."],
    ],
    ["sounds good", "not met", [DECIDED, "R: Sounds good, we are nearly there then.", "B: Yes."]],
    ["neither decision nor price nor date came up", "not eligible", []],
  ]);
});
