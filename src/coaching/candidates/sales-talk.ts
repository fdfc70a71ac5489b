import type { Talk } from "../../calls/talk.ts";

/** Words of buying and selling; a talk among friends or with a counsellor has few of them, and few kinds. */
const TRADE = new Set(
  (
    "price prices pricing priced cost costs budget quote quotes quoted contract contracts licence license " +
    "discount discounts invoice invoices supplier suppliers vendor vendors customer customers client clients " +
    "product products software platform system systems demo demonstration trial pilot rollout implementation " +
    "integration procurement purchasing purchase users user seats subscription renewal proposal offer deal " +
    "sales team teams finance director manager company business quarter revenue margin orders order stock " +
    "warehouse warehouses sites spreadsheet workflow report reports reporting data dashboard export upload " +
    "onboarding training support setup api roadmap website competitor competitors market approval approvals " +
    "service services buy bought sell selling package warranty installation delivery estimate payment payments " +
    "fee fees agreement premium investment account accounts branch branches store stores shop factory plant office " +
    "staff employees operations production maintenance logistics accounting compliance audit"
  ).split(" "),
);

/** What trades of every sort sell, fit, carry and write down: enough to go on once we know who sells. */
const WORK = new Set(
  (
    "machine machines unit units kit engineer engineers engineering site install installed app apps portal admin pallet pallets " +
    "batch spec specification sample samples hire rate rates tariff cover claims claim driver drivers crane truck trucks van vans " +
    "load loads supply upgrade model spare spares parts part tool tools tooling lab pdf file files template email scan scanner " +
    "sensor sensors printer printers router network server servers laptop laptops licences seats database backup backups firewall " +
    "vat payroll tax salary manual candidate candidates cv cvs interview role roles hiring shift shifts rota annual monthly quarterly " +
    "weekly retainer campaign campaigns brand design designer agency media ads prototype catalogue label labels pack packs packaging " +
    "cartons board film wholesale retail trade shipment shipments customs freight container containers dock depot depots fleet " +
    "scaffold concrete roof panels panel inverter boiler heating meter meters grid power battery farm milk feed tractor field crop " +
    "harvest cows herd robot robots chair chairs surgery imaging patient patients clinic kitchen menu menus catering meals cleaning cleaners " +
    "clean hours site-manager foreman fitter fitters installer certificate standard standards certified tested test tests spindle coolant conveyor " +
    "insurance insurer excess policy policies broker underwriter renewal clause signature terms badge badges venue event events tickets " +
    "screen screens dashboard filter filters button tab tabs record records form forms sheet sheets spreadsheet list map mapping sync login users " +
    "code codes barcode version settings feature features language languages phone phones mobile fibre sim sims handset handsets"
  ).split(" "),
);

/** Kinds of trade words, and their share of all words, that make a talk one about buying something. */
const KINDS = 7;
const SHARE = 0.006;

/** Enough when somebody told us who sells and who buys: a short haggle has few words of any kind. */
const KINDS_WHEN_TOLD = 2;
/** Beyond a short haggle people who trade name more of it: one kind more each so many words. */
const WORDS_PER_KIND = 250;

/** Or so many kinds of words of trade and work together, and so large a share of all words. */
const WORK_KINDS_WHEN_TOLD = 2;
const WORK_SHARE = 0.004;

/** A whole call names its trade; only a short one, or a piece of one, may not have come to it. */
const SHORT_WORDS = 2500;

/** Health, habits and home: with many of these a talk is about somebody's life, whatever else is named. */
const LIFE = new Set(
  (
    "drink drinks drinking drunk drank alcohol beer beers wine smoke smokes smoking smoked cigarette cigarettes tobacco quit quitting " +
    "nicotine weed marijuana pot drug drugs pills cocaine heroin methadone needle needles addiction addicted sober relapse habit habits " +
    "diet weight exercise exercising gym pounds blood pressure diabetes insulin asthma inhaler doctor medication medications pain symptoms therapy " +
    "counselor counseling probation parole jail sex condoms pregnant baby teeth brushing flossing depressed depression anxiety " +
    "girlfriend boyfriend husband wife marriage married kids children child son daughter mom mother dad father grandma parents relatives " +
    "friends school college homework teacher teachers movie movies baseball vacation dog dogs cats garden church " +
    "mental spiritual emotional emotions feelings mood fitness trainer exam exams internship graduate graduation attitude lonely sad values " +
    "cultures peace faith bible prayer religion relationship relationships"
  ).split(" "),
);

/** Whether the talk is about buying and selling at all: with anything else the coach keeps quiet. */
export function isSalesTalk(talk: Talk): boolean {
  const kinds = new Set<string>();
  const workKinds = new Set<string>();
  let count = 0;
  let workCount = 0;
  let lifeCount = 0;
  let words = 0;
  for (const turn of talk.turns) {
    for (const sentence of turn.sentences) {
      words += sentence.words.length;
      for (const word of sentence.words) {
        if (LIFE.has(word)) lifeCount += 1;
        const trade = TRADE.has(word);
        if (!trade && !WORK.has(word)) continue;
        const kind = word.replace(/s$/, "");
        workKinds.add(kind);
        workCount += 1;
        if (!trade) continue;
        kinds.add(kind);
        count += 1;
      }
    }
  }
  const told = talk.call.participants.some(
    ({ side, sideFrom }) => side === "rep" && (sideFrom === "given" || sideFrom === "roster"),
  );
  // A counsellor's hour may name money and work; it is about somebody's life all the same.
  if (lifeCount >= workCount) return false;
  const wanted = told
    ? Math.min(KINDS, Math.max(KINDS_WHEN_TOLD, Math.floor(words / WORDS_PER_KIND)))
    : KINDS;
  if (kinds.size >= wanted && count >= words * SHARE) return true;
  return (
    told &&
    words <= SHORT_WORDS &&
    workKinds.size >= Math.max(WORK_KINDS_WHEN_TOLD, Math.ceil(words / WORDS_PER_KIND) + 1) &&
    workCount >= words * WORK_SHARE
  );
}
