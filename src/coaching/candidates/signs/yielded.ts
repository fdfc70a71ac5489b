import type { Signs } from "../weighing.ts";

/** A seller who makes the offer better. */
export const YIELDED: Signs = {
  bias: -5.78,
  signs: [
    {
      name: "an offer",
      weight: 3.1,
      said: /\b(?:i|we)(?:'ll| will| can| could|'d| might| would)(?: \w+)? (?:probably |just |also |maybe |happily |always |certainly )*(?:do|take|make|bring|drop|give|let|keep|throw|leave|match|knock|include|absorb|skip|say|call|waive|get|go|stretch|put|upgrade|change|come|swallow|cover|split|meet|stick)\b|\blet me (?:just )?(?:do|take|knock|give|make|throw|see)\b|\blet's (?:just )?(?:say|call|do|make|leave|forget)\b|\b(?:i|we)'m (?:happy|sure)\b|\bi don't mind\b|\byou can (?:have|pay|keep)\b/,
    },
    {
      name: "a gift",
      weight: 1.9,
      said: /\b(?:free|for nothing|no charge|on (?:us|the house|me)|waive|throw in|thrown? in|off|out of it|leave (?:it|that|the \w+) out|drop|half|compliments|ours\b|include[sd]?|same (?:price|rate|\w+ \w+)|without the|extra|instead of|match|at no|upgrade|absorb|won't (?:charge|need)|no problem|no bother|skip|less|lower|down to|down|stretch|sharpen|discount|rather|there you go|flat)\b/,
    },
    {
      name: "a term",
      weight: 1.1,
      said: /\b(?:price|rate|fee|fees|minimum|deposit|set-?up|onboarding|training|handling|months?|weeks?|year|years|notice|term|terms|delivery|shipping|freight|fund|rental|hire|licen[cs]es?|seats?|support|per ?cent|percent|days|visits?|surcharge|contract|implementation|warranty|pilot|cables|a head|spare)\b|%|[$€£]/,
    },
    {
      name: "a number",
      weight: 0.4,
      said: /\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|[a-z]+ty-\w+|half)\b/,
    },
    {
      name: "a larger number",
      weight: 0.8,
      said: /\b(?:\w+ty|hundred|thousand|grand|\w+ty[- ]\w+|\d{2,})\b/,
    },
    {
      name: "lightly",
      weight: 0.5,
      said: /\b(?:that's fine|it's fine|no (?:problem|bother|worries)|not a problem|happy to|just|fine|tell you what|you know what|look|listen|in fact|then|okay|don't worry|i'm sure|i'd rather|probably|well)\b/,
    },
    {
      name: "how it is used",
      weight: -0.6,
      said: /\b(?:you can (?:see|set|filter|press|click|leave|do|book|type|choose|pick|drag|send|print)|you'd (?:get|see|have)|it (?:can|does|will|comes|goes|takes|sends|tells)|on the (?:phone|screen|system|left|right)|report|filter|button|sticker|label|code|link|file|template|email|text|photo|ring|list|o'clock|monday|tuesday|wednesday|thursday|friday|tomorrow|screen|page|sheet|send|show|deliver)\b/,
    },
    {
      name: "asks",
      weight: -0.5,
      said: /\?$/,
    },
  ],
};
