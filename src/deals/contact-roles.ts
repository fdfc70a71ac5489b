/** The parts the buyer's people have in a deal. */
export const CONTACT_ROLES = [
  "economic-buyer",
  "champion",
  "evaluator",
  "user",
  "procurement",
  "blocker",
] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** Names as CRMs and sales teams use them, letters only. */
const WORDS: Record<ContactRole, readonly string[]> = {
  "economic-buyer": [
    ...["economicbuyer", "economicdecisionmaker", "decisionmaker", "budgetholder", "signer"],
    ...["signatory", "approver", "executivesponsor", "budgetowner"],
  ],
  champion: ["champion", "sponsor", "coach", "advocate", "mobilizer", "mobiliser"],
  evaluator: [
    ...["evaluator", "technicalbuyer", "technicalevaluator", "influencer", "recommender"],
    ...["technicalinfluencer", "advisor"],
  ],
  user: ["user", "enduser", "businessuser", "userbuyer", "poweruser"],
  procurement: [
    ...["procurement", "purchasing", "purchaser", "buyer", "legal", "legalandcompliance"],
    ...["compliance", "contracts"],
  ],
  blocker: ["blocker", "detractor", "opponent", "gatekeeper"],
};

const BY_WORD = new Map(
  CONTACT_ROLES.flatMap((role) => WORDS[role].map((word): [string, ContactRole] => [word, role])),
);

/** Reads a contact's role in a source's own word; `null` when it is none we know. */
export function contactRoleOf(word: string): ContactRole | null {
  return BY_WORD.get(word.toLowerCase().replace(/[^a-z]/g, "")) ?? null;
}
