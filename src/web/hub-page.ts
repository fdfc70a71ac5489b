import express, { type Router } from "express";
import { hubOf } from "../jobs/hub.ts";
import { hubMessage } from "../messages/hub.ts";
import { listPeople, type PersonRow } from "../store/people.ts";
import { type Html, html } from "./html.ts";
import { messageHtml } from "./message-html.ts";
import { sendPage } from "./page.ts";
import { type Door, visitorOf } from "./visitors.ts";

/** `/hub`: somebody's own page; at this machine, whose page to look at. */
export function hubPage(door: Door): Router {
  const router = express.Router();
  router.get("/", async (request, response) => {
    const { workspaceId, person } = await visitorOf(request, door);
    const base = door.publicUrl ?? `http://${request.headers.host}`;
    const { title, body } = await door.database.inWorkspace(workspaceId, async (tx) => {
      if (!person) return { title: "Whose page?", body: choiceOf(await listPeople(tx)) };
      const hub = await hubOf(tx, person, door.now());
      const linkTo = ({ callId, turn }: { callId: string; turn: number }) =>
        `${base}/calls/${callId}#turn-${turn}`;
      const message = hubMessage(hub, { linkTo, note: null, page: null });
      return {
        title: `${person.name}'s page`,
        body: html`<h1>${person.name}</h1><div class="card">${messageHtml(message)}</div>`,
      };
    });
    // Read again each time: it is somebody's own, and it changes with every call.
    response.set("Cache-Control", "private, no-store");
    sendPage(response, { title, body });
  });
  return router;
}

function choiceOf(people: readonly PersonRow[]): Html {
  return html`<h1>Whose page?</h1>
<p class="quiet">On this machine you may look at anybody's. People elsewhere see their own, by a link from the coach.</p>
<ul class="card plain">${people.map(
    (person) =>
      html`<li><a href="/hub?as=${person.id}">${person.name}</a> <span class="quiet">${person.role}</span></li>`,
  )}</ul>`;
}
