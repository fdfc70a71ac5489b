const words = (list: string) => new Set(list.split(" "));

/** Things people do for each other after a call. */
const DELIVER =
  "send|share|forward|email|e-mail|mail|ship|follow up|get back|circle back|reach out|loop|introduce|connect you|set (?:\\w+ )?up|set (?:that|this|it) up|schedule|book|put (?:\\w+ ){0,3}(?:together|in|on)|draft|write|prepare|pull (?:\\w+ ){0,3}together|check|look into|find out|ask|talk to|speak (?:to|with)|confirm|review|read|update|provide|invite|call|ring|text|ping|message|drop|deliver|bring|pick (?:\\w+ )?up|order|buy|sign|pay|get (?:you|that|it|this|them|the)|give (?:you|them|him|her)|make sure|take (?:care|it|that|this)|handle|fix|build|create|add|upload|post|remind|arrange|organi[sz]e|run (?:it|this|that)|submit|file|chase|dig|work (?:on|up)|have (?:\\w+ ){0,5}(?:ready|over to|to you|for you|by|send|call|reach)|be (?:in touch|there|back)|finali[sz]e|transfer|process|test|try|discuss|bring|sort|tell (?:him|her|them|my|our|the)|let you know|donate|contribute|pledge|match|visit|do (?:it|that|this)";

/** Things people give: naming one is undertaking it, whatever the mood of the verb. */
const GIVE =
  "donate|give|contribute|pledge|sponsor|match|sign|commit|make a (?:\\S{1,12} ){0,2}(?:donation|contribution|pledge|payment)|spare|chip in|do (?=[$\\d.]|half|all|a |one|two|five|ten)|help (?:out )?with|pay|buy|order|fund|send|put (?:down|in)|lock in(?:to)?|go with|start with";

const ADVERB =
  "(?:also |just |definitely |certainly |absolutely |probably |happily |gladly |personally |really |surely |be sure to |be happy to |be glad to |make sure to |go ahead and |still |actually |then |try to |try and |at least |have to |need to |maybe |even |today |i'll |i )*";

/** "I'll …", "I will …": the plain promise; the verb after it is judged by `DISCOURSE`. */
export const WILL = new RegExp(
  `\\b(?:i'll|i will|i shall|ill(?= (?:do|give|donate|send|get|check|take|pay)\\b)|i promise (?:to|i'll|you)|i (?:\\w+ )?agree to|i commit to) (?:can )?${ADVERB}(?=[a-z$\\d.])`,
);

/** "We'll send", "I'm going to call", "I can get you": needs a verb of doing something for the other side. */
export const DOING = new RegExp(
  `\\b(?:we'll|we will|we shall|i'm (?:going to|gonna)|i am (?:going to|gonna)|we're (?:going to|gonna)|we are (?:going to|gonna)|i can|we can|i'd be (?:happy|glad) to|we'd be (?:happy|glad) to|(?:i'm|we're) happy to|happy to|let me|let us) ${ADVERB}(?=(?:${DELIVER})\\b)`,
);

/** "I'd be willing to give", "we would pay", "I am donating". */
export const GIVING = new RegExp(
  `\\b(?:(?:i'?d|i would|we'd|we would|i'?ll|i will|i could|we could|i can|we can) ${ADVERB}(?:like to |love to |be (?:willing|okay|ok|happy|glad|able|comfortable|honou?red|delighted|ready) (?:to|with) |want to |prefer to )?|(?:i'm|i am|we're|we are) (?:willing|happy|glad|ready|prepared|going|gonna|planning) (?:to )?|i want to |i(?:'ve| have) decided to |ready to |i (?:plan|intend) to |glad to |(?:i'm|i am) (?=donating|giving|contributing|pledging)|(?:could|can|may) i |(?:i|we) (?:think (?:i|we) )?should )(?:still |also |at least |definitely |gladly |probably |maybe )*(?=(?:${GIVE}|donating|giving|contributing|pledging)\\b)`,
);

/** What names an amount as one's own in a talk about giving: "make it ten", "put me down for five". */
export const NAMING =
  /^(?:how|what) about\b|\b(?:my (?:donation|contribution|pledge) (?:will be|is|would be)|it will (?:\w+ ){0,3}be|put me down|make it|let's (?:do|say|go with)|sounds (?:good|reasonable|fair|fine|great|right|doable)|feel (?:good|comfortable|okay|ok|fine) (?:about|with)|works for me|i (?:can|could) (?:do|afford|manage|swing)|okay with|fine with|i(?:'m| am) donating)\b/;

