import express, { type Router } from "express";
import { validate } from "uuid";
import type { Call } from "../calls/call.ts";
import { clockTime, placeOf } from "../calls/clock-time.ts";
import { type MeasureFact, measureFacts } from "../calls/measure-facts.ts";
import type { Measures } from "../calls/measures.ts";
import type { Moment } from "../calls/moment.ts";
import { type TeamRanges, tableWith } from "../calls/reference-ranges.ts";
import type { Candidate } from "../coaching/opportunity.ts";
import { outlierLines } from "../coaching/outlier-words.ts";
import type { Outliers } from "../coaching/outliers.ts";
import { CoachError } from "../errors.ts";
import { mayOpen } from "../store/call-search.ts";
import { type CallRow, findCall } from "../store/calls.ts";
import { ownWorkspace } from "../store/people.ts";
import { type Html, html } from "./html.ts";
import { sendPage } from "./page.ts";
import { type Door, visitorOf } from "./visitors.ts";

interface StoredAnalysis {
  measures: Measures;
  moments: Moment[];
  ranked: Omit<Candidate, "source">[];
  outliers?: Outliers;
}

/** `/calls/:id`: the transcript with its times, what was measured, and the moments with their quotes. */
export function callPages(door: Door): Router {
  const router = express.Router();
  router.get("/:id", async (request, response) => {
    const { id = "" } = request.params;
    const { workspaceId, person } = await visitorOf(request, door);
    const found = validate(id)
      ? await door.database.inWorkspace(workspaceId, async (tx) => {
          const viewer = person && { id: person.id, role: person.role, now: door.now() };
          const sees = viewer ? await mayOpen(tx, viewer, id) : "all";
          const row = sees && (await findCall(tx, id));
          const { settings } = await ownWorkspace(tx);
          if (!row) return null;
          const shown = sees === "all" ? row : { ...row, analysis: null };
          return { row: shown, ranges: settings.ranges ?? {} };
        })
      : null;
    // Not there and not for you are one answer: the other would say that it exists.
    if (!found) throw new CoachError("not-found", "There is no call here that you may see.");
    response.set("Cache-Control", "private, no-store");
    const { row, ranges } = found;
    const isRep = person !== null && person?.id === row.repId;
    sendPage(response, { title: row.title ?? "Call", body: bodyOf(row, ranges, isRep) });
  });
  return router;
}

function bodyOf(row: CallRow, ranges: TeamRanges, isRep: boolean): Html {
  const call = row.transcript as Call | null;
  const analysis = row.analysis as StoredAnalysis | null;
  const when = row.startedAt ? row.startedAt.toISOString().slice(0, 16).replace("T", " ") : null;
  return html`<h1>${row.title ?? "Call"}</h1>
<p class="quiet">${[when, row.type, row.status].filter(Boolean).join(" · ")}</p>
${row.failure ? html`<div class="card">${row.failure}</div>` : null}
${row.notes.length > 0 ? html`<ul class="plain quiet">${row.notes.map((note) => html`<li>${note}</li>`)}</ul>` : null}
${analysis ? html`<h2>What was measured</h2><div class="card">${measuresOf(measureFacts(analysis.measures, row.type, tableWith(ranges)))}</div>` : null}
${analysis ? unusualOf(analysis, isRep) : null}
${analysis && call ? html`<h2>Moments, surest first</h2><div class="card">${rankedOf(analysis, call)}</div>` : null}
${call ? html`<h2>Transcript</h2>${transcriptOf(call)}` : null}`;
}

function measuresOf(facts: readonly MeasureFact[]): Html {
  return html`<dl class="facts">${facts.map(
    ({ label, value, base, range }) =>
      html`<div><dt>${label}</dt><dd>${value ?? "not enough to say"} <small>${value === null ? "" : base}</small>${
        range ? html`<small class="range">Range: ${range}</small>` : null
      }</dd></div>`,
  )}</dl>`;
}

/** Numbers beside the rep's own earlier calls, and price talk out of order: told, not judged. */
function unusualOf({ outliers }: StoredAnalysis, isRep: boolean): Html | null {
  // Calls analysed before outliers were kept have none.
  if (!outliers) return null;
  const lines = outlierLines(outliers);
  if (lines.length === 0 && outliers.insufficient === null) return null;
  return html`<h2>Different from ${isRep ? "your" : "the rep's"} usual</h2><div class="card"><ul class="plain">${lines.map(
    ({ text, turn, quote }) =>
      html`<li>${capital(text)}.${turn === null ? null : html` <a href="#turn-${turn}">${quote ? `“${quote}”` : "Show it"}</a>`}</li>`,
  )}${outliers.insufficient ? html`<li class="quiet">What is usual cannot be said: ${outliers.insufficient}.</li>` : null}</ul></div>`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function rankedOf(analysis: StoredAnalysis, call: Call): Html {
  if (analysis.ranked.length === 0) {
    return html`<p class="quiet">Nothing on this call is clear enough to ask about.</p>`;
  }
  const names = new Map(call.participants.map((participant) => [participant.id, participant.name]));
  return html`<ol class="moments">${analysis.ranked.slice(0, 12).map(
    (candidate) => html`<li><span class="kind">${candidate.kind.replaceAll("-", " ")}</span>
<a href="#turn-${candidate.spot.turn}">${placeOf(candidate.spot)}</a> ${names.get(candidate.spot.speaker) ?? ""}: “${candidate.spot.quote}”
<span class="quiet">· ${candidate.because}</span></li>`,
  )}</ol>`;
}

function transcriptOf(call: Call): Html {
  const people = new Map(call.participants.map((participant) => [participant.id, participant]));
  return html`<div class="card">${call.turns.map((turn, index) => {
    const person = people.get(turn.speaker);
    return html`<div class="turn" id="turn-${index}"><a class="at" href="#turn-${index}">${turn.startMs === null ? `turn ${index}` : clockTime(turn.startMs)}</a>
<div><span class="who ${person?.side ?? ""}">${person?.name ?? turn.speaker}</span><p>${turn.text}</p></div></div>`;
  })}</div>`;
}
