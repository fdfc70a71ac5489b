import type { GapSlot } from "../moment.ts";
import type { Cue } from "./cues.ts";

/** A sum, a share or a stretch of time: what turns a complaint into an impact. */
const AMOUNT =
  "(?:[$€£]?\\d[\\d,.]{0,14}\\s?(?:k|m|%|percent|per cent)?|half|twice|dozens?|hundreds?|thousands?|a (?:lot|fortune|day|week|month|quarter|couple)|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)";

/** What tells each part of the buyer's gap, in the buyer's own sentences. */
export const GAP_CUES: Cue<GapSlot>[] = [
  {
    label: "environment",
    confidence: 0.75,
    triggers:
      "use using run running rely on team currently moment today spreadsheet spreadsheets excel manually hand structured setup set-up stack sites people us we've have",
    pattern:
      /\b(?:we(?:'re| are)? (?:currently |still |mostly |mainly |all |just |now )?(?:use|using|run|running|rely|relying|work (?:in|off|from)|operate|keep (?:it|them|everything) (?:in|on)|track (?:it|them|everything) (?:in|on)|on (?:sap|oracle|salesforce|hubspot|excel|sheets|sage|netsuite))\b|(?:it's|it is|they're|that's) (?:all |mostly |basically |just )?(?:done )?(?:in|on|by|through) (?:excel|spreadsheets?|a spreadsheet|paper|hand|e-?mail|shared (?:drive|inbox))|(?:currently|at the moment|right now|today),? (?:we|it|they|everyone|the|our|every|each)\b|(?:our|my) (?:team|stack|setup|set-up|process|system|tooling) (?:is|has|sits|runs|consists)|there(?:'s| are| is) (?:about |around |only |just )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty) of us|we(?:'ve| have)(?: got)? (?:about |around |only |just |roughly )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty) (?:\w+ )?(?:people|reps|sites|offices|plants|stores|warehouses|analysts|engineers|planners|agents|systems|tools|locations|branches|teams)|(?:do|does|doing) (?:it|this|that|them|everything|most of it) (?:all )?(?:manually|by hand|in excel|in spreadsheets))/,
  },
  {
    label: "problem",
    confidence: 0.8,
    triggers:
      "problem problems issue issues struggle struggling struggles broken breaks break painful pain frustrating frustrated slow mistakes mistake errors error wrong delays missing lose losing lost nightmare headache mess messy bottleneck forever long hard difficult annoying rework duplicate duplicates chase chasing chases cracks late behind visibility fails failing failed trust manual unreliable clunky stuck complaining complain trouble challenge can't cannot couldn't nobody doesn't",
    pattern:
      /(?:\b(?:problem|issue|trouble|challenge|headache|nightmare|bottleneck|frustration|pain)s?(?: is| are|,| we| for us|'s| that| with| at|$)|\b(?:we|they|i|people|everyone|team|it|that|which)(?:'re|'s| are| is|'ve been| have been)? (?:\w+ )?(?:struggl(?:e|es|ing)|stuck|fed up|complain(?:s|ing)?)\b|\b(?:it|that|which|everything|something|system|process|thing|export|import|report)(?:'s| is| just| always| keeps?| constantly| kind of| often)* (?:broken|breaks?|breaking|painful|frustrating|slow|clunky|a mess|messy|unreliable|manual|falls? (?:over|apart)|crash(?:es|ing)?|fails?|failing|goes wrong|went wrong|late)\b|\b(?:takes?|taking|took) (?:forever|ages|far too long|too long|way too|so long|(?:us|them|me|him|her) (?:forever|ages|\w+ (?:days|hours|weeks)))|\b(?:so|too|really|very|quite|pretty) (?:slow|hard|difficult|manual|painful|frustrating|messy|clunky|annoying|late)\b|\b(?:lose|losing|lost|loses) (?:track|sight|visibility|orders|data|customers|time|deals|people|hours)\b|\b(?:no|zero|don't have|haven't got|lack of|without) (?:any |real |proper |single )?(?:visibility|way (?:of|to)|idea|single (?:view|source)|control|audit trail)\b|\b(?:rework|fall(?:s|ing)? through the cracks|chas(?:e|es|ing) (?:people|them|suppliers|customers|up|down|everyone|approvals|invoices)|running behind|falling behind|wrong (?:numbers?|data|price|stock|invoice|order|address|version))|\b(?:lots of|many|so many|too many|making|make|full of|constant) (?:mistakes|errors|duplicates|delays|manual)|\b(?:can't|cannot|couldn't|nobody can|don't) (?:really |actually |even |easily )?(?:see|tell|trust|rely|find|keep up|get (?:a|the|any)|report|forecast|know (?:what|who|where|which|how|if|whether))\b|\bdoesn't (?:really |actually |even )?(?:work|talk|sync|match|scale|connect|tie|add up)\b)/,
  },
  {
    label: "impact",
    confidence: 0.85,
    triggers:
      "cost costs costing lose losing lost spend spends spending waste wasting wasted churn churned fine fined penalty penalties overtime left leaving quit turnover missed miss burn write-offs hours days people revenue margin",
    pattern: new RegExp(
      `\\b(?:cost(?:s|ing)? (?:us|me|the (?:business|company|team))|(?:los(?:e|es|ing|t)|spend(?:s|ing)?|wast(?:e|es|ed|ing)|burn(?:s|ing|ed)?) (?:us |me |them |about |around |roughly |probably |easily |maybe |up to |something like |at least |nearly |almost |over |well )*${AMOUNT}|(?:lost|losing|lose) (?:a |some |two |three |several |our |the |good |that )*(?:customer|client|account|deal|order|contract|people|person|tender|bid)s?|(?:customers?|clients?|people|staff|two|three|half the team) (?:are |have |just |'ve |'re )*(?:left|leaving|quit|quitting|churn(?:ed|ing)?|walked|burn(?:ed|t|ing) out)|got (?:a fine|fined)|penalt(?:y|ies)|(?:paying|paid|pay|doing|did|on) overtime|missed (?:the |our |a |two |three |that )*(?:target|quarter|deadline|number|forecast|delivery|deliveries|sla)s?|${AMOUNT} (?:hours|days|people|heads) (?:a|per|every|each) (?:week|day|month|quarter|year)|(?:revenue|margin)s? (?:is|are|was|has|have|down|drops?|dropped|slipp))`,
    ),
  },
  {
    label: "root-cause",
    confidence: 0.8,
    triggers:
      "because reason root cause caused due down why legacy stems since underlying designed",
    pattern:
      /\b(?:the (?:real |main |root |underlying |whole )*(?:reason|cause|issue|problem) (?:is|was|being|for that|we|why)\b|(?:comes|boils|came) down to\b|root cause|caused by|due to (?:the|our|a|how|that)|stems from|that's why (?:we|it|they|everything|the|our|i)\b|(?:it's|that's|mainly|mostly|largely|partly|purely|just|all) because\b|because (?:the|our|we|it|they|nobody|everyone|everything|each|every|no one|there's|there is)\b[^.?!]{0,80}\b(?:not|never|no|don't|doesn't|isn't|aren't|can't|won't|wasn't|weren't|didn't|nobody|legacy|old|manual|manually|separate|different|own|grew|acquired|by hand|still|outgrew|built)\b|was never (?:designed|built|meant|set up)|legacy (?:system|platform|tool|software|stack))/,
  },
  {
    label: "future-state",
    confidence: 0.75,
    triggers:
      "want wants wanted like love ideally ideal could able goal goals aim aiming success dream need perfect wish vision would",
    pattern:
      /\b(?:ideally|in an ideal world|in a perfect world|(?:we|i)(?:'d| would) (?:really |just )?(?:love|like) (?:to (?:be|have|see|get|know|stop|cut|bring|move|reach|run|do|spend)|it (?:to|if)|the|a|one|something)|(?:what )?(?:we|i) (?:really |just |actually )?want(?:ed)? (?:is|it|to (?:be able|get|have|see|know|stop|cut|bring|move|reach|be|run|halve|double)|one|a single|everything|the)|(?:the|our|my) (?:goal|aim|dream|vision|target|ambition) (?:is|was|would|for|being)|(?:we're|we are) aiming|success (?:for (?:us|me) )?(?:would|is|looks)|if (?:we|i|they) could (?:just |only |actually )?(?:get|have|see|cut|stop|know|do|free|bring|halve|spend)|(?:we'd|we would|i'd|they'd|i would) be able to|i wish (?:we|i|it|there))\b/,
  },
  {
    label: "cost-of-inaction",
    confidence: 0.85,
    triggers: "if otherwise afford worse another nothing unless stays keep doing go sooner carry",
    pattern:
      /\b(?:if (?:we|i|they|this|it|nothing|that) (?:don't|do not|doesn't|does not|do nothing|did nothing|stay(?:s)?|keep(?:s)?|carr(?:y|ies) on|continues?|changes|can't|cannot|isn't|gets|aren't|leave|wait|happens)\b[^?]{0,140}?\b(?:lose|lost|miss|cost|fine|fined|out|worse|stuck|fail|risk|problem|trouble|leave|quit|grow|hire|pay|paying|behind|can't|won't|never|again|going to|gonna|we'll|i'll|i'm|it'll|they'll|toast|dead)\b|otherwise (?:we|it|i|they)(?:'ll|'d|'re| will| are| would| have| lose| just| end)|(?:can't|cannot|couldn't) (?:afford|keep (?:doing|going|running|on)|go on|carry on|do another|wait another|survive|take another)|another (?:year|quarter|season|winter|summer|month|peak) (?:of|like) (?:this|that)|(?:it|this|that|things?)(?:'s| is|'ll| will)? (?:only |just )?(?:going to |gonna |be |get |getting )+worse|sooner or later|nothing changes)\b/,
  },
  {
    label: "personal-stakes",
    confidence: 0.85,
    triggers: "i i'm i've my me i'd i'll myself personally nerves sleep",
    pattern:
      /\b(?:i(?:'m| am) (?:the one (?:who|that)|on the hook|worried|nervous|scared|terrified|embarrassed|exhausted|responsible|accountable|under (?:a lot of |real |huge )?pressure|losing sleep|tired of|fed up|sick of|dreading|presenting (?:to|this|it)|up for)|my (?:job|bonus|neck|head|reputation|weekends?|evenings?|credibility|promotion|kids|family)(?: is|'s| on| are| was| has|,| keeps?| will| would| at|$)|(?:keeps?|kept|keeping) me (?:up|awake)|(?:falls?|lands?|comes back|comes down) (?:on|to|onto) me\b|on me personally|for me personally|personally,? (?:i|it|that|this)|i (?:have to|had to|need to|'ve got to|have got to|must) (?:explain|stand up|answer (?:for|to)|report (?:to|back)|present|face|justify|apologi[sz]e|defend|tell (?:the board|my boss|him|her|them))|i don't (?:really )?trust (?:my|our|the|those|these|it)|i(?:'m| am)? (?:get|getting|got) (?:the (?:call|blame|phone call|angry)|blamed|shouted|called|phoned)|i (?:dread|hate)\b|(?:looks? bad|embarrassing) (?:on|for) me|i(?:'ve| have) (?:staked|promised|put my)|my (?:own )?(?:stress|nerves|sleep))/,
  },
];
