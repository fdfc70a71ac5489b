import type { Signs } from "../weighing.ts";

/** A buyer who sees it in their place: when, where, how many, in whose hands. */
export const WANTED: Signs = {
  bias: -4.4,
  signs: [
    {
      name: "in their place",
      weight: 1.7,
      said: /\b(?:(?:i|we)(?:'d| would| could| can|'ll| will)(?: \w+)? (?:want|have|need|use|start|get|take|move|give|run|like|love|be (?:using|able)|order|do|roll|begin|send|see|put|buy|show)|for (?:our|my|us|the other)|in (?:our|the other|both)|for me\b|(?:my|our) (?:guy|guys|lads?|team|people|girls|crew|colleague|intake|season|trial|shop|office|yard|depot|board|boss|factor\w+|site|sites|branch\w*))\b/,
    },
    {
      name: "a time",
      weight: 1.3,
      said: /\b(?:in time for|before (?:the|we|they|christmas|easter|stock\w*|our)|by (?:the|then|christmas)|for (?:april|september|january|the (?:spring|summer|first|second|season|start))|from (?:the|day one)|tomorrow|tonight|this (?:week|month)|next (?:week|month|slot|fortnight)|how (?:soon|quickly|fast)|when (?:could|can|would|do|will)|when's|straight away|the wait|until|till|by the (?:first|second|end)|starting (?:on|in)|(?:monday|january|february|march|april|may|june|july|august|september|october|november|december|easter|christmas))\b/,
    },
    {
      name: "taking it",
      weight: 2.3,
      said: /\b(?:start|go live|live|fit|fitted|install\w*|deliver\w*|order\w*|sign(?:ed)?|set (?:it |us )?up|switch\w*|pilot|trial|try(?:ing)?|roll(?:ed|ing)? (?:it )?out|put me down|go ahead|kick off|get (?:us|me|one|it|them|hold) (?:going|in|of|on)|hold (?:one|it|the)|have a (?:go|play)|a log ?in|access|keep (?:one|it)|using (?:this|it)|run it|one (?:in|each)|one of these|if we (?:said|took|wanted|did|ran|only|just|started)|if i (?:was|were|wanted|sent|got|said)|what if we|first (?:module|step|one)|begin with|up front|we took|say yes|said yes|need from me)\b/,
    },
    {
      name: "chosen",
      weight: 1.5,
      said: /\b(?:exactly what|this is the one|what i've been (?:looking|waiting)|i(?:'ve| have) (?:already )?(?:told|shown|asked|cleared|booked)|that'd (?:save|solve|change|sort|do|be perfect)|that would (?:save|solve|change|sort|do|be perfect)|i want (?:it|this|that|one)|i can (?:already )?see (?:where|it|us|the)|i could see|would die for|i'd love|we'd love|i'd (?:have|take|want|put)|where i(?:'d| would)|perfect for|that's (?:great|good|perfect|lovely|brilliant)|oh,? (?:that's|i|lovely|great|nice))\b/,
    },
    {
      name: "a number",
      weight: 0.6,
      said: /\b(?:two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty|hundred|thousand|\d+)\b/,
    },
    {
      name: "shown to others",
      weight: 0.6,
      said: /\b(?:(?:could|can) (?:i|we|you|she|he) (?:show|get|send|give|bring|have|hold)|show (?:her|him|them|this|it)|in front of|get \w+ in to see|a copy|someone else|my (?:colleague|boss))\b/,
    },
    {
      name: "asks",
      weight: 1.5,
      said: /\b(?:could|can|would|will|do|does|how|what|when|is there|are there|wouldn't)\b.*\?|\?/,
    },
    {
      name: "more of it",
      weight: 0.5,
      said: /\b(?:as well|too|also|the other|both|another|each)\b/,
    },
    {
      name: "on which terms",
      weight: 1.4,
      said: /\b(?:how (?:would|does) it (?:work|run)|per seat|what (?:do|would) (?:you|we) need|does (?:it|the \w+) come|price for)\b/,
    },
    {
      name: "not",
      weight: -0.6,
      said: /\b(?:not (?:sure|yet|really)|used to|we had|years ago|don't|isn't|last time|didn't)\b/,
    },
  ],
};
