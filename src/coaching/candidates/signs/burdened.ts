import type { Signs } from "../weighing.ts";

const COUNT =
  "(?:\\d[\\d,.]*|half|most|a (?:third|quarter|fifth|dozen|handful)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a |two |three |several )?(?:hundred|thousand|million)s?)";

/** What weighs on a buyer, said in a sentence or two: something went wrong, costs them, or is on their mind. */
export const BURDENED: Signs = {
  bias: -3.2,
  signs: [
    {
      name: "something went wrong",
      weight: 2,
      said: /\b(?:mistakes?|errors?|wrong|missed|miss (?:the|our|a)|fail(?:s|ed|ing|ure)?|broke(?:n)?|br(?:eak|oke)s? down|crash\w*|collapsed|stood still|stands? still|standstill|flood\w*|stolen|theft|leak\w*|mess|disaster|chaos|backlog|behind|overdue|unpaid|unanswered|scrap\w*|wast(?:e|ed|ing)|(?:throw|threw|thrown|throwing|chuck\w*|binn?\w*)\b(?! in)|down the drain|put right|redo\w*|rework\w*|refund\w*|returns|sent (?:it |them |the \w+ |half )?back|turned? (?:us |it |them )?(?:down|away)|rejected|written off|wr(?:ote|ite) off|los(?:t|e|es|ing)|penalt\w+|fined?\b|fines|complain\w*|ombudsman|tribunal|lawsuit|recall\w*|hurt|injur\w+|accident|shut|closed? (?:down|for|the)|clos(?:e|ing) (?:the|down|our)|late\b|delay\w*|short(?:age|fall|staffed)|cancel\w*|dropped|gone (?:bust|under)|stuck|struggl\w+|falls? over|fell (?:over|through|apart)|found \w+ (?:things|problems|issues|faults))\b/,
    },
    {
      name: "people gone",
      weight: 2,
      said: /\b(?:(?:hand(?:ed|ing)? in|gave|given|giving) (?:their |his |her |my |in )?notice|resign\w*|quit|walk(?:ed|ing) (?:out|off|away)|left (?:us|me|over|because|the)|isn't here any ?more|aren't (?:here|there)|(?:don't|doesn't|didn't|won't|stopped|not) com(?:e|ing) (?:back|here|in|any ?more|on)|don't (?:make|last|stay)|doesn't make it|laid off|made redundant|let (?:\w+ ){1,4}go|gone to|went to (?:the competition|another|somebody|someone)|just aren't there|off (?:sick|with stress)|pregnant|vacanc\w+|nobody (?:left|wants|to)|(?:one|two) of us|on my own|by myself)\b/,
    },
    {
      name: "on their mind",
      weight: 2.2,
      said: /\b(?:lie (?:there|awake)|lay awake|in the morning doing|up at night|sleep|nightmare|dread\w*|asham\w+|embarrass\w*|can't face|haven't (?:answered|opened|told|dared)|stopped (?:opening|answering|looking|asking|telling)|i(?:'d| had)? (?:promised|told (?:the|them|him|her))|i(?:'m| am) the one|my (?:name|neck|own|head|job)\b|scared|afraid|worries me|worried|frighten\w*|sick of|fed up|tired of|had enough|can't (?:go on|do another|carry on)|who might have to|no idea)\b/,
    },
    {
      name: "somebody looks on",
      weight: 1.3,
      said: /\b(?:auditors?|inspect\w+|the bank|council|insurers?|regulator|trustees|investors?|board|court|head office|hospital|minister|ministry|press|lawyers?|union)\b/,
    },
    {
      name: "a count of it",
      weight: 1.2,
      said: new RegExp(
        `\\b${COUNT} (?:in|of|out of|percent|per ?cent|days|weeks|months|hours|times|nights|people|temps|pounds|euros|dollars|grand|systems|open|places|vans?|things|complaints|deals|a (?:month|week|day|year))\\b|\\b(?:one|two) in \\w+\\b|\\bfrom \\w+(?: \\w+)? (?:percent )?(?:of our \\w+ )?to \\w+|%|[$€£]\\d|\\bhundred\\b|\\bthousand\\b|\\bmillion\\b|\\bgrand\\b`,
      ),
    },
    {
      name: "what it takes",
      weight: 1.4,
      said: /\b(?:takes (?:us|me|them|her|him)|took (?:us|me)|costs? (?:us|me)|cost us|spend\w*|waits?\b|waiting|copying|typing|chasing|retyp\w*|by hand|manually|again\b|twice|overtime|temps|just to (?:answer|keep|get)|off the road|only \w+ (?:per ?cent|percent)|used to|now it's|went (?:up|down|from)|empty|never (?:come|came|make|made)|come back|at all|nobody (?:signed|knows|told)|every (?:week|month|day|time)|for one (?:customer|order|job)|wouldn't be another|doing the work of|a week i|altogether)\b/,
    },
    {
      name: "theirs",
      weight: 0.4,
      said: /\b(?:i|i'm|i've|i'd|me|my|we|we're|we've|we'd|us|our)\b/,
    },
    {
      name: "when it was",
      weight: 0.4,
      said: /\b(?:last|this|since|in|every|over|at|by) (?:the )?(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter|whitsun|year|month|week|quarter|weekend|night)\b|\bsince\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\w+ years\b/,
    },
    {
      name: "unguarded",
      weight: 0.7,
      said: /\b(?:to be (?:honest|frank|fair)|honestly|frankly|truth be told|the truth|between us|i'll be honest|if i'm honest|i worked it out|they don't say)\b/,
    },
    {
      name: "about the offer",
      weight: -1.6,
      said: /\b(?:your|yours|you(?:'d|'ll|'re| would| will| have| do| said)|this one|that screen|that page|the demo)\b/,
    },
    {
      name: "wishes or supposes",
      weight: -1,
      said: /\b(?:if|would|could|might|maybe|i'd like|we'd like|we'd need|looking for|hoping)\b/,
    },
    {
      name: "all is well",
      weight: -1.6,
      said: /\b(?:fine|works well|happy|good|great|lovely|perfect|no (?:problem|complaints|errors)|never (?:lost|missed|had)|not (?:late|wrong|behind|bad)|very few|hardly|usually)\b/,
    },
    {
      name: "of the meeting",
      weight: -2.5,
      said: /\b(?:hear (?:me|you)|see you|your screen|the link|headset|camera|muted?|wi-?fi|traffic|weather|parking|joking|kidding|coffee|calls? (?:today|back)|meeting|diary|holidays?)\b/,
    },
    { name: "asks", weight: -3, said: /\?\s*$/ },
  ],
};
