import type { ObjectionCategory } from "../moment.ts";

/** One way of saying no, not yet or not you. */
export interface ObjectionRule {
  category: ObjectionCategory;
  /** How sure the words alone make us, 0 to 1; below 0.5 they need help from what came before. */
  weight: number;
  /** One of these words must be there before the pattern is tried. */
  cues: string;
  /** Tried on the lower-case sentence; bounded gaps only, so that its cost stays linear. */
  pattern: RegExp;
}

const budget = (weight: number, cues: string, pattern: RegExp): ObjectionRule => ({
  category: "budget",
  weight,
  cues,
  pattern,
});
const timing = (weight: number, cues: string, pattern: RegExp): ObjectionRule => ({
  category: "timing",
  weight,
  cues,
  pattern,
});
const competition = (weight: number, cues: string, pattern: RegExp): ObjectionRule => ({
  category: "competition",
  weight,
  cues,
  pattern,
});
const other = (weight: number, cues: string, pattern: RegExp): ObjectionRule => ({
  category: "other",
  weight,
  cues,
  pattern,
});

const BUDGET: ObjectionRule[] = [
  budget(
    0.8,
    "expensive pricey steep pricy costly",
    /(?<!\bmost )\b(?:expensive|pricey|pricy|steep|costly)\b/,
  ),
  budget(
    0.8,
    "high much",
    /\b(?:too|so|pretty|bit|little|kind of|quite|very|way|rather|really|seems|is|are|feels|its) (?:a )?(?:bit |little )?(?:too )?high\b(?!er| quality| level| on my list| up| end| enough| school)|\b(?:price|cost|rent|fee|quote|number|rate|that|it|this)(?:'s| is| seems| sounds| feels)? (?:like )?(?:a (?:bit|little) (?:too )?much|(?:way |far )?too much)\b(?! (?:work|time|effort|on))|\$? ?\d[\d,.]*k? is (?:a (?:bit|little) |way |too )+much/,
  ),
  budget(
    0.8,
    "budget budgets range",
    /\b(?:over|above|outside|beyond|out of|exceeds?|not in|isn't in|wasn't in) (?:of )?(?:my|our|the|this year's)?\s?(?:budget|price range)|\b(?:no|don't have (?:the|any|a|that)|limited|tight|small|fixed|frozen|cut|stretch\w*|low|lower|any) (?:\w+ )?budget\b|\bbudgets? (?:is|are|was|has been|got|cycle|for|of|freeze|'s|constraints?|around)\b|\bon a (?:\w+ )?budget\b|\b(?:my|our) (?:\w+ )?budget\b/,
  ),
  budget(
    0.8,
    "afford justify stomach",
    /\b(?:can't|cannot|cant|couldn't|can not|not|don't|unable|hard|difficult|tough|never|if) (?:\w+ ){0,4}(?:afford|justify|stomach)\b/,
  ),
  budget(
    0.75,
    "money funds broke poor cash income bills funding",
    /\b(?:no|don't|dont|do not|not|isn't|without|never|little|enough|low on|short on|tight on) (?:\w+ ){0,6}(?:money|funds|funding|cash|income)\b|\b(?:broke|poor)\b(?! (?:down|up|into|out|quality|the|children|kids|people|families|performance|service|data|countries))|\b(?:money|funds|cash) (?:is|are|'s) (?:very |really |a bit |pretty )?(?:tight|short|low|limited)|\bneed (?:the|my|all the|this|that) (?:money|cash|income)\b|\bpay (?:my|the|our) bills\b|\bends meet\b/,
  ),
  budget(
    0.75,
    "unemployed jobless welfare debt debts struggling struggle laid fixed bills penny loans expenses rent paycheck job layoffs overspent",
    /\b(?:unemployed|jobless|on welfare|in debt|struggling|laid off|layoffs|fixed income|out of work|between jobs|lost my job|student loans|overspent|paycheck to paycheck)\b|\b(?:my|our) (?:own )?(?:bills|debts?|expenses|rent)\b|\bi (?:\w+ )?struggle\b|\bneed every (?:penny|dollar|cent)\b/,
  ),
  budget(
    0.65,
    "if wish could",
    /\bif (?:i|we) (?:\w+ )?(?:have|had|get|got) (?:\w+ ){0,2}(?:money|extra|anything|cash|budget|funds)\b|\bwish (?:i|we) could\b|\bif (?:i|we) could\b(?! (?:get|see|ask|have|go|just|start|talk))/,
  ),
  budget(
    0.8,
    "than",
    /\b(?:more|higher|larger|bigger) than (?:i|we|what (?:i|we)|i'd|we'd) (?:\w+ )?(?:want|wanted|expect|expected|plan|planned|thought|can|could|was|were|had|hoped|am|are|pay|budgeted|anticipated)/,
  ),
  budget(
    0.75,
    "cheaper cheapest less",
    /\bcheap(?:er|est)\b|\b(?:pay|spend|cost|costs|charge|charges|get it|find|take|go|do it|same thing) (?:\w+ ){0,3}(?:for |a (?:bit|little|lot) )?less\b(?! than)/,
  ),
  budget(
    0.75,
    "worth value roi return",
    /(?:n't|\b(?:not|isn't|isnt|wasn't|hardly|barely|don't|never)) (?:\w+ ){0,4}worth\b(?! it to look)|\b(?:don't|not|can't|hard to|struggling to|unclear|where's) (?:\w+ ){0,3}(?:see|find|prove|show)?\s?(?:the|an|any|that|what) (?:\w+ )?(?:value|roi|return)\b/,
  ),
  budget(
    0.7,
    "lower down discount discounts negotiate negotiable negotiation wiggle flexibility flexible lowest reduce reduced drop better break",
    /\b(?:come|go|work|knock|bring|take) (?:\w+ ){0,4}(?:down|lower)\b(?! (?:the|our|my|to (?:the|your|our)) (?:list|road|page|line|hall|street|office))|\b(?:lower|reduce|drop|lowered|reduced|dropped) (?:\w+ ){0,2}(?:price|cost|rate|fee|rent|bit)\b|\bprice (?:\w+ ){0,2}(?:lower|reduced|lowered|dropped|down)\b|\b(?:any|a bit|a little|little|much) lower\b|\bdiscounts?\b|\bnegotia(?:te|ble|ting|tion)\b|\bwiggle\b|\bflexib(?:le|ility) (?:on|in|with|around|about)\b|\b(?:your|the) (?:lowest|best|bottom) (?:price|offer|you|number)?|\b(?:lowest|least|best price) (?:you|price|that you)\b|\bbetter (?:price|deal|rate|number|offer)\b|\bcut (?:me|us) a (?:break|deal)\b/,
  ),
  budget(
    0.65,
    "throw waive include included extras knock free",
    /\b(?:throw in|throw (?:\w+ )?in|waive|knock (?:\w+ ){0,3}off)\b|\b(?:could|can|would|will|if) you (?:\w+ ){0,4}(?:include|for free)\b/,
  ),
  budget(
    0.75,
    "middle difference final",
    /\bmeet (?:me |you |us )?(?:\w+ )?(?:\w+ )?in the middle\b|\bsplit the difference\b|\b(?:final|last|best) (?:and final )?offer\b/,
  ),
];

const TIMING: ObjectionRule[] = [
  timing(
    0.8,
    "time timing moment",
    /\b(?:not|isn't|wasn't|bad|wrong|terrible|worst|tough|busy|never) (?:\w+ ){0,4}(?:time|timing|moment)\b(?! (?:to (?:talk|chat)|i|we|zone))|\btiming(?:'s| is| isn't| feels)? (?:\w+ )?(?:off|wrong|bad|tricky|tough|hard|not|an issue|a problem|the issue|the problem)|\b(?:don't|do not|dont|no|haven't|not|without|little|short on|more|some|take|takes) (?:\w+ ){0,3}time (?:to|for|right|now|this|until|before|and)\b(?! (?:talk|chat))|\bneed (?:\w+ ){0,2}time\b|\banother time\b/,
  ),
  timing(
    0.75,
    "now moment currently today yet present",
    /(?:n't|\b(?:not|cannot|can't|cant|dont|no|unable|won't)) (?:\w+ ){0,6}(?:right now|at the moment|at this (?:time|point|moment)|just now|for now|currently|today|yet|at present)\b|^(?:well |um |uh |yeah |no )*(?:not|nothing) (?:right now|yet|today|at the moment|now)\b|\bfor now,? (?:i'm|we're|i am|we are|i'll|we'll|no)\b/,
  ),
  timing(
    0.75,
    "quarter year month months spring summer fall autumn winter later future road down line next sooner",
    /\b(?:revisit|circle back|look (?:at|into) (?:it|this|that)|come back|talk again|touch base|check back|reconnect|wait|hold off|push (?:it|this|that)|reach (?:back )?out|pick (?:it|this|that) up|do (?:it|this|that)|after|not before|not until|maybe|perhaps|more likely|probably) (?:\w+ ){0,6}(?:next (?:quarter|year|month|spring|summer|fall|week)|new year|later|down the (?:road|line)|in the future|(?:a few|few|six|couple of|three|several) months)\b/,
  ),
  timing(
    0.75,
    "priority priorities bandwidth plate swamped busy slammed capacity underwater overwhelmed stretched hands",
    /(?:n't|\b(?:not|isn't|no|low|lower|other|bigger|competing|different|list of|higher|more pressing|compete with)) (?:\w+ ){0,5}priorit(?:y|ies)\b|\bbandwidth\b|\bon (?:my|our|their) plates?\b|\b(?:swamped|slammed|underwater|overwhelmed|stretched thin|too stretched)\b|\b(?:too|very|so|really|pretty|super|quite|crazy|just) busy\b|\bhands (?:are )?full\b|\b(?:no|not|don't have (?:the|any)?) (?:\w+ ){0,2}capacity\b/,
  ),
  timing(
    0.75,
    "think consider considering review mull over digest sleep decide deciding thinking research look",
    /\b(?:need|needs|want|have|like|going|time|let me|let us|i'll|i will|we'll|we will|will have|gotta|i should|we should) (?:to )?(?:\w+ )?(?:think|mull|sleep|digest|chew|look) (?:\w+ ){0,2}(?:about|over|on|through|into)\b|^(?:\w+ ){0,2}i(?:'m| am) (?:still )?(?:thinking about|considering) (?:it|that|this)?|\b(?:i'll|i will|we'll|will|i'd|i would|need to|have to|maybe i can|i can) (?:\w+ ){0,2}(?:consider|mull|(?:review|research|look into)(?! .{0,50}\b(?:by|on|before|tomorrow|today|tonight|this|monday|tuesday|wednesday|thursday|friday)\b))\b|\bstill (?:deciding|thinking|undecided|considering)\b|\b(?:haven't|have not|not) (?:\w+ )?(?:decided|made (?:a|my|our|up))\b|\bundecided\b/,
  ),
  timing(
    0.75,
    "ready hold wait soon early premature until once when",
    /(?:n't|\b(?:not|isn't|aren't)) (?:\w+ ){0,3}ready\b|\bhold(?:ing)? off\b|\b(?:rather|better|prefer to|want to|need to|have to|going to|should|would|will|we'll|i'll|i'd|we'd) (?:\w+ )?wait\b|\b(?:too|little|bit|pretty) (?:soon|early|premature)\b|\b(?:as soon as|once|when|until) (?:i|we) (?:\w+ )?(?:get|have|earn|make|can|finish|close|are done|receive) (?:\w+ ){0,3}(?:money|budget|paid|funding|chance|approval|time|job|income)\b/,
  ),
  timing(
    0.65,
    "check see ask know before first back mind keep let",
    /\b(?:have|need|got|gotta|want|like) (?:to )?(?:\w+ )?(?:check|see|read|verify|do some|know more|learn more|find out more|look into)\b(?! (?:you|that working|it in action|how (?:you|we)))|\bbefore (?:i|we) (?:\w+ )?(?:donate|decide|commit|sign|give|buy|spend|pay|move|do anything|can|agree)\b|\b(?:get|come) back to you\b|\bkeep (?:it|that|you|this|them) in mind\b|\b(?:i|we)(?:'ll| will) (?:have to )?(?:let you know|see)\b(?! you)/,
  ),
  timing(
    0.45,
    "months month years year quarters within",
    /\b(?:will|can|would|could|'ll) (?:\w+ ){0,4}(?:within|in|after) (?:\w+ ){0,3}(?:months?|years?|quarters)\b/,
  ),
  timing(
    0.6,
    "later sometime someday eventually",
    /\b(?:maybe|perhaps|possibly|might|until|do it|donate|give|buy|decide|sign|start|something for|look at it) (?:\w+ ){0,3}later\b(?! (?:today|in the call|on))|\b(?:someday|eventually)\b/,
  ),
];

const COMPETITION: ObjectionRule[] = [
  competition(
    0.75,
    "already existing current incumbent",
    /\b(?:we|i|they|our \w+|my \w+)(?:'ve|'re|'m| have| are| am)? already (?:\w+ )?(?:have|has|had|use|using|got|work|working|pay|paying|bought|own|built|signed|give|gave|donate|donated|support|do|doing|with|in|under|set|covered|on)\b|\balready (?:have|use|using|working|work|pay|paying|under|give|donate|support|built|invested) /,
  ),
  competition(
    0.75,
    "happy satisfied content fine comfortable",
    /\b(?:we're|i'm|we are|i am|they're|pretty|quite|very|really|are|been) (?:\w+ ){0,2}(?:happy|satisfied|content|fine|comfortable) (?:with|where|using|on|as is|staying) (?:\w+ ){0,3}(?:current|what|who|where|our|my|them|existing|provider|vendor|setup|we|tool|system|it is)\b|\bhappy with (?:my|our) current\b/,
  ),
  competition(
    0.75,
    "competitor competitors alternatives vendors vendor provider providers quotes quote bids bid other others another else elsewhere",
    /\b(?:looking|talking|speaking|evaluating|considering|comparing|going|shopping|quotes?|bids?|demos?|looked|talked|comparison|weighing|meeting) (?:\w+ ){0,5}(?:competitors?|alternatives|vendors?|providers?|quotes|others?|another|elsewhere|somewhere else|options|companies|solutions)\b|\byour competitors?\b|\b(?:other|another|different|cheaper|competing) (?:vendor|provider|supplier|quote|bid|offer|option|product|tool|company|charit|organi[sz]ation|cause|way|place)\w*\b|\b(?:find|found|get|got|buy|bought|bid|quote[ds]?|offers?|offered|same) (?:\w+ ){0,6}(?:elsewhere|somewhere else|online|brand new|another)\b|\bsomething else\b/,
  ),
  competition(
    0.7,
    "rather prefer prefers usually typically normally instead generally local mostly",
    /\b(?:i|we|i'd|we'd|they|i would|we would) (?:much |would |usually |typically |normally |generally |always |just |tend to |mostly |kinda |really |actually )*(?:rather|prefer|lean)\b(?! (?:not to say|to be called|email|morning))|\b(?:i|we) (?:usually|typically|normally|generally|mostly|tend to) (?:\w+ )?(?:use|buy|go with|go to|work with|order|stick|handle|build|prefer|rely|(?:do )?(?:give|donate|contribute) (?:\w+ ){0,3}to|support|do (?:that|this|it))\b|^(?:usually|typically|normally|generally),? (?:i|we) |\binstead of (?:you|this|yours)\b/,
  ),
  competition(
    0.75,
    "contract locked switch switching migrate migrating renewed renewal signed in-house homegrown internally ourselves",
    /\b(?:under|locked|tied|existing|current|in the middle of a|have a|annual|year|long-term) (?:\w+ ){0,2}contract\b|\blocked in(?:to)?\b|\b(?:switching|migrating|ripping|migration|switch|changeover|rip) (?:\w+ ){0,3}(?:cost|costs|pain|painful|hassle|risk|risky|over|out|would|is|takes|away|providers|vendors|tools|systems)\b|\b(?:just|recently|only just) (?:renewed|signed|bought|switched|rolled out|implemented|finished)\b|\b(?:build|built|do|handle|done|building|solve|manage) (?:\w+ ){0,3}(?:in-house|internally|ourselves)\b|\bhome-?grown\b/,
  ),
  competition(
    0.7,
    "compared versus vs compare offers same",
    /\bcompared (?:to|with) (?:other|what|your|the other|[a-z]+'s)\b|\b(?:how (?:are|is|do|does|would) (?:you|this|it|that|your \w+)) (?:\w+ ){0,3}(?:different|compare|better|stack)\b|\b(?:what|who) (?:makes|made) (?:you|this|it) (?:\w+ ){0,4}(?:different|better)\b/,
  ),
];

const OTHER: ObjectionRule[] = [
  other(
    0.75,
    "boss manager team board husband wife partner legal procurement finance cfo ceo committee leadership it security",
    /\b(?:check|talk|run (?:it|this|that)|ask|clear (?:it|this|that)|discuss|get (?:\w+ ){0,2}(?:approval|buy-in|sign-off)|convince|sell (?:it|this)|consult|sign-off|signed off|approve[ds]?|approval|okay|take (?:it|this)|bring (?:it|this)) (?:\w+ ){0,4}(?:boss|manager|team|board|husband|wife|partner|legal|procurement|finance|cfo|ceo|committee|leadership|security|vp|director|colleagues|spouse)\b|\b(?:boss|manager|board|husband|wife|partner|legal|procurement|cfo|ceo|committee|leadership|security|it team) (?:\w+ ){0,2}(?:would never|won't|wouldn't|has to|have to|needs to|need to|would have to|will have to|is not|isn't|doesn't|will push|will want|would want) /,
  ),
  other(
    0.8,
    "decision decide call authority approve signature",
    /(?:n't|\b(?:not|isn't)) (?:\w+ ){0,4}(?:my|mine|our|to make)? ?(?:decision|call|authority|the (?:right|one|person|decision))\b|\b(?:don't|can't|cannot|not able to|couldn't) (?:\w+ ){0,3}(?:decide|approve|sign off|make that call)\b/,
  ),
  other(
    0.8,
    "trust believe scam scams sketchy fishy fake rip ripped misuse misused dishonest gimmick pockets waste legit legitimate credible skeptical sceptical suspicious doubt doubtful shady corrupt fraud fraudulent reputable catch doubts",
    /\b(?:don't|dont|not|n't|never|hard to|can't|do not|how (?:do|can) (?:i|we)) (?:\w+ ){0,5}(?:trust|believe in)\b|\bscams?\b|\b(?:sketchy|fishy|fake|rip[- ]?off|ripped off|misused?|dishonest|embezzl\w+|gimmick)\b|\b(?:line|lining) (?:\w+ )?pockets\b|\bwaste of\b|\b(?:is|are|if|was|it's|this|that|they|really|actually|how) (?:\w+ ){0,4}(?:legit|legitimate|credible|reputable)\b|\b(?:skeptical|sceptical|suspicious|doubtful|shady|corrupt|fraud\w*)\b|\b(?:i|we|have|some) (?:\w+ )?doubts?\b|\bwhat's the catch\b/,
  ),
  other(
    0.75,
    "worried worry concern concerns concerned nervous afraid hesitant uncomfortable reluctant wary cautious anxious unsure iffy hesitate scared reservations leery comfortable risky risk",
    /\b(?:i|we|i'm|we're|i am|we are|i've|we've|me|us|they|i was|that|little|bit|still|always|just|kind of|my|our|team|biggest|main|only|one|a|also|some) (?:\w+ ){0,3}(?:worried|worry|worries|concern|concerns|concerned|nervous|afraid|hesitant|hesitate|uncomfortable|reluctant|wary|cautious|leery|iffy|anxious|reservations|unsure|scared)\b(?! (?:to hear|for (?:the|them|those)|about (?:the )?(?:children|kids|them|those|their)))|(?:n't|\b(?:not|dont|never)) (?:\w+ ){0,4}comfortable\b|\b(?:too|seems|sounds|bit|little|feels|quite) risky\b|\b(?:big|huge|a|too much|some) risk\b/,
  ),
  other(
    0.75,
    "wonder how know where guarantee sure really actually just only they'll question doubt if whether",
    /\b(?:i|we) (?:always |often |just |do |sometimes |also |still )*(?:wonder|question|doubt) (?:how|if|whether|where|what|about|why|that)\b|\bhow (?:do|can|would|could) (?:i|we|you) (?:\w+ )?(?:know|be sure|trust|guarantee|prove|tell)\b|\bwhat guarantee\b|\b(?:if|how much|whether|where|sure|know) (?:\w+ ){0,6}(?:actually|really) (?:go|get|help|work|reach|make)\w*|\bthey(?:'ll| will| would|'d| are|'re)? (?:just|only) (?:take|pocket|keep|want|spend|use|care|after|going|trying)\b|\bwhat(?:'s| is) to (?:stop|say|guarantee)\b/,
  ),
  other(
    0.75,
    "interested need needed use fit necessary relevant point reason convinced",
    /(?:n't|\b(?:not|dont|never|isnt|wouldn't|no longer|hardly)) (?:\w+ ){0,4}(?:interested|need|fit|necessary|relevant|convinced|sold|useful|appealing|something (?:we|i|that))\b(?! (?:to (?:worry|thank|apologi[sz]e)))|\bno (?:need|interest|use|point|real need|reason to (?:change|switch|move|buy))\b|\bwhy (?:would|should|do|did|can't|don't|not) (?:i|we|they|anyone) \w+|\b(?:don't|can't|not sure|hard to|fail to|struggle to) (?:i |we )?(?:really |quite |yet )?see (?:how|why|what|the (?:point|need|benefit|value|use)|where|myself|us)\b/,
  ),
  other(
    0.6,
    "sure certain know convinced",
    /(?:n't|\b(?:not|im not|never|nor)) (?:\w+ ){0,2}(?:sure|certain|convinced)\b(?! (?:what you|who you|i follow|i understand|where you))/,
  ),
  other(
    0.7,
    "not won't wouldn't can't cannot cant refuse don't couldn't dont",
    /\b(?:i|we|i'm|we're|they|it)(?: am| are|'m|'re)? (?:really |just |simply |probably |also |actually |definitely |honestly )*(?:won't|wouldn't|not going to|not gonna|not willing|can't|cannot|cant|refuse to|couldn't|not able to|unable to|not (?:donating|buying|paying|signing|giving|doing|spending|moving|changing|looking to))\b(?! (?:wait|complain|imagine|believe|agree more|help but|thank|tell you how|hear|see (?:why|you|your|it|a reason not)|hurt|mind|remember|say no|blame|argue|stand|even imagine|talk (?:right )?now))/,
  ),
  other(
    0.7,
    "no nope nah thanks pass decline",
    /^(?:um |uh |well |hmm |oh |sorry )*(?:no|nope|nah),? (?:thanks|thank you|not|i'm|i don't|i won't|i can't|i would|i wouldn't|but|we|it's|that's not|because|sorry|i do not)\b(?! (?:for the|thank you for|blessed|problem))|\bi'll (?:have to )?pass\b|\b(?:have|going|need) to (?:pass|decline|say no|quit|walk)\b/,
  ),
  other(
    0.7,
    "like feel believe think want",
    /\b(?:i|we|they|my \w+|our \w+) (?:\w+ )?(?:don't|dont|do not|didn't|never|would not|wouldn't|doesn't) (?:\w+ ){0,2}(?:like|feel|believe|think|want|wish|see myself|care)\b(?! (?:(?:i|we|they) (?:have|did|do|know|had|ever)|to (?:be rude|interrupt|hear about|take up)|anyone|about (?:the )?(?:timeline|who)|i've|so much|that way about|see a problem))/,
  ),
  other(
    0.7,
    "doesn't don't missing lack lacks integrate integration support complex complicated clunky difficult confusing limited outdated old small far smaller hard",
    /\b(?:doesn't|does not|don't|won't|can't|wouldn't|didn't) (?:\w+ ){0,2}(?:integrate|work (?:with|for|in)|support|scale|cover|fit|solve|help (?:us|me|with)|handle|include|do what|meet|have (?:a|an|the) \w+ (?:we|i))\b|\b(?:missing|lacks?|lacking) (?:\w+ ){0,3}(?:feature|integration|support|functionality|capabilit|piece|option)\w*|\b(?:too|overly|pretty|very|bit|quite|really|little) (?:complex|complicated|clunky|difficult|confusing|limited|outdated|old|small|far|big|basic|slow|hard|heavy)\b(?! (?:to say|time|one|kids?|child|town|deal|fan))/,
  ),
  other(
    0.75,
    "responsibility problem job government rich own home themselves pressure pressured pushy alone stop",
    /\b(?:not|isn't|n't) (?:my|our) (?:\w+ )?(?:problem|job|responsibility|concern)\b|\b(?:government|rich|wealthy|companies|corporations|parents|they|others|people) (?:\w+ ){0,2}should (?:\w+ ){0,3}(?:pay|help|take care|do|fix|be|handle|give)\b|\b(?:begins|starts) at home\b|\bour own (?:\w+ )?(?:people|country|children|kids|community|problems|issues|poor|citizens)\b|\b(?:feel|feeling|being|too much|stop) (?:\w+ )?(?:pressured?|pushy|pushing|pressuring|asking)\b|\bleave me alone\b/,
  ),
  other(
    0.65,
    "set good thing rarely seldom",
    /\b(?:i'm|we're|i am|we are) all set\b|\b(?:i'm|we're) good(?:,? thanks|,? thank you| for now| as we are| where we are| with what)|\bnot (?:really )?(?:my|our) thing\b|\bnot for (?:me|us)\b|\bi (?:rarely|seldom|hardly ever)\b/,
  ),
  other(
    0.65,
    "heard read reviews burned tried failed experience bad past before stories",
    /\b(?:heard|read|seen|saw|had) (?:\w+ ){0,6}(?:bad|horror|mixed|terrible|negative|awful|wasn'?t|weren'?t|not (?:so )?(?:good|great|positive)|complaints|issues|problems|scandal)\b|\b(?:been|got|gotten|were) burn(?:ed|t)\b|\b(?:tried|bought|did|used) (?:\w+ ){0,5}(?:before|last year|in the past) (?:and|but)\b|\bdidn't (?:\w+ )?(?:work|go well|help|stick|deliver)\b|\bbad experience/,
  ),
  other(
    0.6,
    "maybe perhaps possibly might depends guess unless",
    /^(?:um |uh |well |hmm |oh |yeah |so |i mean )*(?:maybe|perhaps|possibly|it depends|that depends|depends)\b(?! (?:you|that's|it's because|we can (?:start|talk)))|\bi (?:\w+ )?might (?:\w+ )?(?:consider|donate|buy|try|be|do|give|think)\b|\bmaybe (?:i|we)(?:'ll| will| can| could| should)? (?:\w+ )?(?:consider|think|look|donate|try|another)\b/,
  ),
  other(
    0.45,
    "but however though although unfortunately honestly",
    /^(?:but|however|although|unfortunately)\b|,? (?:but|though|however) (?:i|we|it|the|that|it's|i'm|my|our|there|if|they|still|not)\b|\bunfortunately\b/,
  ),
];

/** All rules; a sentence's objection is the heaviest one that fits. */
export const OBJECTION_RULES: readonly ObjectionRule[] = [
  ...BUDGET,
  ...TIMING,
  ...COMPETITION,
  ...OTHER,
];
