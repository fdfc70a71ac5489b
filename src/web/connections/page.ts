import type { ConsentRule } from "../../calls/consent.ts";
import type { CrmOverview } from "../../jobs/crms/overview.ts";
import type { Overview, RecorderChoice } from "../../jobs/recording/overview.ts";
import { type Html, html } from "../html.ts";
import { cardOf } from "./connection-card.ts";
import { crmSection } from "./crm/cards.ts";
import { heldBackTable, inboundTable } from "./tables.ts";

/** What the last press did. */
export interface Said {
  good: boolean;
  text: string;
  /** Of the answer, when it is not good; 400 unless told. */
  status?: number;
}

/** The page of connections: what is connected, what waits for a word, what came in, what may be read. */
export function connectionsBody(
  overview: Overview,
  crms: CrmOverview,
  view: { said: Said | null; adding: string | null; now: Date },
): Html {
  const { connections, choices, heldBack, inbound, rule, transcriber } = overview;
  return html`<h1>Connections</h1>
<p class="quiet">Recorders tell the coach of new calls, CRMs of deals. It fetches what they tell of with the keys below.</p>
<div role="status">${view.said ? html`<div class="card said ${view.said.good ? "" : "bad"}">${view.said.text}</div>` : null}</div>
${crmSection(crms, view)}
<h2>Recorders</h2>
${connections.some((one) => one.hook && !one.hook.reachable) ? html`<p class="quiet">Recorders on the internet cannot reach these addresses yet. Set PUBLIC_URL to an https address of this server.</p>` : null}
${
  connections.length === 0
    ? html`<div class="card"><p>No recorder is connected yet. Choose one below, or set its variables on the server.</p></div>`
    : connections.map((connection) => cardOf(connection, view.now))
}
<p class="quiet">Recordings without a transcript: ${transcriber ? `${transcriber} makes words of them.` : "refused, since no transcriber is set on the server (DEEPGRAM_API_KEY, ASSEMBLYAI_API_KEY or TRANSCRIBER_URL)."}</p>
<h2 id="add">Connect another recorder</h2>
<ul class="choices">${choices.map(
    (choice) =>
      html`<li><a href="?add=${choice.source}#add"${choice.source === view.adding ? html` aria-current="true"` : null}>${choice.name}</a></li>`,
  )}</ul>
${addForm(choices.find((choice) => choice.source === view.adding))}
<h2 id="waiting">Waiting for a word</h2>
${heldBackTable(heldBack)}
<h2 id="came-in">What came in</h2>
${inboundTable(inbound, connections)}
<h2 id="rule">What may be read</h2>
${ruleForm(rule)}`;
}

function addForm(choice: RecorderChoice | undefined): Html | null {
  if (!choice) return null;
  return html`<form class="card" method="post" action="?add=${choice.source}#add" autocomplete="off">
<input type="hidden" name="do" value="connect"><input type="hidden" name="source" value="${choice.source}">
<h3>${choice.name}</h3>
<label for="label">What to call it <small>as it stands in this list</small></label>
<input id="label" name="label" type="text" maxlength="80" value="${choice.name}">
${choice.fields.map(
  (
    field,
  ) => html`<label for="f-${field.key}">${capital(field.label)} <small>${field.help}${field.needed === "optional" ? " · optional" : field.needed === "webhook" ? " · for the recorder to call us" : " · for us to fetch the words"}</small></label>
<input id="f-${field.key}" name="${field.key}" type="${field.secret ? "password" : "text"}" spellcheck="false" autocomplete="off">`,
)}
<div class="buttons"><button class="primary">Connect ${choice.name}</button><span class="quiet">Keys are sealed in the store and never shown again.</span></div>
</form>`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function ruleForm(rule: ConsentRule): Html {
  return html`<form class="card" method="post" action="#rule">
<input type="hidden" name="do" value="rule">
<p class="quiet">Looked at before anything else is. What a rule sets aside stays unread until the host of the call decides in chat.</p>
<label for="internal">Meetings of our own people alone</label>
<select id="internal" name="internal">
<option value="leave"${rule.internal === "read" ? null : html` selected`}>leave unread</option>
<option value="read"${rule.internal === "read" ? html` selected` : null}>read like any other</option>
</select>
<label class="check"><input type="checkbox" name="everybodyAgreed"${rule.everybodyAgreed ? html` checked` : null}> <span>Read only calls whose recorder says that everybody agreed to be recorded</span></label>
<label for="blockedDomains">Companies whose calls are never read <small>their e-mail domains, one a line, as example.com</small></label>
<textarea id="blockedDomains" name="blockedDomains" spellcheck="false">${(rule.blockedDomains ?? []).join("\n")}</textarea>
<label for="keywords">Words that make somebody look first <small>in the title or on the call, one a line, as redundancy</small></label>
<textarea id="keywords" name="keywords">${(rule.keywords ?? []).join("\n")}</textarea>
<div class="buttons"><button class="primary">Keep these rules</button></div>
</form>`;
}
