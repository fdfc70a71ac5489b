/** One line of the table; no cell is empty. */
export interface Row {
  name: string;
  slack: string;
  teams: string;
  playground: string;
  /** The kinds of deliveries it stands for. */
  kinds?: string[];
}

const everywhere = (name: string, kinds: string[], where: string): Row => ({
  ...{ name, kinds },
  slack: where,
  teams: where,
  playground: where,
});
const DIRECT = "one's own chat";

/** What is sent without having been asked for. */
export const NOTIFICATIONS: Row[] = [
  everywhere(
    "the welcome, once; to an admin, what is to be settled",
    ["welcome", "settle-in"],
    DIRECT,
  ),
  everywhere("a debrief's question, at most one a day", ["debrief"], DIRECT),
  everywhere(
    "a debrief to be looked at first (new workspaces)",
    ["debrief-approval"],
    "the manager's own chat",
  ),
  everywhere("who of two speakers is the rep", ["who-is-rep"], DIRECT),
  everywhere("prep before a meeting", ["meeting-prep"], DIRECT),
  everywhere("the weekly digest", ["digest"], "the team's channel"),
  everywhere("the monthly synthesis", ["synthesis"], "the manager's own chat"),
  everywhere(
    "a pipeline review to follow along",
    ["pipeline-review", "pipeline-review-watch"],
    "the rep's and the manager's own chats",
  ),
  everywhere("what a call said that the CRM does not", ["corrections"], DIRECT),
  everywhere("deals of somebody who has left", ["left-deals"], "the manager's own chat"),
  everywhere("a plan that waits for a yes", ["plan-approval"], "the manager's own chat"),
  everywhere("may this moment be shared with the team", ["share-moment"], DIRECT),
  everywhere(
    "a call that failed, was held back, or was recorded twice",
    ["call-failed", "held-back", "recorded-twice", "recording"],
    DIRECT,
  ),
];

/** What answers somebody, from outside the replies: it goes to where they asked, everywhere alike. */
export const ANSWERS: readonly string[] = [
  ...["answer", "calendars", "call-known", "meeting-word", "memory", "practice-turn"],
  ...["pipeline-review-added", "pipeline-review-answer", "pipeline-review-correction"],
  ...["pipeline-review-deal", "pipeline-review-observation", "pipeline-review-word"],
  ...["setup-roster", "correction-word"],
];

/** Where platforms differ, with the reason in the cell. */
export const ABILITIES: Row[] = [
  {
    name: "a conversation about one call",
    slack: "a thread under its question",
    teams:
      "a thread in channels; a 1:1 chat has none, so plain words answer the latest question there, and a quoting reply the one it quotes",
    playground: "a thread under its question",
  },
  {
    name: "an answer while it is being written",
    slack: "streamed",
    teams:
      "streamed in 1:1 chats, for two minutes at most; elsewhere it arrives finished, since Teams shows no stream in groups and channels",
    playground: "streamed",
  },
  {
    name: "a private word in a channel",
    slack: "seen by one person in the channel",
    teams:
      "sent to their own chat: messages for one member of a channel are a developer preview in Teams",
    playground: "in one's own chat",
  },
  {
    name: "a form behind a button",
    slack: "a modal",
    teams: "a dialog",
    playground: "a dialog, in either look",
  },
  {
    name: "a button that was pressed",
    slack: "marked where it stands",
    teams:
      "marked at once for whoever pressed it; each person sees their own state of a card that all can press",
    playground: "marked where it stands",
  },
  {
    name: "a newer reading of a message",
    slack: "changes it in its place",
    teams: "changes it in its place",
    playground: "a message of its own: the page shows all that was ever sent",
  },
  {
    name: "sent once",
    slack: "looked up by the delivery's id before it is repeated",
    teams: "at most twice, and the second one says so: Teams lets a bot look nothing up",
    playground: "once: sent is what stands in the store",
  },
  {
    name: "a dropped transcript",
    slack: "anywhere the coach is",
    teams: "in 1:1 chats; Teams hands a bot no files of groups and channels",
    playground: "anywhere on the page",
  },
  {
    name: "“Coach me on this” on somebody's message",
    slack: "a message shortcut",
    teams: "a message action",
    playground: "left out: nobody but the visitor writes there",
  },
  {
    name: "one's own page",
    slack: "the Home tab in short, and a link to the page",
    teams: "a personal tab, and a link by “hub”",
    playground: "a link by “hub”",
  },
  {
    name: "many companies",
    slack: "a workspace for each Slack team, by “Add to Slack”",
    teams: "a workspace for each Microsoft tenant that installs the app",
    playground: "one: whoever sits at this machine",
  },
  {
    name: "who somebody is",
    slack: "what an admin settled, else their e-mail; never a name",
    teams: "what was settled, else their e-mail; never a name, and no guests",
    playground: "whoever is chosen on the page",
  },
  {
    name: "removed, left, archived, deleted",
    slack: "nothing more is sent there",
    teams: "nothing more is sent there",
    playground: "cannot happen: it is a page of this server",
  },
];
