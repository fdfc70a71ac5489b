import type { Signs } from "../weighing.ts";

/** Those whose yes may be needed. */
const WHO =
  "(?:board|committee|council|panel|trustees?|governors?|partners?|directors?|director|boss|chair(?:man|woman|person)?|ceo|cfo|coo|cio|cto|md|fd|vps?|vice presidents?|president|owners?|founders?|co-?founder|co-?owner|management|manager|head(?:master|mistress| teacher| office)?|headquarters|hq|corporate|group|parent(?: company)?|holding|procurement|purchasing|legal|lawyers?|counsel|finance|treasury|accounts?|controller|accountant|treasurer|compliance|security|infosec|union|regulator|bank|landlord|investors?|shareholders?|family|wife|husband|brother|sister|father|mother|dad|mum|aunt|uncle|sons?|daughter|dean|principal|colleagues?|clinical lead|ops|operations|bursar|rector|bishop|minister|mayor|commissioner|consortium|franchisees?|members|committee|lead)";

/** Somebody else's yes: a body or a person, a way to them, and that it is not the speaker's alone. */
export const ROUTED: Signs = {
  bias: -3.37,
  signs: [
    {
      name: "a body",
      weight: 2.0,
      said: new RegExp(
        `\\b(?:the|our|my|his|her|their|a|your|some|an|from|by|for|with|past|to|is|it's|and|then) (?:[\\w'-]+ ){0,3}?${WHO}\\b`,
      ),
    },
    {
      name: "a route",
      weight: 0.5,
      said: /\b(?:goes?|go|going|gone|sent|passed|put|taken?|takes|gets?|get|got|sits?|lands?|moves?|comes?|brings?|bring|brought|forward(?:ed)?|submit\w*|present\w*|run|show) (?:it |this |that |them |these |something |these things )?(?:all |back |forward |out |up |on |off )?(?:to|past|by|through|in front of|before|via|into|onto|on|up to|upstairs|out to|with|until|till)\b/,
    },
    {
      name: "a decision",
      weight: 1.4,
      said: /\b(?:decid\w+|decision|final (?:say|call|word|decision)|last word|sign(?:s|ed|ing)?(?: (?:it|this|that))?(?: off)?\b|signature|sign-?off|approv\w+|release[sd]? (?:the )?(?:money|budget|funds)|agree[sd]?|okay (?:it|this)|veto|vot(?:e|es|ed)|choos\w+|chose|say (?:yes|no)|says (?:yes|no)|blessing|green light|convinc\w+|persuad\w+|comfortable|happy with|sell it to|like it|let me|allow(?:ed|s)?|lets? us|permission|consent|consult\w*|recommend\w*|recommendation|shortlist|scor(?:e|es|ing)|compare)\b/,
    },
    {
      name: "not theirs alone",
      weight: 1.6,
      said: /\b(?:not (?:just |only |really )?(?:me|mine|up to me|my (?:call|decision|budget|money|place|job))|isn't (?:just |only )?(?:me|mine|up to me|my \w+)|i (?:only|just|merely|can only)|above (?:what i|my|me|us)|if it (?:was|were) (?:just |up to )?(?:me|us)|from my side|for my part|as far as i'm concerned|my end|i(?:'d| would) (?:be fine|do it|love to|go ahead|say yes)|i'm (?:fine|happy|sold|good|in)\b|can't (?:just |simply |really )?(?:sign|say|raise|order|buy|decide|go ahead|do (?:it|that) (?:alone|myself))|before (?:i'm|i am|i can|we can|anyone can|anybody can|anything)|doesn't lie with|out of my hands|not (?:ours|mine)|isn't (?:ours|mine))\b/,
    },
    {
      name: "a gate",
      weight: 2.4,
      said: /\b(?:committee|tender\w*|quotes\b|framework|business case|questionnaire|approved list|approved supplier|supplier list|purchase order|p\.?o\.?\b|budget (?:round|holder|cycle)|capital (?:plan|round)|threshold|(?:over|above|beyond|more than) (?:the )?(?:a |ten|twenty|thirty|forty|fifty|sixty|a hundred|hundred|five|\d+)|anything (?:over|above|with|new|that|like)|everything (?:over|above|like|has|goes)|second signature|change board|review board|steering|agenda|away day|quarterly round|due diligence|paperwork|contract list|redlines?|procedure|process|policy|rules?|public money|allocation|business plan|next year's plan|papers?|form)\b/,
    },
    {
      name: "has to",
      weight: 1.0,
      said: /\b(?:needs? to|has to|have to|must|'d have to|'ll have to|got to|gotta|would need|'d need|'ll need|will need|would have|supposed to|should|required|it'd be|would want|'d want|will want|wants? to|likes? to|they'd|he'd|she'd)\b/,
    },
    {
      name: "its own pace",
      weight: 1.5,
      said: /\b(?:meets?|sits?|sit|quarterly|twice a year|once a (?:month|year|quarter)|first (?:monday|tuesday|thursday)|last (?:monday|thursday|friday)|every (?:other )?(?:month|week|quarter)|slow|careful|strict|cautious|take(?:s)? (?:a while|time|ages|weeks|months|some time|forever|their time)|not quick|own (?:way|process|ideas|rules))\b/,
    },
    {
      name: "asks",
      weight: -0.8,
      said: /\?$/,
    },
    {
      name: "daily work",
      weight: -0.7,
      said: /\b(?:every (?:morning|day|night|shift|time|order)|driver|van|lorry|kitchen|parcel|box|boxes|room|car park|floor|sticker|button|photo|door|key|invoice|receipt)\b/,
    },
  ],
};