/** Verbs that move the talk along or describe, and promise nothing. */
export const DISCOURSE =
  /^(?:say|see(?! (?:to it|what i can|if i can|you (?:on|at|there)))|admit|bet|assume|guess|know|want|like|love|feel|think(?! about)|consider|tell you|be (?!in touch|there|back|sure|happy|glad|able to (?:send|get|do|give)|[a-z]{2,12}ing\b)|be (?:talking|showing|speaking|covering|walking|being|asking|going|looking|saying|using|getting|having)|have (?:a |no |some |more |less |the |an |problems|fun)|need|stop|wait for you|begin|start(?! (?:working|on it))|kick|open|go (?:first|next|last|through|over|back to|on|fast|quick|quickly|into|straight|deeper|slow|down|off)\b|show|share my screen|explain|mention|repeat|describe|summari[sz]e|walk you|jump|skip|move on|turn|pass|leave|stay|let (?:you (?!know)|him|her|them)|hand|come back|get to (?:that|it|this)|get (?:more|much|better|worse|a lot|used|confused|lost)|talk about|talk more|talk you|give you (?:an|a (?:quick|brief|little|minute|second|sense|example|bit|moment|black)|that|some (?:context|background)|my|one)|ask you|pause|never|not|always|end|remember|forget|miss|take (?:a (?:look at that$|break|step|second|minute|guess)|that as|your word)|just (?:say|throw)|throw|try to (?:explain|be|keep|say|summari[sz]e)|put it (?:this|another|differently)|speak for|play|quote|read (?:it|this|that|you|the) (?:out|aloud|now)|use|call (?:it|that|this)|live|die|pretend|argue|agree with|no|also say|rephrase|concede|grant|spare|refer|point|reiterate|focus|cover|stick|shut|mute|drop off|hop|hang|cut|spend|lose|become|grow|win|look (?:like|at (?:this|that) now)|sound|seem|sit|stand|survive|regret|find (?:myself|it|that)|hear|watch|keep (?:it|this) (?:short|brief|quick))\b/;

/** What in front of "I'll" makes it a condition or a thought. */
export const SUBORDINATE =
  /\b(?:if|when|whenever|unless|until|that|what|which|where|how|why|whether|because|cuz|'cause|than|suppose|supposing|hope|hoping|said|say|saying|says|think that|like|doubt|wonder|unless|so that|or else|till)(?: (?:and|uh|um|i|so))* ?$/;
/** A condition that still holds at the promise: "if you see it I'll …". */
export const CONDITION = /\b(?:if|suppose|imagine|whenever|in case|unless)\b/;

/** What may stand before a promise in speech without marks. */
export const ONLY_FILLERS =
  /^(?:(?:uh|um|uhm|eh|ah|oh|so|and|but|ok|okay|well|yeah|yep|yes|right|sure|alright|mmm|hmm|mm-hmm|anyway|actually|no|now|great|sorry|i|i'll|we|we'll|i mean|you know|i think|or|fine|good|n|k|thanks)\b[-.,' ]*)*$/;

export const TENTATIVE =
  /\b(?:maybe|might|perhaps|probably|possibly|try to|try and|i guess|hopefully|i hope|should|could|think about|consider|see if|see what|i suppose|would consider|not sure)\b/;

/** "I'll get her to call you on Thursday, or, no." */
export const TAKEN_BACK = /\b(?:or|wait|actually|oh)[,.…\s-]+no[\s.!?…-]*$/;

/** "We should maybe put something in": kept, as not firm, when it is about the other side or has a day. */
export const SOFT = new RegExp(
  `\\b(?:(?:i|we) (?:\\w+ )?(?:might|could|should)|let's (?:try (?:to|and) |maybe |plan to )?|(?:maybe|perhaps) (?:i|we)(?:'ll| will| can)?) ?${ADVERB}(?=(?:${DELIVER}|get (?:something|time)|find (?:a )?time|meet|plan)\\b)`,
);

/** "Priya will send it over", "our legal team is going to review it". */
export const THIRD_PERSON = new RegExp(
  `\\b([A-Z][\\p{L}'’-]{1,20}(?: [A-Z][\\p{L}'’-]{1,20})?|(?:[Mm]y|[Oo]ur) (?:\\w{1,15} ){1,3})\\s?(?:will|is going to|is gonna|'ll|’ll|can) (?:also |then )?(?=(?:${DELIVER})\\b)`,
  "u",
);
/** Capitalised words that are nobody's name. */
export const NO_NAME = words(
  "I We You He She It They That This There These Those What Who When Where Which How Why If And But So Then Everything Everyone Someone Nobody The Well Okay Yes Yeah Sure And Our My",
);
