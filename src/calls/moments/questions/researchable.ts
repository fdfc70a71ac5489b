/** The company as a whole, as one speaks of it to somebody who works there. */
const COMPANY =
  "(?:(?:your|the|this) (?:whole )?(?:company|business|firm|group|organi[sz]ation|agency|practice|plant|mill|charity|school|trust|chain)|you guys|you all|you)";
const SITES =
  "(?:sites?|offices?|locations?|plants?|branches|stores?|shops?|clinics?|factor(?:y|ies)|depots?|warehouses?|schools?|restaurants?|hotels?|hospitals?|mills?|yards?|labs?|countries)";
const NUMBER =
  "(?:a few|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|\\d+)";

/** Facts a website, a register, a profile or the news tells before the call. Lower case, words parted by single spaces. */
const PUBLIC_FACTS = [
  // How many they are, the company and not a team in it.
  `how many (?:employees|staff)\\b(?!.{0,40}\\b(?:team|department|shift|project|affected|use|using)\\b)`,
  `how many people (?:(?:work|are) (?:at|in|for) (?:the|your) (?:company|business|firm|group|organi[sz]ation)|work (?:here|there|for you|at \\w+)$|(?:do you|does \\w+|does the \\w+) employ|(?:are|do) you (?:have )?(?:in total|altogether|all in all|overall|worldwide|company-?wide))`,
  `how many (?:of you )?(?:are|is) (?:you|there|it|that) (?:in total|altogether|worldwide|company-?wide|across the (?:company|group|business))`,
  `(?:how (?:big|large)|what size)(?: of a company)? (?:is|are|'s) ${COMPANY}(?: as a company| now| these days| overall)?$`,
  `(?:what is|what's) (?:your|the|the company's) (?:total )?(?:headcount|company size)`,
  // Where they are.
  `how many ${SITES} (?:do|have|are|is|does|did|in|across)\\b(?!.{0,40}\\b(?:use|using|affected|pilot|trial|roll|involved|complain|waiting)\\b)`,
  `(?:it's|it is|you've got|you have|you're at|there's|there are|that's) ${NUMBER} ${SITES} (?:isn't it|is it|right|yes|correct|don't you|aren't there|is that right|now)`,
  `where (?:are|is|'s) (?:you|you guys|you all|${COMPANY}|your (?:main |head |new )?(?:office|offices|hq|headquarters|factory|plant|sites?)|the (?:head office|headquarters|company))(?: (?:guys|all|actually|exactly))?(?: (?:based|located|headquartered|situated))?$`,
  `(?:which|what) (?:countries|regions|cities|markets|states) (?:are|do) (?:you|your company|the company|you guys)`,
  // What they do, make and sell, and to whom.
  `(?!what do you do$)what (?:does|do|is it) (?:that )?(?:${COMPANY}|your people) (?:actually |exactly |really )?(?:do|make|sell|offer|produce|manufacture)(?: (?:there|here|exactly|actually|as a (?:company|business)|for a living))?$`,
  `(?:what is|what's|what does) [a-z0-9]+ (?:actually |exactly )?do(?: as a (?:company|business))?$`,
  `(?:tell|walk|talk) (?:me|us|me through|us through)(?: through)?(?: (?:a |just )?(?:bit|little|little bit))?(?: more)? ?(?:about )?(?:(?:your|the) (?:company|business|firm|organi[sz]ation|history)|what (?:your company|the company|you guys|you all) do(?:es)?)\\b(?! (?:case|process|day|model canvas|side|problem|reason))`,
  `what (?:kind|sort|type) of (?:company|business|firm|organi[sz]ation|outfit) (?:are|is|do)`,
  `what (?:(?:is|are|'s) your )?(?:main |core |biggest )?(?:products?|services?|product lines?|product range) (?:do you (?:sell|offer|make|have)|does (?:the|your) company|$)`,
  `who (?:do|does) (?:you|you guys|the company|your company) (?:mainly |mostly |usually )?sell to`,
  `who (?:are|is) your (?:main |biggest |top |typical |closest )?(?:competitors?|customers?|clients?|target market|audience)`,
  `(?:what|which) (?:industry|sector|industries|sectors|vertical|verticals|line of business|field) (?:are|do|is|would)`,
  // Whose it is, and since when.
  `who owns (?:you|you guys|the (?:company|business|group|firm)|it now)$`,
  `are you (?:guys )?(?:a )?(?:part of a (?:bigger |larger )?group|family[- ](?:owned|run|business)|privately (?:held|owned)|private|public|publicly|listed|independent|venture[- ]backed|pe[- ]backed|owned by|a subsidiary|a non-?profit|a franchise|a start-?up)`,
  `is (?:it|the company|the business) (?:a )?(?:family[- ](?:owned|run|business)|privately|publicly|listed|part of a)`,
  `who (?:is|are|'s) (?:your|the) (?:parent(?: company)?|owners?|shareholders?|investors?|ceo|cfo|cto|coo|founders?|managing director)\\b(?! (?:for|of) (?:this|the project))`,
  `when (?:was|were|did) (?:you|you guys|your company|the company|the business|the firm) (?:founded|started|established|set up|start up|acquired|bought|listed)`,
  `how (?:long (?:has|have)|old (?:is|are)) (?:you guys|your company|the company|the business|the firm)(?: been (?:around|in business|going|operating|trading))?`,
  `how long have you (?:all )?been (?:around|in business|trading)`,
  `(?:what is|what's|how much is) (?:your|the company's) (?:annual )?(?:revenue|turnover)|how much do you turn over|(?:what is|what's) (?:your|the company's) website`,
  // Who the listener is.
  `(?:what is|what's) your (?:exact |current |own )?(?:role|title|job title|position)(?: there| here| exactly| again| at \\w+)?$`,
  `how long have you (?:been (?:there$|in (?:the|this|your) (?:role|job|position)|(?:at|with) (?:the company|the firm|[a-z]+$))|worked (?:at|for))`,
];

const PUBLIC_FACT = new RegExp(`\\b(?:${PUBLIC_FACTS.join("|")})`);
/** Every such question holds one of these; looking for them spares nearly all the patterns. */
const TOPICS = new Set(
  (
    "employees staff people employ headcount size big large total altogether all overall worldwide company company-wide business firm group " +
    "organization organisation agency practice guys sites site offices office locations plants branches stores shops clinics " +
    "factories factory depots warehouses schools restaurants hotels hospitals mills yards labs countries regions cities markets " +
    "states based located headquartered situated hq headquarters make sell offer produce manufacture do does products product " +
    "services service customers clients competitors audience industry sector industries sectors vertical verticals field owns " +
    "private public publicly privately listed independent family family-owned family-run owned subsidiary franchise " +
    "start-up owner owners shareholders investors ceo cfo cto coo founder founders parent director founded started " +
    "established acquired trading around revenue turnover website role title position job been worked"
  ).split(" "),
);

/** Whether the answer could have been looked up; `clause` is the asking clause, word by word. */
export function isResearchable(clause: readonly string[]): boolean {
  return clause.some((word) => TOPICS.has(word)) && PUBLIC_FACT.test(clause.join(" "));
}
