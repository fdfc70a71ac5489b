import type { BackfillView, ConnectionView } from "../../jobs/recording/overview.ts";
import { type Html, html } from "../html.ts";
import { ago } from "./when.ts";

/** One connection: how it is, where its recorder calls, and what can be done about it. */
export function cardOf(connection: ConnectionView, now: Date): Html {
  const { id, name, label, fromEnvironment, hook, missing, problem, seenAt, counts } = connection;
  const state = stateOf(connection);
  const came = (counts.done ?? 0) + (counts.nothing ?? 0);
  const waiting = (counts.received ?? 0) + (counts.waiting ?? 0);
  return html`<section class="card" aria-labelledby="c-${id}">
<div class="row"><h3 id="c-${id}">${label} ${label === name ? null : html`<small>${name}</small>`}</h3><span class="state ${state.tone}">${state.word}</span></div>
${problem ? html`<p>${problem}</p>` : null}
<p class="quiet">${seenAt ? `Last heard of ${ago(seenAt, now)}.` : "Nothing has come by it yet."} In the last seven days: ${came} taken in, ${waiting} waiting, ${counts.failed ?? 0} failed.${fromEnvironment ? " Its keys are variables of the server." : null}</p>
${missing.webhook.length > 0 ? html`<p>New calls do not come by themselves. Not set: ${missing.webhook.join(", ")}.</p>` : null}
${missing.fetch.length > 0 ? html`<p>Words cannot be fetched. Not set: ${missing.fetch.join(", ")}.</p>` : null}
${hook ? html`<div>Address to give to ${name}:<code class="address" tabindex="0">${hook.address}</code></div>` : null}
${connection.backfill ? progressOf(connection.backfill) : null}
<div class="buttons">
<form method="post"><input type="hidden" name="do" value="test"><input type="hidden" name="id" value="${id}"><button aria-label="Test ${label}">Test</button></form>
${connection.canBackfill && missing.fetch.length === 0 ? backfillForm(connection) : null}
${fromEnvironment ? null : html`<form method="post"><input type="hidden" name="do" value="disconnect"><input type="hidden" name="id" value="${id}"><button class="danger" aria-label="Disconnect ${label}">Disconnect</button></form>`}
</div></section>`;
}

function backfillForm({ id, label, backfill }: ConnectionView): Html | null {
  if (backfill?.status === "running") return null;
  return html`<form method="post"><input type="hidden" name="do" value="backfill"><input type="hidden" name="id" value="${id}">
<select name="days" aria-label="How far back for ${label}"><option value="7">7 days</option><option value="30" selected>30 days</option><option value="90">90 days</option></select>
<button>Bring in past calls</button></form>`;
}

function stateOf({ status, problem, missing, seenAt }: ConnectionView) {
  if (status === "revoked") return { word: "Keys are gone", tone: "still" };
  if (status === "broken") return { word: "Does not work", tone: "bad" };
  if (problem) return { word: "Had trouble", tone: "wait" };
  if (missing.fetch.length + missing.webhook.length > 0)
    return { word: "Half set up", tone: "wait" };
  return seenAt ? { word: "Works", tone: "good" } : { word: "Ready", tone: "still" };
}

function progressOf(backfill: BackfillView): Html {
  const { counts, status, listed, days, reason } = backfill;
  const over = (counts.done ?? 0) + (counts.nothing ?? 0) + (counts.failed ?? 0);
  const found = over + (counts.received ?? 0) + (counts.waiting ?? 0);
  const failed = counts.failed ? `, ${counts.failed} could not be` : "";
  if (status === "running") {
    return html`<div><label for="p-${backfill.id}">Bringing in the last ${days} days: ${over} of ${found}${listed ? "" : " and more"} read${failed}</label>
<progress id="p-${backfill.id}" max="${Math.max(1, found)}" value="${over}"></progress>${reason ? html`<p class="quiet">${reason}</p>` : null}</div>`;
  }
  return html`<p class="quiet">Past calls of ${days} days: ${status === "done" ? `${counts.done ?? 0} read${failed}.` : `stopped. ${reason ?? ""}`}</p>`;
}
