/** Makes a set from words parted by spaces. */
export const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Makes a map from pairs "first-second", parted by spaces. */
function pairs(list: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const pair of list.split(" ")) {
    const [first, second] = pair.split("-") as [string, string];
    const seconds = found.get(first);
    if (seconds === undefined) found.set(first, [second]);
    else seconds.push(second);
  }
  return found;
}

/** Said before a question proper begins: discourse markers, fillers, signs of listening. */
export const LEAD_INS = words(
  "so and but well okay ok uh um er erm yeah yes yep yup no nope oh ah now like then or because cause " +
    "right alright hey hi hello hmm hm mm mhm mm-hmm mm-hm uh-huh just actually basically also anyway " +
    "again plus look listen please wait great good cool nice sure perfect awesome wonderful fantastic " +
    "interesting gotcha exactly first second secondly finally lastly next wow absolutely definitely " +
    "sorry honestly though maybe therefore hopefully certainly say still yet",
);

/** Lead-ins of two words: first word → the words that may follow it. */
export const LEAD_IN_PAIRS: ReadonlyMap<string, readonly string[]> = pairs(
  "i-mean you-know i-guess i-see got-it of-course all-right fair-enough makes-sense thank-you " +
    "thanks-so i-think you-guys at-all by-then sort-of kind-of my-question next-question " +
    "quick-question last-question one-question the-question question-is other-words for-example " +
    "for-instance you-see and-uh in-general these-days i-understand",
);

export const WH = words("what why how who whom whose when where which");

/** Contracted question words and what they stand for. */
export const WH_CONTRACTED: ReadonlyMap<string, string> = new Map(
  ["what", "why", "how", "who", "when", "where", "which"].flatMap((word) =>
    ["'s", "'re", "'d", "'ll", "'ve"].map((end): [string, string] => [word + end, word]),
  ),
);

/** Auxiliaries, also negated, and their plain form. */
export const AUXILIARY: ReadonlyMap<string, string> = new Map(
  (
    "do does did is are am was were have has had can could will would should shall may might must"
      .split(" ")
      .flatMap((word): [string, string][] => [
        [word, word],
        [`${word}n't`, word],
      ]) as [string, string][]
  ).concat([
    ["can't", "can"],
    ["cannot", "can"],
    ["won't", "will"],
    ["ain't", "is"],
    ["shan't", "shall"],
  ]),
);

/** Pronouns that can only be a subject, or nearly so, right after an auxiliary. */
export const PRONOUNS = words(
  "i you we they he she it there anyone anybody someone somebody everyone everybody y'all",
);

/** Other words that open a subject. */
export const DETERMINERS = words(
  "this that these those the your my our his her their its any all some both either people folks " +
    "anything something everything nobody one each most other",
);

/** Verbs and prepositions in front of a question word that make it a reported or embedded clause. */
export const EMBEDDERS = words(
  "know knows knew known knowing see sees saw seen seeing understand understands understood asked asks " +
    "asking wondered said says saying say told tells tell telling explain explained figure figured find " +
    "found decide decided remember think thought forget forgot learn learned show shows showed determine " +
    "sure matter about on of that's is was depends depending into from to with for by at discuss " +
    "describe describes regardless exactly realize realized check guess hear heard out understanding " +
    "idea like ask be if whether matters wonder wonders",
);

/** Openings of an answer to a yes-no question. */
const _YES = words(
  "yeah yes yep yup right correct exactly sure absolutely definitely uh-huh mm-hmm mm-hm mhm okay ok true totally",
);
const _NO = words("no nope nah not");

/** Words that carry no subject matter of their own. */
export const FUNCTION_WORDS = words(
  "a an the and or but so if then than that this these those there here it its i you he she we they me " +
    "him her us them my your his our their mine yours ours theirs what why how who whom whose when where " +
    "which is are am was were be been being do does did doing done have has had having can could will " +
    "would should shall may might must not no yes yeah okay ok of in on at to for from with by about into " +
    "over under out up down off as like just really very much many more most some any all every each " +
    "other another one two get got go going goes gonna want wanna know think mean say said tell see look " +
    "looks thing things stuff kind sort bit lot little way right well now also too even still only " +
    "again because cause thank thanks sure good great uh um oh ah hmm mm mhm maybe guess actually " +
    "basically currently today i'm you're we're they're it's that's there's what's i've you've we've " +
    "they've i'd you'd we'd i'll you'll we'll they'll don't doesn't didn't can't isn't aren't wasn't won't " +
    "give take make let feel talk happen happens happening happened anything something everything else",
);

/** Takes "'re", "'ve", "'d", "'ll", "'s" or "'m" off a pronoun. */
export function pronounOf(word: string): string {
  const cut = word.indexOf("'");
  return cut < 1 ? word : word.slice(0, cut);
}
