/** What a list of deals can tell about each deal. */
export const DEAL_FIELDS = [
  "id",
  "name",
  "account",
  "owner",
  "ownerEmail",
  "stage",
  "status",
  "isWon",
  "isClosed",
  "category",
  "amount",
  "currency",
  "openedOn",
  "closeOn",
  "closedOn",
  "segment",
  "type",
  "product",
  "nextStep",
  "nextStepOn",
  "lossReason",
] as const;
export type DealField = (typeof DEAL_FIELDS)[number];

/** What each field is called in exports, letters and digits only, the surest name first. */
export const DEAL_COLUMNS: Record<DealField, readonly string[]> = {
  id: ["dealid", "opportunityid", "recordid", "opportunityid18", "id", "dealrecordid"],
  name: ["dealname", "opportunityname", "name", "title", "deal", "opportunity"],
  account: [
    ...["account", "accountname", "company", "companyname", "associatedcompany"],
    ...["organization", "organisation", "organizationname", "customer", "client"],
  ],
  owner: [
    ...["owner", "dealowner", "opportunityowner", "ownername", "salesagent", "salesrep"],
    ...["salesperson", "rep", "accountexecutive", "accountowner", "assignedto", "user"],
  ],
  ownerEmail: ["owneremail", "dealowneremail", "opportunityowneremail", "repemail"],
  stage: ["dealstage", "stage", "stagename", "salesstage", "pipelinestage", "opportunitystage"],
  status: ["status", "dealstatus", "opportunitystatus"],
  isWon: ["iswon", "won", "isclosedwon"],
  isClosed: ["isclosed", "closed", "isdealclosed"],
  category: ["forecastcategory", "forecastcategoryname", "forecast", "category"],
  amount: [
    ...["amount", "dealamount", "closevalue", "dealvalue", "value", "opportunityamount"],
    ...["acv", "tcv", "total", "totalamount", "price", "revenue"],
  ],
  currency: ["currency", "currencycode", "currencyisocode", "dealcurrencycode", "dealcurrency"],
  openedOn: [
    ...["createdate", "createddate", "createdon", "createdat", "created", "engagedate"],
    ...["opened", "openedon", "opendate", "startdate", "addtime", "dealcreated"],
  ],
  closeOn: [
    ...["closedate", "expectedclosedate", "estimatedclosedate", "targetclosedate", "closeon"],
    ...["closingdate", "expectedclose"],
  ],
  closedOn: [
    "closedon",
    "closeddate",
    "closedat",
    "actualclosedate",
    "closetime",
    "wontime",
    "losttime",
  ],
  segment: ["segment", "customersegment", "industry", "sector", "region", "territory"],
  type: ["dealtype", "opportunitytype", "type", "recordtype"],
  product: ["product", "productname"],
  nextStep: ["nextstep", "nextsteps", "nextaction"],
  nextStepOn: ["nextstepdate", "nextstepon", "nextactivitydate", "nextactiondate"],
  lossReason: ["lossreason", "lostreason", "closedlostreason", "reasonlost"],
};

/** A column's name without what exports vary: case, spaces, signs, and a unit in brackets. */
function plainColumn(header: string): string {
  return header
    .replace(/\([^)]*\)/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/**
 * Which column holds which field, by name; each column serves one field.
 * @param own by header as it was written: the field somebody said it holds, `null` for none of them
 */
export function findColumns<Field extends string>(
  headers: readonly string[],
  names: Readonly<Record<Field, readonly string[]>>,
  own: Readonly<Record<string, string | null>> = {},
): Map<Field, number> {
  const plain = headers.map(plainColumn);
  const taken = new Set<number>();
  const found = new Map<Field, number>();
  for (const [at, header] of headers.entries()) {
    const said = own[header.trim()];
    if (said === undefined) continue;
    taken.add(at);
    if (said !== null && said in names) found.set(said as Field, at);
  }
  for (const field of Object.keys(names) as Field[]) {
    if (found.has(field)) continue;
    for (const name of names[field]) {
      const at = plain.findIndex((header, index) => header === name && !taken.has(index));
      if (at < 0) continue;
      found.set(field, at);
      taken.add(at);
      break;
    }
  }
  return found;
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The delimiter under which the first line names the most columns we know, else has the most; ties go to the comma. */
export function detectDelimiter(
  headerLine: string,
  names: Readonly<Record<string, readonly string[]>>,
): Delimiter {
  let best: Delimiter = ",";
  let most = [-1, -1];
  for (const delimiter of DELIMITERS) {
    const headers = headerLine.split(delimiter).map((one) => one.replace(/^\s*"|"\s*$/g, ""));
    const [known, count] = [findColumns(headers, names).size, headers.length];
    const [knownBefore = 0, countBefore = 0] = most;
    if (known > knownBefore || (known === knownBefore && count > countBefore))
      [best, most] = [delimiter, [known, count]];
  }
  return best;
}
