const WHO =
  "(?:(?:the |our |my |group |a )?(?:[\\w'-]+ ){0,2}?(?:board|committee|council|treasury|procurement|purchasing|legal|lawyers|group|head office|hq|finance|fd|cfo|ceo|coo|md|director|chairman|chair|bursar|principal|owners?|partners|trustees|governors|boss|steering|sponsor|security|infosec|compliance|headquarters|corporate|cabinet|senate|trust|regulator|council|union)|he|she|they|it all|everybody|upstairs)";

/** How a buyer opens who decides and by which way, about this purchase and not about the past. */
export const OPENED: { slot: string; confidence: number; pattern: RegExp }[] = [
  {
    slot: "decision-process",
    confidence: 0.85,
    pattern: new RegExp(
      `\\b(?:(?:would|will|'d|'ll|has|have|'ve got|had better|needs?|got) (?:\\w+ )?(?:have )?(?:to )?|then it )(?:go(?:es)?|be (?:put|taken|signed|approved|agreed)|get(?:s)? (?:signed|approved)) (?:\\w+ )?(?:up )?(?:to|through|past|by|in front of|before|off by|over to) ${WHO}\\b`,
    ),
  },
  {
    slot: "decision-process",
    confidence: 0.8,
    pattern: new RegExp(
      `\\b(?:needs?|need|'ll need|have|has|must|'d have|'ll have|would have) (?:to )?(?:\\w+ ){0,3}(?:past|by|through|in front of|a yes from|sign-off from|approval from|the okay from) ${WHO}\\b`,
    ),
  },
  {
    slot: "economic-buyer",
    confidence: 0.82,
    pattern: new RegExp(
      `\\b(?!i )${WHO} (?:\\w+ )?(?:looks? at|signs?|approves?|decides? on|checks?|reviews?|wants to see) (?:everything|anything|all|every|whatever)\\b`,
    ),
  },
  {
    slot: "paper-process",
    confidence: 0.72,
    pattern:
      /\b(?:procurement|purchasing|legal|security|compliance|head office|lawyers) (?:\w+ ){0,2}(?:takes?|take|needs?|has it for|have it for) (?:about |around |at least )?(?:forever|ages|an age|(?:\w+ )?(?:weeks|months)|a while)\b/,
  },
  {
    slot: "economic-buyer",
    confidence: 0.88,
    pattern:
      /\b(?:anything|everything|all|whatever|contracts?|purchases?)(?: that's| that is)? (?:over|above|north of|beyond|more than) [^.?!]{2,40}\b(?:goes?|go|needs?|has|have|sign|signs|board|committee|approv\w*)\b/,
  },
  {
    slot: "economic-buyer",
    confidence: 0.85,
    pattern: new RegExp(
      `\\b(?!i )${WHO} (?:\\w+ )?(?:has|have|holds?|gets?|keeps?) (?:the )?(?:final|last) (?:say|word|decision|call)\\b|\\b${WHO}[^.?!]{0,20} (?:hasn't|haven't|has not|not yet|still has to|would have to|will have to|needs to|has to|must) (?:\\w+ )?(?:sign(?:ed)?|approve[d]?|release[d]?|agree[d]?)\\b|\\bhas(?:n't| not) been signed off\\b`,
    ),
  },
  {
    slot: "paper-process",
    confidence: 0.85,
    pattern:
      /\b(?:procurement|purchasing|legal|head office|group|treasury)(?: have| has|'ve|'s)?(?: got)? (?:their|its|his|her) own (?:process|way|rules|timetable|forms)\b|\b(?:runs?|have|has|got) (?:their|its) own process\b/,
  },
  {
    slot: "economic-buyer",
    confidence: 0.78,
    pattern:
      /\b(?:isn't|not) (?:only |just )(?:me|up to me|my (?:call|decision))\b|\b(?:not|isn't) (?:in my gift|my (?:call|decision)|mine to (?:sign|decide|give))\b|\babove my pay ?grade\b|\bi can't sign (?:it|this|that)\b/,
  },
];

export const PAST =
  /\b(?:last year|was asked to|put in a rule|used to|back then|years ago|they signed|went to the board)\b/;

/** A question after who decides, in which order, by which way. */
export const PROCESS_QUESTION =
  /\b(?:who (?:else )?(?:\w+ )?(?:would |will |could |can |might |has to |have to |needs to |need to |do |does |would need to |would have to )?(?:signs?|decides?|approves?|stops? (?:it|this)|say (?:yes|no)|sign (?:it )?off|touches|else (?:is|needs|has|would|will|should))\b|(?:what|how|when) [^?]{0,40}\b(?:decided?|decision|get (?:signed|approved|bought)|approved?|signed off|sign-off|buy something|bought something)\b|decision (?:process|made)|in what order|which of them|what (?:do|does|would|will) (?:the |your )?(?:\w+ ){0,2}(?:board|committee|procurement|legal|treasury|cfo|fd|director|council)\b|is there (?:a |any )?(?:procurement|legal|board|committee|tender)|when does (?:the |your )?(?:\w+ ){0,2}(?:board|committee|council) (?:meet|sit)|budget holder|what (?:has|would have|needs) to happen[^?.]{0,40}\b(?:before|between)\b|how does (?:that|it) work (?:at|with|for) (?:yours|group|procurement|legal)|what's the process|(?:what|who) (?:did|does|would|will|do) (?:it|that|this|you) (?:have to|need to) (?:go|get|pass|convince|ask)|last time (?:that )?you bought|who else (?:has|needs|would need) to be (?:happy|on board|involved|convinced|in the room)|who else (?:looks|weighs|gets|sits|cares|has a say))/;
