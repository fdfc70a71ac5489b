import type { Signs } from "../weighing.ts";

/** A disclosure: something happened or is to come, to somebody, and it weighs on the speaker. */
export const DISCLOSED: Signs = {
  bias: -5.1,
  signs: [
    {
      name: "something ended",
      weight: 0.7,
      said: /\b(?:stopped|gone|went|leaving|left|closing|close[ds]?|end(?:s|ed|ing)?|ran out|runs? out|over|finished|retir\w+|moved (?:on|away|out)|taken away|fell|fallen|turned up|off (?:sick|since)|went (?:off|wrong|elsewhere|down|through|out|under|bust|back)|switched|dropped|dried up|pulled|died)\b/,
    },
    {
      name: "a decline",
      weight: 1.4,
      said: /\b(?:used to (?:be|have)|it was \w+ before|before (?:that|then) (?:it|we)|down (?:to|from|by)|(?:were|was) [a-z]+ (?:and|but) now|now (?:we're|it's|there's|i'm)|half of|one in \w+|fewer|less than|more than (?:double|half)|over budget|behind|short of|short\b|up from)\b/,
    },
    {
      name: "borne by the speaker",
      weight: 1.5,
      said: /\b(?:i|we)(?:'ve| have)? (?:got|had|have|was going|'ve got) to\b|\bi(?:'m| am) (?:the (?:one|only)|still|up|on my own|doing|supposed|meant|due)\b|\b(?:it's|it was|that's|there's only) (?:just |only |all )?me\b|\bi(?:'ve| have) (?:been|not|lost|stopped|asked|told|kept|never)\b|\bmyself\b|\bmy(?:self)? (?:husband|wife|daughter|son|kids|job|name|desk|head|budget|boss|evenings?|weekends?|house|team|father|mother|neck|door|life)\b/,
    },
    {
      name: "what was said",
      weight: 1.0,
      said: /\b(?:told|asked|asking|asks|said|says|rang|rung|phoned|called|wrote|written|shouted|complained|wants? to (?:see|know)|asked to|sat (?:across|down)|look(?:ed|s)? at me)\b/,
    },
    {
      name: "a party",
      weight: 1.3,
      said: /\b(?:customers?|clients?|patients?|guests?|parents?|tenants?|residents?|bank|lender|landlord|lawyers?|council|board|investors?|shareholders?|auditors?|inspectors?|insurers?|chief|director|ceo|cfo|owners?|partner|press|newspaper|union|police|court|minister|head office|competit\w+|supermarket|trust)\b/,
    },
    {
      name: "a time",
      weight: 1.1,
      said: /\b(?:on|by|from|since|until|before|in|end of|next|last|this|at|over) (?:the |that )?(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|fall|christmas|easter|new year|\w+(?:teenth|tieth|rd|nd|st|th|first|second|third|fifth|ninth|twelfth)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|week|month|year|quarter|night|season|weekend)\b|\b(?:twice|yesterday|(?:two|three|four|five|six|seven|eight|ten|twelve|\d+) (?:times|days|weeks|months|years)|once)\b/,
    },
    {
      name: "told as it was",
      weight: 0.3,
      said: /\b(?:was|were|had|got|went|came|said|told|did|took|left|gave|made|found|happened|been|lost|rang|sent|put|\w{3,}ed)\b/,
    },
    {
      name: "a sum",
      weight: 0.6,
      said: /[$€£] ?\d|\b\d[\d,.]* ?(?:k|grand|thousand|million|pounds|dollars|euros?|quid|percent|%)|\b(?:hundred|thousand|million|grand)\b|\bpercent\b|\bquid\b/,
    },
    {
      name: "a feeling",
      weight: 0.7,
      said: /\b(?:cried|cry|crying|felt|feel|feels|ashamed|small|scared|afraid|worr\w+|sick|proud|embarrass\w+|sleep|awake|stress\w*|dread\w*|hate[ds]?|horrible|awful|dreadful|terrible|nightmare|angry|furious|tired|lonely|sorry|guilty|nervous|pressure|panic\w*|mad|upset|hurt|bad|worst|worse|hard|tough)\b/,
    },
    {
      name: "unguarded",
      weight: 0.3,
      said: /\b(?:to be (?:honest|fair|frank)|honestly|frankly|if i'm (?:honest|truthful)|i'll be honest|between (?:you and me|us)|not public|confidential|don't (?:repeat|tell|quote)|nobody(?:'s| has|'ve)? (?:said|told|knows)|not been told|haven't (?:told|said)|i(?:'ve| have) not told|actually|the truth|put it (?:that|this) way|so please|don't want to)\b/,
    },
    {
      name: "what may be",
      weight: -0.6,
      said: /\bif\b|\botherwise\b|\bor else\b|\bcould be\b|\bmight\b/,
    },
    {
      name: "asks",
      weight: -0.3,
      said: /\?\s*$/,
    },
    {
      name: "a wish",
      weight: -0.5,
      said: /\b(?:i'd (?:like|want|need|go)|we'd (?:like|want|need)|could (?:you|we|it|i)|can (?:you|it|we|i)|would (?:it|you))\b/,
    },
    {
      name: "I",
      weight: 0.3,
      said: /\b(?:i|i'm|i've|i'd|i'll|me|my)\b/,
    },
    {
      name: "we",
      weight: 0.3,
      said: /\b(?:we|we're|we've|we'd|us|our)\b/,
    },
    {
      name: "about others",
      weight: 0.7,
      said: /\b(?:he|she|him|her|his|they|them|somebody|someone|people|woman|man|guy|lady|boy|girl|person|fellow|chap)\b/,
    },
  ],
};
