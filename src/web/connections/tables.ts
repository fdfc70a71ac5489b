import type { ConnectionView, Overview } from "../../jobs/recording/overview.ts";
import { sourceName } from "../../messages/source-names.ts";
import type { InboundStatus } from "../../store/schema.ts";
import { type Html, html } from "../html.ts";
import { shortTime } from "./when.ts";

/** Calls a rule set aside, and calls nobody of ours could be asked about. */
export function heldBackTable(calls: Overview["heldBack"]): Html {
  if (calls.length === 0) {
    return html`<div class="card"><p class="quiet">Nothing waits: every call that came in was read.</p></div>`;
  }
  return html`<div class="card wide"><table><thead><tr><th scope="col">Call (UTC)</th><th scope="col">Why it waits</th><th scope="col">Your word</th></tr></thead><tbody>${calls.map(
    (
      call,
    ) => html`<tr><td>${call.title ?? "A call"}<span class="why">${shortTime(call.startedAt ?? call.createdAt)} · ${sourceName(call.source)}</span></td>
<td>${call.reason}</td><td>${button("read", call.id, "Read it", call.title)}${button("delete", call.id, "Delete it", call.title)}</td></tr>`,
  )}</tbody></table></div>`;
}

const STATES: Record<InboundStatus, { word: string; tone: string }> = {
  received: { word: "On its way", tone: "still" },
  waiting: { word: "Waiting", tone: "wait" },
  done: { word: "Taken in", tone: "good" },
  nothing: { word: "No call in it", tone: "still" },
  failed: { word: "Failed", tone: "bad" },
};

/** The newest that came in, with what became of it; what failed or waits can be read again. */
export function inboundTable(
  rows: Overview["inbound"],
  connections: readonly ConnectionView[],
): Html {
  if (rows.length === 0) {
    return html`<div class="card"><p class="quiet">Nothing has come in yet.</p></div>`;
  }
  const labels = new Map(connections.map((one) => [one.id, one.label]));
  return html`<div class="card wide"><table><thead><tr><th scope="col">When (UTC)</th><th scope="col">What</th><th scope="col">By</th><th scope="col">What became of it</th></tr></thead><tbody>${rows.map(
    (row) => html`<tr><td class="when">${shortTime(row.receivedAt)}</td>
<td>${row.callId ? html`<a href="/calls/${row.callId}">${row.title ?? row.callKey}</a>` : (row.title ?? row.callKey)}</td>
<td>${(row.connectionId && labels.get(row.connectionId)) ?? sourceName(row.source)}${row.way === "backfill" ? html`<span class="why">past call</span>` : null}</td>
<td><span class="state ${STATES[row.status].tone}">${STATES[row.status].word}</span>${row.reason ? html`<span class="why">${row.reason}</span>` : null}${row.status === "waiting" ? html`<span class="why">Next look at ${shortTime(row.nextAt)}.</span>` : null}
${row.status === "failed" || row.status === "waiting" ? button("again", row.id, "Read again", row.title) : null}</td></tr>`,
  )}</tbody></table></div>`;
}

function button(what: string, id: string, label: string, about: string | null): Html {
  const danger = what === "delete" ? "danger" : "";
  return html`<form method="post"><input type="hidden" name="do" value="${what}"><input type="hidden" name="id" value="${id}"><button class="${danger}" aria-label="${label}: ${about ?? "a call"}">${label}</button></form>`;
}
