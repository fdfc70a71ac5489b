import express, { type Router } from "express";
import { validate } from "uuid";
import type { Call } from "../calls/call.ts";
import { clockTime, placeOf } from "../calls/clock-time.ts";
import type { Measures } from "../calls/measures.ts";
import type { Moment } from "../calls/moment.ts";
import type { Candidate } from "../coaching/opportunity.ts";
import { CoachError } from "../errors.ts";
import { mayOpen } from "../store/call-search.ts";
import { type CallRow, findCall } from "../store/calls.ts";
import { type Html, html } from "./html.ts";
import { sendPage } from "./page.ts";
import { type Door, visitorOf } from "./visitors.ts";

interface StoredAnalysis {
  measures: Measures;
  moments: Moment[];
  ranked: Omit<Candidate, "source">[];
}

/** `/calls/:id`: the transcript with its times, what was measured, and the moments with their quotes. */
export function callPages(door: Door): Router {
  const router = express.Router();
  router.get("/:id", async (request, response) => {
    const { id = "" } = request.params;
    const { workspaceId, person } = await visitorOf(request, door);
    const row = validate(id)
      ? await door.database.inWorkspace(workspaceId, async (tx) => {
          const viewer = person && { id: person.id, role: person.role, now: door.now() };
          return !viewer || (await mayOpen(tx, viewer, id)) ? await findCall(tx, id) : null;
        })
      : null;
    // Not there and not for you are one answer: the other would say that it exists.
    if (!row) throw new CoachError("not-found", "There is no call here that you may see.");
    response.set("Cache-Control", "private, no-store");
    sendPage(response, { title: row.title ?? "Call", body: bodyOf(row) });
  });
  return router;
}

function bodyOf(row: CallRow): Html {
  const call = row.transcript as Call | null;
  const analysis = row.analysis as StoredAnalysis | null;
  const when = row.startedAt ? row.startedAt.toISOString().slice(0, 16).replace("T", " ") : null;
  return html`<h1>${row.title ?? "Call"}</h1>
<p class="quiet">${[when, row.type, row.status].filter(Boolean).join(" · ")}</p>
${row.failure ? html`<div class="card">${row.failure}</div>` : null}
${row.notes.length > 0 ? html`<ul class="plain quiet">${row.notes.map((note) => html`<li>${note}</li>`)}</ul>` : null}
${analysis ? html`<h2>What was measured</h2><div class="card">${measuresOf(analysis.measures)}</div>` : null}
${analysis && call ? html`<h2>Moments, surest first</h2><div class="card">${rankedOf(analysis, call)}</div>` : null}
${call ? html`<h2>Transcript</h2>${transcriptOf(call)}` : null}`;
}

function measuresOf(measures: Measures): Html {
  const share = (value: number | null) => (value === null ? null : `${Math.round(value * 100)} %`);
  const time = (value: number | null) => (value === null ? null : clockTime(value));
  const facts: [string, string | null, string][] = [
    [
      "Rep's share of the talk",
      share(measures.talkRatio.rep),
      measures.basis === "time" ? "of all speech, by time" : "of all speech, by words",
    ],
    ["Longest rep stretch", time(measures.longestMonologue.ms), "without a break"],
    ["Longest buyer story", time(measures.longestCustomerStory.ms), "without a break"],
    [
      "Rep's questions",
      String(measures.questions.rep),
      `${measures.questions.open} open, ${measures.questions.closed} closed`,
    ],
    [
      "Wait before answering",
      measures.patience.medianMs === null
        ? null
        : `${(measures.patience.medianMs / 1000).toFixed(1)} s`,
      `median of ${measures.patience.gaps}`,
    ],
    [
      "Speaker changes",
      measures.interactivity.perMinute === null
        ? null
        : measures.interactivity.perMinute.toFixed(1),
      "a minute",
    ],
  ];
  return html`<dl class="facts">${facts.map(
    ([label, value, base]) =>
      html`<div><dt>${label}</dt><dd>${value ?? "not enough to say"} <small>${value === null ? "" : base}</small></dd></div>`,
  )}</dl>`;
}

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
