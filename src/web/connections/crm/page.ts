import type { SetupView } from "../../../jobs/crms/setup-desk.ts";
import { type Html, html } from "../../html.ts";
import type { Said } from "../page.ts";
import { ago } from "../when.ts";
import { setupForm } from "./form.ts";
import { resultCard, syncCard } from "./result.ts";

/** The set-up of one CRM: what was understood, what is missing, and what the next sync would do. */
export function setupBody(view: SetupView, { said, now }: { said: Said | null; now: Date }): Html {
  const { name, connection, understanding: read, refused, shapeAt } = view;
  return html`<p><a href="/connections/">All connections</a></p>
<h1>${connection.label}${connection.label === name ? null : html` <small>${name}</small>`}</h1>
<p class="quiet">What ${name}'s words mean here. It holds for every deal that comes in, and for CSV files too.</p>
<div role="status">${said ? html`<div class="card said ${said.good ? "" : "bad"}">${said.text}</div>` : null}
${resultCard(view)}</div>
${
  refused
    ? html`<div class="card said bad" role="alert"><p>${refused}</p>${read ? html`<p class="quiet">Below is what I knew ${shapeAt ? ago(shapeAt, now) : "before"}.</p>` : null}</div>`
    : null
}
${read ? html`<p class="missing">${read.missing.length === 0 ? "Nothing is missing." : html`<strong>Still missing:</strong> ${read.missing.join(", ")}.`}</p>` : null}
${syncCard(view, now)}
${
  read
    ? setupForm(view, read)
    : html`<div class="card"><p>${name} has not told me yet which stages, owners and fields it has. ${refused ? "Mend the connection, then look again." : ""}</p></div>`
}
<form method="post" class="again"><button name="do" value="look">Ask ${name} again what it has</button>
<span class="quiet">${shapeAt ? `Last asked ${ago(shapeAt, now)}.` : null}</span></form>`;
}
