import { randomBytes } from "node:crypto";
import express, { type Router } from "express";
import { hubOf } from "../jobs/hub.ts";
import { hubMessage } from "../messages/hub.ts";
import type { PersonRow } from "../store/people.ts";
import { Html, html } from "./html.ts";
import { messageHtml } from "./message-html.ts";
import { sendPage } from "./page.ts";
import type { Door } from "./visitors.ts";

/** Microsoft's library for tabs, by what it is: another file at that address would not run. */
const LIBRARY = {
  src: "https://res.cdn.office.net/teams-js/2.58.0/js/MicrosoftTeams.min.js",
  integrity: "sha384-sMo/EOqQPa1OCup2/VBRum7oFeOS22kvs8WGDc45xK53tUVZzFR5WwFYDUYN1LO4",
};
/** Where Teams runs. */
const FRAMES = [
  ...["https://teams.microsoft.com", "https://*.teams.microsoft.com"],
  ...["https://teams.cloud.microsoft", "https://*.cloud.microsoft"],
  ...["https://*.office.com", "https://*.microsoft365.com"],
].join(" ");

const SCRIPT = `
const page = document.getElementById("page");
const say = (words) => { page.querySelector("p").textContent = words; };
microsoftTeams.app.initialize()
  .then(() => microsoftTeams.authentication.getAuthToken())
  .then((token) => fetch("/teams/tab", { method: "POST", headers: { Authorization: "Bearer " + token } }))
  .then(async (answer) => {
    if (answer.ok) page.innerHTML = await answer.text();
    else say((await answer.json()).error);
  })
  .catch(() => say("Teams does not tell this tab who you are. Write “hub” in the chat beside it, and I send you a way in."));
`;

/**
 * `/teams/tab`: one's own page, inside Teams. A browser keeps no cookie of ours in somebody else's
 * frame, so the tab asks Teams who looks at it and brings that word with it.
 */
export function teamsTab(
  door: Door,
  whoLooks: (token: string) => Promise<{ workspaceId: string; person: PersonRow }>,
): Router {
  const router = express.Router();
  router.get("/", (_request, response) => {
    const nonce = randomBytes(16).toString("base64");
    const { src, integrity } = LIBRARY;
    sendPage(response, {
      title: "My coaching",
      policy: `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; script-src 'nonce-${nonce}'; frame-ancestors ${FRAMES}`,
      body: html`<div id="page"><p class="quiet">One moment.</p></div>
<script nonce="${nonce}" src="${src}" integrity="${integrity}" crossorigin="anonymous"></script>
<script nonce="${nonce}">${new Html(SCRIPT)}</script>`,
    });
  });
  router.post("/", async (request, response) => {
    const [, token = ""] = /^Bearer (\S+)$/.exec(request.get("authorization") ?? "") ?? [];
    const { workspaceId, person } = await whoLooks(token);
    const base = door.publicUrl ?? `http://${request.headers.host}`;
    const message = await door.database.inWorkspace(workspaceId, async (tx) =>
      hubMessage(await hubOf(tx, person, door.now()), {
        linkTo: ({ callId, turn }) => `${base}/calls/${callId}#turn-${turn}`,
        ...{ note: null, page: null },
      }),
    );
    const body = html`<h1>${person.name}</h1><div class="card">${messageHtml(message)}</div>`;
    response.set("Cache-Control", "private, no-store").type("html").send(body.text);
  });
  return router;
}
