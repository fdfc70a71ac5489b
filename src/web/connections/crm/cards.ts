import type { CrmOverview, CrmView } from "../../../jobs/crms/overview.ts";
import { type Html, html } from "../../html.ts";
import { ago, shortTime } from "../when.ts";
import { syncLine } from "./result.ts";
import { counted } from "./words.ts";

/** The CRMs on the page of connections, with what came from them and the way to connect one more. */
export function crmSection(
  { crms, choices, events }: CrmOverview,
  { adding, now }: { adding: string | null; now: Date },
): Html {
  return html`<h2 id="crms">CRMs</h2>
${
  crms.length === 0
    ? html`<div class="card"><p>No CRM is connected yet. With one, deals are here within seconds of a change, and nothing is written into it unless somebody presses a button.</p></div>`
    : crms.map((crm) => cardOf(crm, now))
}
<ul class="choices">${choices.map(
    ({ provider, name }) =>
      html`<li><a href="?add=${provider}#add-crm"${provider === adding ? html` aria-current="true"` : null}>Connect ${name}</a></li>`,
  )}</ul>
${addForm(choices.find(({ provider }) => provider === adding))}
${crms.length > 0 ? eventsTable(events, crms) : null}`;
}

function cardOf(crm: CrmView, now: Date): Html {
  const { id, name, label, counts, hook, problem, line, seenAt, sync, missing, fromEnvironment } =
    crm;
  const state = stateOf(crm);
  const stuck = counts.received + counts.failed;
  return html`<section class="card" aria-labelledby="c-${id}">
<div class="row"><h3 id="c-${id}">${label} ${label === name ? null : html`<small>${name}</small>`}</h3><span class="state ${state.tone}">${state.word}</span></div>
${problem ? html`<p>${problem}</p>` : null}
${line ? html`<p class="quiet">${line}</p>` : null}
<p>${syncLine(sync, now)}${missing && missing.length > 0 ? html` <strong>Still missing:</strong> ${missing.join(", ")}.` : null}</p>
<p class="quiet">${seenAt ? `Last heard of ${ago(seenAt, now)}.` : "Nothing has come by it yet."} In the last seven days: ${counted(counts.done, "change")} taken in, ${counts.received} waiting, ${counts.failed} failed.${fromEnvironment ? " Its keys are variables of the server." : null}</p>
<div>Address to give to ${name}:<code class="address" tabindex="0">${hook.address}</code></div>
${hook.reachable ? null : html`<p class="quiet">${name} cannot reach it yet: set PUBLIC_URL to an https address of this server. The nightly look works without.</p>`}
<div class="buttons">
<a class="button primary" href="/connections/crm/${id}">Set up ${label}</a>
${act("crm-test", id, "Test", `Test ${label}`)}
${stuck > 0 ? act("crm-replay", id, `Take ${counted(stuck, "change")} now`, `Take what waits from ${label} now`) : null}
${fromEnvironment ? null : act("crm-disconnect", id, "Remove", `Remove ${label}`, true)}
</div>
${fromEnvironment ? null : reconnectForm(crm)}</section>`;
}

function act(what: string, id: string, word: string, label: string, danger = false): Html {
  return html`<form method="post" action="#crms"><input type="hidden" name="do" value="${what}"><input type="hidden" name="id" value="${id}"><button class="${danger ? "danger" : ""}" aria-label="${label}">${word}</button></form>`;
}

function reconnectForm({ id, provider, name, status, fields }: CrmView): Html {
  return html`<details${status === "broken" ? html` open` : null}><summary>Connect again with other keys</summary>
<form method="post" action="#crms" autocomplete="off"><input type="hidden" name="do" value="crm-reconnect"><input type="hidden" name="id" value="${id}">
<p class="quiet">Fill in what is new; what stays empty stays as it is. Deals and their set-up stay.</p>
${inputs(fields, `r-${id}`)}
<div class="buttons"><button>Try these keys</button><span class="quiet">Connected by signing in? <a href="/connect/${provider}">Sign in at ${name} again</a>.</span></div></form></details>`;
}

function addForm(choice: CrmOverview["choices"][number] | undefined): Html | null {
  if (!choice) return null;
  const { provider, name, fields } = choice;
  return html`<form class="card" id="add-crm" method="post" action="?add=${provider}#add-crm" autocomplete="off">
<input type="hidden" name="do" value="crm-connect"><input type="hidden" name="source" value="${provider}">
<h3>${name}</h3>
<p class="quiet">With the client id and secret of an app on this server, <a href="/connect/${provider}">sign in at ${name}</a> instead.</p>
${inputs(fields, "a")}
<div class="buttons"><button class="primary">Connect ${name}</button><span class="quiet">The keys are tried at once, sealed in the store and never shown again.</span></div>
</form>`;
}

const inputs = (fields: CrmView["fields"], prefix: string): Html[] =>
  fields.map(
    (
      field,
    ) => html`<label for="${prefix}-${field.key}">${field.label.charAt(0).toUpperCase() + field.label.slice(1)} <small>${field.help}${field.optional ? " · optional" : ""}</small></label>
<input id="${prefix}-${field.key}" name="${field.key}" type="${field.secret ? "password" : "text"}" spellcheck="false" autocomplete="off">`,
  );

function stateOf({ status, problem, sync, seenAt }: CrmView) {
  if (status === "revoked") return { word: "Keys are gone", tone: "still" };
  if (status === "broken") return { word: "Does not work", tone: "bad" };
  if (problem) return { word: "Had trouble", tone: "wait" };
  if (sync?.state === "running") return { word: "Bringing in", tone: "still" };
  return seenAt ? { word: "Works", tone: "good" } : { word: "Ready", tone: "still" };
}

const STATES = {
  received: { word: "Waiting", tone: "wait" },
  done: { word: "Taken in", tone: "good" },
  failed: { word: "Failed", tone: "bad" },
} as const;

function eventsTable(events: CrmOverview["events"], crms: readonly CrmView[]): Html {
  if (events.length === 0)
    return html`<p class="quiet">No change has been told by a webhook yet.</p>`;
  const labels = new Map(crms.map(({ id, label }) => [id, label]));
  return html`<details><summary>What the CRMs told last</summary><div class="card wide"><table><thead><tr><th scope="col">When (UTC)</th><th scope="col">What</th><th scope="col">By</th><th scope="col">What became of it</th></tr></thead><tbody>${events.map(
    (event) => html`<tr><td class="when">${shortTime(event.receivedAt)}</td>
<td>${event.deal ?? `${event.object} ${event.objectId}`}</td><td>${labels.get(event.connectionId) ?? ""}</td>
<td><span class="state ${STATES[event.state].tone}">${STATES[event.state].word}</span>${event.reason ? html`<span class="why">${event.reason}</span>` : null}</td></tr>`,
  )}</tbody></table></div></details>`;
}
