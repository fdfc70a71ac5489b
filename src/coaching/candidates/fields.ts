/**
 * Semantic fields: the plain English in which people on the buying side say what weighs on them.
 * No product's words and no whole phrases, so that a new way of putting it is still heard by the
 * words it is made of. Several fields together make a telling weighty, never one word alone.
 */

/** What went wrong, broke, was lost or came too late. */
const HARM =
  "lost lose losing loses loss losses missed missing broke broken breaks breakdown failed failing fails failure fell " +
  "collapsed crashed crash crashing breach breached leak leaked flooded flood burned burnt burning scrap scrapped wasted waste " +
  "wrong mistake mistakes error errors mess disaster chaos nightmare fiasco complaint complaints complained complaining refused rejected " +
  "cancelled canceled cancelling late delayed delays overdue stuck stranded stopped shut closed spoiled spoilt binned dumped " +
  "damaged damage damages hacked stolen stole cheated recalled recall apologise apologize apologised apologized apologising " +
  "refund refunds refunded penalty penalties fine fined fines sued suing threatened injured hurt worse worst bankrupt bust insolvent " +
  "overspent overran overrun shortfall short chased forgot forgotten slipped slipping dropped died dead bled suffered suffering outage down downtime " +
  "angry furious livid shouted shouting screamed swore unhappy upset cried crying tears walked pulled reject rejects rework behind luck lucky nearly almost " +
  "backlog swamped drowning overloaded faulty fault faults defect defects contaminated mould rotten cracked leaking lapsed bounced unpaid owed owe debt debts arrears overdraft ruined ruin wrecked struggle struggled rogue fraud scam ransom duplicate duplicates overpaid underpaid mislaid misplaced unusable useless dented bent jammed seized stalled wiped tipped threw thrown soaked hopeless";
/** Those who check, punish, lend or judge from outside. */
const SCRUTINY =
  "auditor auditors audit audited inspector inspectors inspection inspected regulator regulators regulatory council tribunal court " +
  "judge lawyer lawyers solicitor solicitors police insurer insurers insurance ombudsman ofsted hse fda compliance investigation " +
  "investigated inquiry warning warnings notice letter letters press newspaper newspapers papers journalist bank banks lender lenders covenant covenants " +
  "licence accreditation certificate rating claim claims liability liable remark finding findings qualified watchdog union unions customs unannounced coroner " +
  "hearing appeal inadequate environmental prosecution prosecuted enforcement grade graded sanction sanctions suspended suspension certificate assessor examiner";
/** Illness, death and what it does to a family or a team. */
const HARDSHIP =
  "hospital stroke cancer ill illness sick sickness died death funeral burnout burned-out divorce injured accident accidents " +
  "surgery pregnant maternity ambulance heart breakdown exhausted exhausting tired knackered widow unwell doctor stress stressed signed-off intensive allergic allergy fainted collapsed dementia hospice scar bleeding diagnosed diagnosis";
/** Fear, shame, pressure, and nights without sleep. */
const FEAR =
  "afraid worried worries worry worrying scared scares scary nervous anxious terrified dread dreading fear frightened sleep sleeping " +
  "asleep awake embarrassed embarrassing ashamed shame humiliated humiliating pressure blame blamed blaming panic panicked panicking guilty lonely " +
  "reputation neck credibility trust trusted distrust sweat sweating wince stomach cope coping desperate desperately struggling nerves helpless stupid idiot fool foolish mortified gutted devastated shaking haunted haunts ache aching dreaded";
/** People going, jobs at risk, one pair of hands too few. */
const JOBS =
  "resigned resign resigning resignation quit quitting leaves leaving retire retires retired retiring retirement sacked fired " +
  "redundant redundancy redundancies layoffs layoff job jobs bonus headcount turnover understaffed replaced replace poached handed hired recruit " +
  "recruiting vacancy vacancies strike restructure restructuring reorganisation consultation probation promotion successor agency temps overtime walked";
/** What changes hands, comes to an end, or cannot move. */
const CHANGE =
  "merger merging merged acquired acquisition sold selling sale closing closure closes refinancing refinance refinanced investors investor " +
  "flotation takeover owners shareholders administration liquidation relocate relocating moving outsource outsourcing outsourced cut cuts cutting freeze frozen " +
  "expires expire expired tender retender renewal deadline deadlines handover cutover go-live launch opening season peak inherit inherited succession buyout grant funding announced announcement confidential anymore lease landlord demolish demolished vacate quota cap ban banned phase-out phased ultimatum";
/** People whose word weighs more than the speaker's. */
const POWER =
  "board boss director directors chairman chairwoman chair chief cfo ceo coo cio cto cso md fd gm vp president founder founders owner owners " +
  "executive executives exec partners partner committee council trustees trustee governors governor headmaster head principal bursar dean mayor minister " +
  "investors shareholders headquarters hq management manager managers procurement treasury landlord client clients group parent father dad mother mum brother sister husband wife son daughter family bishop colonel matron surgeon surgeons foreman superintendent commissioner predecessor";

/** The words of each field, as bits so that a sentence is read once. */
const FIELD = {
  harm: 1,
  scrutiny: 2,
  hardship: 4,
  fear: 8,
  jobs: 16,
  change: 32,
  power: 64,
} as const;
export type Field = keyof typeof FIELD;

const WORDS: Record<Field, string> = {
  harm: HARM,
  scrutiny: SCRUTINY,
  hardship: HARDSHIP,
  fear: FEAR,
  jobs: JOBS,
  change: CHANGE,
  power: POWER,
};

const bits = new Map<string, number>();
for (const [field, words] of Object.entries(WORDS) as [Field, string][])
  for (const word of words.split(" ")) bits.set(word, (bits.get(word) ?? 0) | FIELD[field]);

/** How often each field is heard in these words; a word of several fields counts in each. */
export function fieldsIn(words: readonly string[]): Map<Field, number> {
  const heard = new Map<Field, number>();
  for (const word of words) {
    const mask = bits.get(word) ?? bits.get(word.replace(/'s$/, ""));
    if (mask === undefined) continue;
    for (const field of FIELDS)
      if (mask & FIELD[field]) heard.set(field, (heard.get(field) ?? 0) + 1);
  }
  return heard;
}

const FIELDS = Object.keys(FIELD) as Field[];
