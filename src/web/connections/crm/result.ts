import type { Rehearsed } from "../../../deals/crm/rehearsal.ts";
import type { SetupView } from "../../../jobs/crms/setup-desk.ts";
import { type Html, html } from "../../html.ts";
import { ago } from "../when.ts";
import { counted } from "./words.ts";

/** What the next sync would do, as far as it was tried out. */
export function resultCard({ rehearsal, isDraft, name }: SetupView): Html | null {
  if (!rehearsal || !isDraft) return null;
  if (rehearsal.state === "running") {
    return html`<section class="card said" aria-labelledby="result"><h2 id="result">Trying it out</h2>
<p>${counted(rehearsal.deals, "deal")} looked at so far, ${rehearsal.changed} would change. This page looks again by itself.</p></section>`;
  }
  if (rehearsal.state === "failed") {
    return html`<section class="card said bad" aria-labelledby="result"><h2 id="result">It could not be tried out</h2>
<p>${rehearsal.problem}</p></section>`;
  }
  const { changed, added, gone, deals, people, quotas } = rehearsal;
  const nothing = changed + added + gone + people + quotas === 0;
  return html`<section class="card said" aria-labelledby="result"><h2 id="result">${nothing ? "Nothing would change" : `${counted(changed, "deal")} would change`}</h2>
<p>I looked at ${counted(deals, "deal")} in ${name}: ${added} would be new, ${gone} would go.${people > 0 ? ` ${counted(people, "rep")} would be added.` : null}${quotas > 0 ? ` ${counted(quotas, "quota")} would change.` : null}</p>
${byField(rehearsal)}
${examples(rehearsal)}
${rehearsal.problems.length > 0 ? html`<p>Would not be kept:</p><ul>${rehearsal.problems.map((one) => html`<li>${one}</li>`)}</ul>` : null}
<div class="buttons"><button class="primary" form="setup" name="do" value="save">Save and bring in</button>
<span class="quiet">It can be taken back afterwards.</span></div></section>`;
}

function byField({ fields }: Rehearsed): Html | null {
  const listed = Object.entries(fields).sort(([, a], [, b]) => b - a);
  if (listed.length === 0) return null;
  return html`<p class="quiet">${listed.map(([field, many]) => `${field}: ${many}`).join(" · ")}</p>`;
}

function examples({ samples }: Rehearsed): Html | null {
  if (samples.length === 0) return null;
  return html`<div class="wide"><table><caption>The first of them</caption><thead><tr><th scope="col">Deal</th><th scope="col">What</th><th scope="col">Now</th><th scope="col">Then</th></tr></thead><tbody>${samples.map(
    ({ deal, field, before, after }) =>
      html`<tr><th scope="row">${deal}</th><td>${field}</td><td>${before ?? "nothing"}</td><td>${after ?? "nothing"}</td></tr>`,
  )}</tbody></table></div>`;
}

/** What was brought in last, and the button that does it now. */
export function syncCard({ sync, name, canUndo, savedAt }: SetupView, now: Date): Html {
  const running = sync?.state === "running";
  return html`<section class="card" aria-labelledby="sync"><h2 id="sync">Deals from ${name}</h2>
<p>${syncLine(sync, now)}</p>
${sync && sync.left.length > 0 ? html`<ul>${sync.left.slice(0, 5).map((one) => html`<li>${one}</li>`)}</ul>` : null}
<div class="buttons"><form method="post"><button name="do" value="sync">${sync ? "Bring everything in again" : "Bring in the deals"}</button></form>
${canUndo ? html`<form method="post"><button name="do" value="undo">Take the last change back</button></form><span class="quiet">Saved ${savedAt ? ago(savedAt, now) : ""}.</span>` : null}
${running ? html`<span class="quiet">Under way; this page looks again by itself.</span>` : null}</div></section>`;
}

/** One sentence about a sync. */
export function syncLine(sync: SetupView["sync"], now: Date): string {
  if (!sync) return "Nothing has been brought in yet.";
  const { deals, changed, gone, quotas, problem } = sync;
  if (sync.state === "running") return `Bringing in: ${counted(deals, "deal")} looked at so far.`;
  const when = ago(new Date(sync.endedAt ?? sync.begunAt), now);
  if (sync.state === "failed") return `The last sync stopped ${when}. ${problem ?? ""}`;
  const people = quotas > 0 ? ` ${counted(quotas, "quota")} read.` : "";
  return `Last brought in ${when}: ${counted(deals, "deal")} looked at, ${changed} new or changed, ${gone} gone.${people}`;
}
