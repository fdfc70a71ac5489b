import type { QualificationSlot } from "../moment.ts";
import type { Cue } from "./cues.ts";

/** What tells each of MEDDPICC's eight slots (MEDDPICC: Dick Dunkel and Jack Napoli, later Andy Whyte). */
export const QUALIFICATION_CUES: Cue<QualificationSlot>[] = [
  {
    label: "metrics",
    confidence: 0.8,
    triggers: "# percent target targets kpi kpis half twice double days hours",
    pattern:
      /(?:\b(?:reduc\w+|cut(?:s|ting)?|increas\w+|improv\w+|grow|grew|sav(?:e|es|ed|ing)|hit|reach|bring|get|halve|double|drop\w*|rais\w+|target\w*|goal|kpis?|measure\w*|down (?:to|by|from)|up (?:by|from)|churn|conversion|error rate|win rate|turnaround|lead time|on-time|utili[sz]ation)\b[^.?!]{0,50}?(?:\d[\d,.]{0,14}\s?(?:%|percent|per cent|k\b|days?|hours?|weeks?|points?|minutes?|people|heads|orders|tickets)|\b(?:half|twice|double|(?:two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]\w+)? (?:percent|per cent|days|hours|weeks|points|minutes))\b)|(?:\d[\d,.]{0,14}\s?(?:%|percent|per cent)|\b(?:two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]\w+)? (?:percent|per cent)) (?:error|churn|conversion|accuracy|less|more|fewer|reduction|increase|improvement|on[- ]time|late|target)\b)/,
  },
  {
    label: "economic-buyer",
    confidence: 0.85,
    triggers:
      "sign signs signed sign-off signoff signature approve approves approved approval budget final money cfo ceo coo owner purse finance decision-maker say-so spend over",
    pattern:
      /(?:\b(?:sign(?:s|ed|ing)?[- ]?off|has to sign|needs? to sign|would sign|signs? (?:it|this|that|everything|anything|(?:for |off )?(?:the|a|any|every) (?:contract|deal|order|purchase|spend|spending|budget|money|agreement|quote|proposal))|needs? (?:his|her|my|their|\w+'s) signature)\b|\b(?:final|last) (?:say|decision|call|word|approval)\b|\b(?:has|have|had|needs?|would(?: have| need)?|will(?: have| need)?|must|got|goes) (?:to )?(?:be )?(?:approve\w*|look at (?:anything|everything)|go(?:es)? (?:to|through|past) (?:the |our |my )?(?:cfo|ceo|coo|board|finance|managing director))\b|\b(?:cfo|ceo|coo|finance director|managing director|board|owner|boss|she|he) (?:\w+ )?(?:approves|signs|decides|holds|controls|owns|has to (?:approve|sign|agree|okay|ok)|would (?:have to|need to) (?:approve|sign|agree|look|okay|ok))\b|\b(?:holds?|owns?|controls?|has) the (?:budget|purse|money|cheque|check)|\bbudget (?:holder|owner|sits with|is with|belongs to|comes (?:from|out of)|is (?:mine|his|hers|theirs))|\b(?:it's|that's|comes out of) (?:my|his|her|their|\w+'s) (?:budget|money|call|decision)\b|\b(?:cfo|ceo|coo|fd|md|finance director|managing director|board|owner|boss|committee|treasury)(?:'s| has| have| had| hasn't| haven't| did| didn't| will| won't| must)(?: not| yet| still| never)* (?:sign|approv|agree)\w*|\bi (?:can|could) (?:sign|approve)|\bdecision[- ]maker\b|\b(?:anything|everything) (?:over|above|north of|more than) [$€£]?(?:\d|ten|twenty|thirty|forty|fifty|a hundred))/,
  },
  {
    label: "decision-criteria",
    confidence: 0.8,
    triggers:
      "looking must requirement requirements criteria important breaker has need needs matters matter non-negotiable checklist score scorecard weigh compare priority essential",
    pattern:
      /\b(?:(?:what )?we(?:'re| are) (?:really |mainly |mostly )?looking for\b|must[- ]haves?|it must (?:be|have|work|do|run|handle|support|fit|stop|match|integrate|read|connect|not|never)\b|requirements?(?: is| are|,| for| list| doc)|criteria|(?:most|really|very|more) important (?:thing|to us|for us|to me|for me|is|that)|deal[- ]breaker|(?:it|that|whatever we (?:pick|choose|buy)|any (?:tool|system|solution|vendor|supplier)|they|you|the (?:system|tool|solution)) (?:would |will )?(?:has|have|needs?) to (?:be able|integrate|work|support|connect|plug|run|comply|handle|fit|talk to|be (?:easy|secure|live|in|on|hosted|compliant|simple|certified))|we (?:would |will |'d )?need (?:it|something|a (?:tool|system|solution|vendor|supplier)|somebody) (?:to|that|which|who|with)|non-negotiable|what matters (?:most |to us |to me )?(?:is|most)?|(?:we'll|we will|we'd|going to) (?:score|weigh|compare|judge) |top (?:priority|priorities)|essential (?:for|that|to))/,
  },
  {
    label: "decision-process",
    confidence: 0.8,
    triggers:
      "process signature signing approval delegation committee board steering evaluation evaluate evaluating shortlist trial pilot proof-of-concept decide decision rfp tender vote stages step steps demo round present concept sponsor group",
    pattern:
      /\b(?:(?:decision|buying|evaluation|selection|approval|internal|our|the) process (?:is|here|for|would|will|goes|starts|takes|looks)|(?:steering|investment|project|buying|change) (?:committee|group|board)|(?:goes?|go|take (?:it|this)|took it|present (?:it|this)|put (?:it|this)|bring (?:it|this)) (?:back )?(?:to|up to|before|in front of|through) (?:the |our |my )?(?:board|committee|steering|exec|executive|leadership|management|team|group|council)|signature (?:order|matrix|policy|rules?|list)|signing (?:limits?|authority|policy|rules?)|approval (?:matrix|limits?|levels?)|delegation of authority|board (?:meets|meeting|sits|approv|decides|has to|would|will|paper)|shortlist(?:ed|ing)?\b|(?:run|do|start|want|need|be) (?:a |an )?(?:short |small |quick |paid |free )?(?:trial|pilot|proof of concept|poc|evaluation|bake-off)|(?:we'll|we will|we'd|they'll|going to|plan to|want to|have to|need to|hope to) (?:make a |take a )?(?:decide|decision|choose|pick)\b|(?:decision|decide) (?:by|in|before|at the end|next|this)|\brfp\b|(?:formal |public )?tender\b|(?:next|first|second|final|last) (?:step|stage|round) (?:is|would|will|for us)|(?:everyone|all of them|they all|we all) (?:has|have|gets?) (?:a |to )(?:vote|agree|say))\b/,
  },
  {
    label: "paper-process",
    confidence: 0.85,
    triggers:
      "procurement purchasing legal contract contracts security infosec onboarding purchase nda dpa msa questionnaire redlines lawyers counsel terms supplier vendor po gdpr",
    pattern:
      /\b(?:procurement|purchasing (?:department|team|will (?:want|need|look|have)|needs to|would (?:want|need|have)|takes)|legal (?:team|department|review|will|has|have|needs?|would|takes?|is|are|always|to)|(?:our|the|their|with) (?:lawyers|counsel|legal)|contract (?:review|process|template|goes|takes|terms|would|will|has to|needs)|(?:security|infosec|it|vendor|supplier|risk|compliance|privacy) (?:review|questionnaire|assessment|onboarding|registration|audit form|set-?up form|check)|infosec|(?:you(?:'ll|'d| will| would)?|we(?:'ll|'d| will| would)?|i(?:'ll|'d| will| would)?|they(?:'ll)?|it|this|that) (?:have to |has to |can |must |always )?(?:needs?|raise|issue|cut|get you|send you|require)s? (?:\w+ ){0,2}(?:purchase order|po)\b|(?:no|without an?) (?:purchase order|po)[, ]+(?:no|we|you|they|nothing)|(?:sign|signed|need|have|send|through) (?:an |a |our |the |mutual )*(?:nda|dpa|msa)\b|(?:nda|dpa|msa) (?:first|in place|has|needs|before)|redlin\w+|(?:our|your|their) (?:standard )?(?:terms|paper|t's and c's)(?: and conditions)?|approved (?:supplier|vendor) list|supplier list)\b/,
  },
  {
    label: "champion",
    confidence: 0.75,
    triggers:
      "push sell fight case board sold convinced fan champion behind told back pitch support want bring help",
    pattern:
      /\b(?:i(?:'ll| will|'d| would|'m going to|'m happy to| can| could| want to) (?:\w+ )?(?:push (?:for|this|it|hard)|sell (?:this|it)|fight (?:for|this)|make the case|champion|back (?:this|it|you)|pitch (?:this|it)|support (?:this|it|you)|get (?:him|her|them|everyone|the (?:team|others|board)|finance|my boss|[a-z]+) on board|bring (?:him|her|them|the (?:team|others)|[a-z]+) (?:on board|round|around|along)|put (?:my name|it forward|in a (?:good )?word)|help you (?:get|with|navigate|find|make))|i(?:'m| am) (?:already |fully |completely |personally |a big |pretty much |totally )*(?:sold|convinced|a fan|on board|behind (?:this|it|you)|in favou?r)|i(?:'ve| have)? (?:already )?told (?:my (?:boss|manager|team)|the (?:board|team|others)|him|her|them|[a-z]+) (?:we|that we|this|it|about (?:you|this)|that this)|i (?:really |personally |do )?want (?:this|us|to see this) (?:to (?:happen|work|go|do)|happen|done))\b/,
  },
  {
    label: "competition",
    confidence: 0.85,
    triggers:
      "also other others another vendors vendor suppliers supplier alternatives alternative comparing compare incumbent current competitors competitor competing in-house internally ourselves quote quotes incumbents between else existing",
    pattern:
      /\b(?:(?:also|still|already|we're|we are|been|currently) (?:looking at|talking (?:to|with)|speaking (?:to|with)|evaluating|considering|comparing|seeing|meeting) (?:at )?(?:\w+ )?(?:other|others|another|two|three|one|a (?:few|couple)|some|your|several|alternatives|different|\w+ and)|(?:other|another|two|three|few|couple of|several|different|competing) (?:\w+ )?(?:vendors?|suppliers?|providers?|quotes?|bids?|proposals?|offers?|tools we)\b|alternatives?\b|(?:compar(?:e|ing)|up against|versus) (?:you|this|it|that) (?:with|to|against)|incumbents?|(?:current|existing|present) (?:supplier|vendor|provider|contract with|solution|partner)|your competitors?|a competitor|(?:build|do|built|building|doing) (?:it|this|something|that|our own) (?:\w+ )?(?:ourselves|in[- ]house|internally)|(?:quote|proposal|bid|offer|demo) from (?!you\b|us\b)|(?:between|down to) you and|(?:someone|somebody|anyone) else (?:is |was |has )?(?:offering|quoted|pitching|came|cheaper))/,
  },
];
