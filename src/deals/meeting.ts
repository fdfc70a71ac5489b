/** Somebody invited to a meeting, as a calendar knows them. */
export interface Attendee {
  name: string | null;
  email: string | null;
  /** They said that they will not come. */
  declined: boolean;
}

/** One meeting in somebody's calendar; of a series, one occurrence. */
export interface CalendarMeeting {
  /** The same in every calendar it stands in, and after it was moved. */
  uid: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
  cancelled: boolean;
  /** An appointment for a whole day is no meeting one prepares for. */
  allDay: boolean;
  organizer: Attendee | null;
  attendees: Attendee[];
}

/** Whom a workspace knows, as far as it takes to understand an invitation. */
export interface MeetingWorld {
  /** Our own e-mail domains, lower case. */
  domains: readonly string[];
  people: readonly { id: string; email: string | null; role: string }[];
  accounts: readonly { id: string; name: string; domain: string | null }[];
  contacts: readonly { accountId: string | null; email: string | null; name: string }[];
  deals: readonly { id: string; accountId: string | null; ownerId: string | null; open: boolean }[];
}

/** What an invitation means to us. */
export interface Understood {
  /** Those from elsewhere who have not declined. */
  external: Attendee[];
  accountId: string | null;
  dealId: string | null;
  /** Who of ours it is to be prepared for. */
  ownerId: string | null;
}

/** Mailboxes that say nothing about whom somebody works for. */
const FREE_MAIL = new Set(
  "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com gmx.de gmx.net web.de proton.me protonmail.com".split(
    " ",
  ),
);
/** Rooms and calendars that are invited like people. */
const ROOM =
  /@(?:resource|group)\.calendar\.google\.com$|^(?:room|meetingroom|noreply|no-reply)\b/i;
/** A shorter first word is a word of the language more often than a company. */
const LEAST_LETTERS = 5;
/** Of a name these tell nothing apart. */
const LEGAL_FORM = /\b(?:inc|ltd|llc|gmbh|ag|plc|bv|sa|srl|co|corp|group|holding)\b\.?/g;

/** Whom a meeting is with, about which deal, and who of ours it is to be prepared for. */
export function understand(meeting: CalendarMeeting, world: MeetingWorld): Understood {
  const invited = [meeting.organizer, ...meeting.attendees].filter((one) => one !== null);
  const byEmail = new Map(
    world.people.flatMap((one) => (one.email ? [[one.email.toLowerCase(), one]] : [])),
  );
  const external = onceEach(
    meeting.attendees
      .concat(meeting.organizer ?? [])
      .filter((one) => isExternal(one, world, byEmail)),
  );
  const ours = onceEach(invited.filter((one) => !one.declined)).flatMap(
    ({ email }) => byEmail.get(email?.toLowerCase() ?? "") ?? [],
  );
  const accountId = external.length > 0 ? accountOf(meeting.title, external, world) : null;
  const deals = world.deals.filter((deal) => deal.open && deal.accountId === accountId);
  const deal =
    accountId === null
      ? undefined
      : (deals.find(({ ownerId }) => ours.some(({ id }) => id === ownerId)) ?? deals[0]);
  const organizer = byEmail.get(meeting.organizer?.email?.toLowerCase() ?? "");
  const owner =
    ours.find(({ id }) => id === deal?.ownerId) ??
    ours.find((one) => one.id === organizer?.id && one.role === "rep") ??
    ours.find(({ role }) => role === "rep") ??
    ours[0];
  return { external, accountId, dealId: deal?.id ?? null, ownerId: owner?.id ?? null };
}

function isExternal(
  { email, declined }: Attendee,
  { domains }: MeetingWorld,
  ours: ReadonlyMap<string, unknown>,
): boolean {
  if (!email || declined || ROOM.test(email)) return false;
  const domain = domainOf(email);
  return domain !== "" && !domains.includes(domain) && !ours.has(email.toLowerCase());
}

/** By a person we know, else by where they work, else by a name in the title; never by a guess between two. */
function accountOf(
  title: string,
  external: readonly Attendee[],
  world: MeetingWorld,
): string | null {
  const emails = external.map(({ email }) => email?.toLowerCase() ?? "");
  const domains = emails.map(domainOf).filter((domain) => !FREE_MAIL.has(domain));
  const named = namedIn(title, world.accounts);
  return (
    mostOften(
      world.contacts
        .filter(({ email }) => email && emails.includes(email.toLowerCase()))
        .map(({ accountId }) => accountId),
    ) ??
    mostOften(
      domains.flatMap((domain) =>
        world.accounts
          .filter((account) => account.domain && within(domain, account.domain.toLowerCase()))
          .map(({ id }) => id),
      ),
    ) ??
    (named.length === 1 ? (named[0]?.id ?? null) : null)
  );
}

/** Companies a title names, whole or by the first word that no other company begins with. */
function namedIn(title: string, accounts: MeetingWorld["accounts"]): MeetingWorld["accounts"] {
  const words = ` ${plain(title)} `;
  const firstOf = (name: string) => plain(name).split(" ")[0] ?? "";
  return accounts.filter(({ name }) => {
    const first = firstOf(name);
    const alone = accounts.filter((other) => firstOf(other.name) === first).length === 1;
    return [plain(name), ...(alone && first.length >= LEAST_LETTERS ? [first] : [])].some(
      (key) => key.length > 2 && words.includes(` ${key} `),
    );
  });
}

/** What most of them say; `null` when nobody says anything, or two say different things equally often. */
function mostOften(ids: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && first[1] !== second?.[1] ? first[0] : null;
}

function onceEach(attendees: readonly Attendee[]): Attendee[] {
  const seen = new Set<string>();
  return attendees.filter(({ email, name }) => {
    const key = (email ?? name ?? "").toLowerCase();
    return key !== "" && !seen.has(key) && seen.add(key);
  });
}

const domainOf = (email: string) => email.slice(email.lastIndexOf("@") + 1).toLowerCase();
const within = (domain: string, account: string) =>
  domain === account || domain.endsWith(`.${account}`);
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(LEGAL_FORM, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
