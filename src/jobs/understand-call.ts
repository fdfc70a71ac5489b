import { DateTime } from "luxon";
import type { Call, Participant } from "../calls/call.ts";
import { withAddresses } from "../calls/invited.ts";
import { recogniseLanguage } from "../calls/language.ts";
import { domainsOfOurs, type KnownPeople, resolveSides } from "../calls/sides.ts";
import { parseTranscript } from "../calls/transcript/index.ts";
import { Rejected } from "../errors.ts";
import { isSource } from "../sources/recorders/index.ts";
import { type CallRow, updateCall, uploadOf } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import {
  accountOf,
  ownWorkspace,
  type PersonRow,
  type WorkspaceRow,
  type WorkspaceSettings,
} from "../store/people.ts";

/** A call as it was found in its file, before any of it is kept. */
export interface Understood {
  call: Call;
  language: string;
  notes: string[];
  startedAt: Date | null;
  rep: Participant | null;
  /** The rep as one of our people, `null` when they are not on the roster. */
  owner: PersonRow | null;
  ourDomains: string[];
  workspace: WorkspaceRow & { settings: WorkspaceSettings };
}

/** Whether a recorder brought it, and no person of ours. */
export function cameByItself(row: Pick<CallRow, "source" | "requestedBy">): boolean {
  return isSource(row.source) && row.requestedBy === null;
}

/** Reads transcript, language and people; writes nothing. Throws `Rejected` for what cannot be read. */
export async function understandCall(
  tx: Transaction,
  row: CallRow,
  people: PersonRow[],
): Promise<Understood> {
  const upload = await uploadOf(tx, row.id);
  if (!upload) throw new Rejected("The file of this call is no longer kept. Send it again.");
  const { transcript, warnings } = parseTranscript(upload.bytes, {
    ...(upload.fileName ? { fileName: upload.fileName } : {}),
    ...(upload.mediaType ? { mediaType: upload.mediaType } : {}),
  });
  const language = recogniseLanguage(transcript);
  if (!language.english) {
    throw new Rejected(
      `This call seems to be in ${languageName(language.language)}. I understand English calls for now, so I left it alone.`,
    );
  }
  const workspace = await ownWorkspace(tx);
  const known: KnownPeople = {
    roster: people.map(({ name, email }) => ({ name, ...(email ? { email } : {}) })),
    ourDomains: workspace.settings.domains ?? [],
    ...(row.repName ? { repName: row.repName } : {}),
  };
  const participants = withAddresses(transcript.participants, row.invited);
  const sides = resolveSides({ ...transcript, participants }, known);
  const startedAt =
    row.startedAt ??
    (transcript.startedAt ? DateTime.fromISO(transcript.startedAt).toJSDate() : null);
  const owner = sides.rep ? personFor(sides.rep, people) : null;
  // A recorder names its meetings; all others are called what their file says.
  const named = row.title !== upload.fileName ? row.title : null;
  return {
    call: {
      ...transcript,
      title: named ?? (transcript.title || (row.title ?? "")),
      startedAt: startedAt?.toISOString() ?? null,
      participants: sides.participants,
      type: row.type,
    },
    language: language.language,
    notes: [...warnings, ...sides.notes, ...strangerNote(row, sides.rep, owner)],
    startedAt,
    rep: sides.rep,
    owner,
    ourDomains: domainsOfOurs(known),
    workspace,
  };
}

/** Somebody of ours whom the roster does not know is asked nothing: the call's page says why. */
function strangerNote(row: CallRow, rep: Participant | null, owner: PersonRow | null): string[] {
  if (!rep || owner || row.repId || !cameByItself(row)) return [];
  const address = rep.email ? ` (${rep.email})` : "";
  return [`${rep.name}${address} is not on the roster, so nobody was asked about this call.`];
}

/** Keeps what was understood and hands the call on: `analysing`. */
export async function keepUnderstood(
  tx: Transaction,
  row: CallRow,
  { call, language, notes, startedAt, rep, owner }: Understood,
  people: PersonRow[],
): Promise<void> {
  const dropper = people.find((person) => person.id === row.requestedBy && person.role === "rep");
  await updateCall(tx, row.id, {
    status: "analysing",
    title: call.title,
    transcript: call,
    language,
    notes,
    startedAt,
    repName: rep?.name ?? row.repName,
    // A rep who drops a call that nobody on the roster speaks on is talking about their own.
    repId: row.repId ?? owner?.id ?? (rep ? (dropper?.id ?? null) : null),
    accountId:
      row.accountId ??
      (await accountOf(
        tx,
        call.participants.filter((one) => one.side !== "rep"),
      )),
  });
}

function personFor(rep: Participant, people: PersonRow[]): PersonRow | null {
  const named = people.filter(
    (person) =>
      (rep.email && person.email?.toLowerCase() === rep.email.toLowerCase()) ||
      person.name.toLowerCase() === rep.name.toLowerCase(),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

function languageName(code: string): string {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
}
