import express, { type Router } from "express";
import { DateTime } from "luxon";
import { CoachError } from "../errors.ts";
import type { Effects } from "../jobs/effects.ts";
import { memoriesOf, shownMemory } from "../jobs/remembering/shown.ts";
import { readModel } from "../messages/mental-model.ts";
import { growthOf } from "../messages/model-growth.ts";
import { openableCalls } from "../store/call-search.ts";
import { listPeople, ownWorkspace } from "../store/people.ts";
import { type Html, html } from "./html.ts";
import { MEMORY_STYLE, memoriesHtml, modelHtml } from "./memory-html.ts";
import { LIVE_SCRIPT, streamChanges } from "./memory-live.ts";
import { sendPage } from "./page.ts";
import { type Door, type Visitor, visitorOf } from "./visitors.ts";

/** The pages of the mental models, with what each is for. */
const MODELS: Record<string, { name: string; lead: string }> = {
  "discovery-playbook": {
    name: "Discovery Playbook",
    lead: "Which questions got buyers to talk, what became of objections, and why deals were lost. Composed from the calls, each line with its sources.",
  },
  "coaching-themes": {
    name: "Coaching Themes",
    lead: "What shows on calls, what coaching changed and for whom, which promises and forecasts held. Each part is seen by its person and, where it says so, by nobody else.",
  },
};
const MOST_GROWTH = 30;

interface MemoryPages {
  memory: Effects["memory"];
  publicUrl(): string;
  onChanged(listener: (workspaceId: string) => void): () => void;
}

/** `/memory`: what is remembered about a person, for them; `/memory/<model>`: a mental model as it grows. */
export function memoryPages(door: Door, { memory, publicUrl, onChanged }: MemoryPages): Router {
  const router = express.Router();
  const look = { style: MEMORY_STYLE, script: "/memory/live.js" };

  router.get("/live.js", (_request, response) => {
    response.set("Cache-Control", "no-cache").type("text/javascript").send(LIVE_SCRIPT);
  });
  router.get("/events", async (request, response) => {
    const { workspaceId } = await visitorOf(request, door);
    streamChanges(request, response, (tell) =>
      onChanged((changed) => {
        if (changed === workspaceId) tell();
      }),
    );
  });
  router.get("/", async (request, response) => {
    const visitor = await visitorOf(request, door);
    const { workspaceId, person } = visitor;
    response.set("Cache-Control", "private, no-store");
    if (!person) {
      const body = html`${await tabs(visitor, null)}<h1>What the coach remembers</h1><p class="lead">Whose memory? People elsewhere see their own, by a link from the coach.</p>`;
      return sendPage(response, { title: "What the coach remembers", body, ...look });
    }
    const all = await memoriesOf(memory(workspaceId), person.id);
    const scene = { publicUrl: publicUrl(), zone: await zoneOf(visitor) };
    const shown = all.map((one) => shownMemory(one, scene));
    const body = html`${await tabs(visitor, "")}${memoriesHtml(person.name.split(" ")[0] ?? "you", [
      { heading: "In your own words", memories: shown.filter(({ own }) => own) },
      { heading: "From calls and deals", memories: shown.filter(({ own }) => !own) },
    ])}`;
    sendPage(response, { title: "What the coach remembers", body, ...look });
  });
  router.get("/:model", async (request, response) => {
    const { model: id } = request.params;
    const about = MODELS[id];
    if (!about) throw new CoachError("not-found", "There is no such mental model.");
    const visitor = await visitorOf(request, door);
    response.set("Cache-Control", "private, no-store");
    const body = html`${await tabs(visitor, id)}${await modelOf(visitor, id, about)}`;
    sendPage(response, { title: about.name, body, ...look });
  });
  return router;

  async function modelOf(
    { workspaceId, person }: Visitor,
    id: string,
    about: { name: string; lead: string },
  ): Promise<Html> {
    const bank = memory(workspaceId);
    const reader = person ? { personId: person.id } : ("everyone" as const);
    const { markdown, version, refreshedAt } = await bank.model(id, reader);
    const parts = readModel(markdown).filter(
      ({ sections, paragraphs }) =>
        sections.length > 0 || !paragraphs.join().startsWith("Nothing yet"),
    );
    const zone = await zoneOf({ workspaceId, person });
    const when = (at: Date) => DateTime.fromJSDate(at).setZone(zone).toFormat("d LLLL, HH:mm");
    const called = parts.flatMap(({ sources }) => sources.flatMap(({ call }) => call?.id ?? []));
    const openable = await door.database.inWorkspace(workspaceId, async (tx) =>
      person
        ? await openableCalls(
            tx,
            { id: person.id, role: person.role, now: door.now(), withSampleHistory: true },
            called,
          )
        : new Set<string>(),
    );
    const as = person ? `?as=${person.id}` : "";
    return modelHtml({
      ...{ ...about, parts },
      version: refreshedAt ? `version ${version}, ${when(refreshedAt)}` : null,
      growth: growthOf(await bank.modelHistory(id, reader))
        .slice(0, MOST_GROWTH)
        .map((one) => ({ ...one, when: when(one.at) })),
      linkTo: (call) =>
        openable.has(call.id)
          ? `/calls/${call.id}${as}${call.turn === null ? "" : `#turn-${call.turn}`}`
          : null,
    });
  }

  async function zoneOf({ workspaceId, person }: Visitor): Promise<string> {
    if (person?.timeZone) return person.timeZone;
    return (await door.database.inWorkspace(workspaceId, ownWorkspace)).timeZone;
  }

  /** The three pages, and at this machine everybody as whom they can be looked at. */
  async function tabs({ workspaceId, person }: Visitor, current: string | null): Promise<Html> {
    const as = person ? `?as=${person.id}` : "";
    const pages: [string, string][] = [
      ["", "About you"],
      ...Object.entries(MODELS).map(([id, { name }]): [string, string] => [id, name]),
    ];
    const people = person ? [] : await door.database.inWorkspace(workspaceId, listPeople);
    return html`<nav><ul class="tabs">${pages.map(
      ([id, name]) =>
        html`<li><a href="/memory${id === "" ? "" : `/${id}`}${as}"${id === current ? html` aria-current="page"` : null}>${name}</a></li>`,
    )}</ul>${
      people.length > 0
        ? html`<ul class="tabs">${people.map(
            ({ id, name }) =>
              html`<li><a href="/memory${current ? `/${current}` : ""}?as=${id}">as ${name}</a></li>`,
          )}</ul>`
        : null
    }</nav>`;
  }
}
