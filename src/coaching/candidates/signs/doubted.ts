import type { Signs } from "../weighing.ts";

/** A doubt about the offer, its price, its people or its time. */
export const DOUBTED: Signs = {
  bias: -2.82,
  signs: [
    {
      name: "a stance against",
      weight: 2.1,
      said: /(?:\bnot|n't|\bnever|\bnor) (?:\w+ ){0,3}?(?:sure|keen|convinced|comfortable|happy|certain|sold|fond|crazy|wild|mad|thrilled|love|like|fancy|believe|trust|work|right|for us|for our|see|imagine|picture|ready|want|think|use|know (?:if|whether|that)|big enough|the guinea pig|going to (?:use|like|go|want))\b|\b(?:can't|cannot|don't|couldn't|won't) (?:really |quite |honestly |just )*(?:see|picture|imagine)\b/,
    },
    {
      name: "a worry",
      weight: 1.6,
      said: /\b(?:worr\w+|wary|nervous|hesita\w+|reluctan\w+|doubt\w*|sceptical|skeptical|uneasy|concern\w*|bother\w*|uncomfortable|unsure|iffy|torn|scare[sd]?|afraid|fear|risk\w*|cold feet|catch|snag|sticking point|problem (?:is|with)|puts? (?:me|us|them) off|hate|struggl\w+|stuck|trouble with)\b/,
    },
    {
      name: "too much of it",
      weight: 2.1,
      said: /\b(?:too (?:much|big|complicated|clever|fancy|fiddly|long|soon|early|heavy|rigid|risky|new|slow|late)|overkill|faff|hassle|gimmick\w*|a lot (?:to|of (?:work|change|bother|clicking|clicks|steps|effort|admin|training))|another (?:system|login|app|thing|tool|screen|password|portal|change|platform)|double (?:work|entry)|gathering dust|extra work|more work)\b/,
    },
    {
      name: "people who would not",
      weight: 1.2,
      said: /\b(?:(?:they|people|lads?|lot|team|staff|girls|nurses|drivers|teachers|guys|members|surgeons|carers|suppliers|customers|planners|he|she|\w+s)(?:'d| would| will|'ll| won't| wouldn't| don't| aren't)? (?:just |never |only |all |simply )*(?:won't|wouldn't|will never|would never|don't like|hate|resist|rebel|moan|grumble|kick off|keep using|keep (?:on )?(?:doing|ringing|calling)|just (?:ring|call|carry|keep|go)|ever touch|never use|ignore|log in|like being|like their|like it as)|my (?:people|team|lot|guys|staff|crew|nurses|drivers)|our (?:people|lot|guys|staff|crew|members))\b/,
    },
    {
      name: "burned before",
      weight: 1.3,
      said: /\b(?:tried (?:something|one|it|this|that)|last (?:time|lot|one|crowd|outfit|people|supplier|provider|vendor|system|tool)|previous (?:one|ones|lot|supplier)|the (?:old|other) (?:lot|crowd)|promised|before|years ago|been (?:told|here|there)|that's what (?:they|the)|heard (?:that|things|it|from)|burn(?:ed|t)|stung|bitten|went sour|never (?:worked|again)|ended up|went wrong|fell (?:over|apart))\b/,
    },
    {
      name: "as it is",
      weight: 0.9,
      said: /\b(?:what we(?:'ve| have)? (?:got|do|have|use)|how we do|as (?:it|we) (?:is|are)|works (?:for us|fine|well enough)|(?:quite )?(?:all right|fine|happy) (?:with|as)|leave it|stick with|stay with|see what's wrong with|gets there|used to it|managed|always done|old school|like their (?:paper|way))\b/,
    },
    {
      name: "the timing",
      weight: 0.6,
      said: /\b(?:not (?:now|yet|this)|this (?:year|quarter|summer)'?s? (?:no good|not|isn't)|timing|bad time|busy|next year|too soon|wait (?:till|until)|just changed|up for another|no time|in the middle of|once (?:we|the))\b/,
    },
    {
      name: "depending on others",
      weight: 1.7,
      said: /\b(?:if you (?:go|went|get|got|are|were)|tied in|locked in|stuck in|in (?:somebody|someone) else's|one basket|hand(?:ing)? over|lose control|small company|guinea pig|how big|been (?:around|going)|in the cloud|mend|rely|depend)\b/,
    },
    {
      name: "dear",
      weight: 2.7,
      said: /\b(?:expensive|pricey|steep|dear(?:er)?|winced?|ouch|sharp intake|eyes? water\w*|eye-?watering|hefty|punchy|cheap(?:er)?|rich|premium|(?:a lot|lots) (?:of money|for|more)|on the (?:high|expensive|dear) side|more than (?:i|we|my|our)|than i'd|bit (?:much|strong|toppy)|over (?:the )?budget|can't afford|afford|swallow\w*|gulp\w*|(?:fell|falling) off|sit down|sat down|big number|scary|laugh(?:ed)?|twice|double|how can it|how come it|a (?:third|quarter|half) (?:under|less|more|cheaper)|nought|zero too|cut something|hire (?:somebody|someone|a)|two of them|half the price|is that with|closed the laptop|salary|whole year's|you're asking|for (?:that|this) (?:money|price|fee|sort of)|get (?:a|two|three))\b/,
    },
    {
      name: "a price",
      weight: 0.8,
      said: /\b(?:price|prices|pricing|cost|costs|quote|quoted|rate|fee|fees|premium|money|number|figure|figures|sum|total|bill|charge|charges|pounds|quid|euros?|dollars?|grand|thousand|hundred|percent|paid|pay|salary|a (?:day|month|year|seat|head))\b|[$€£]/,
    },
    {
      name: "softened",
      weight: 1.1,
      said: /\b(?:i mean|i suppose|sort of|kind of|a bit|rather|to be honest|honest(?:ly)?|to tell you the truth|truth be told|thing is|it's just|i guess|hm+|i don't know|i think|got to say|have to say|i'll be straight|i must say|hate to say|somehow|would it not|let's face it)\b/,
    },
    {
      name: "their own affairs",
      weight: -0.3,
      said: /\b(?:staff|girls|weather|not sure (?:what|who|which|when|where|how many)|don't know (?:how many|the number|exactly|the)|off the top|no worries|not worried|door|van|key|which (?:one|cable))\b/,
    },
    {
      name: "asks",
      weight: -0.7,
      said: /\?$/,
    },
    {
      name: "if",
      weight: -0.2,
      said: /\bif\b/,
    },
  ],
};
