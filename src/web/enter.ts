import express, { type Router } from "express";
import { CoachError } from "../errors.ts";
import { PASS, type Pass } from "../jobs/pass.ts";
import { enterVisit } from "../store/visits.ts";
import { html } from "./html.ts";
import { sendPage } from "./page.ts";
import { type Door, mustBeOurPage, VISIT_COOKIE, type Visit } from "./visitors.ts";

/** How long a browser stays in once a link opened it: a working week. */
const STAY_MS = 7 * 24 * 60 * 60_000;

/**
 * `/enter?pass=…`: the way in by a link of the coach's. Looking at it changes nothing, since chat
 * platforms open links to draw a preview; only the button uses the link up.
 */
export function enterPage(door: Door): Router {
  const router = express.Router();
  router.get("/", (request, response) => {
    const pass = String(request.query.pass ?? "");
    openPass(door, pass);
    sendPage(response, {
      title: "Your pages",
      body: html`<h1>Your pages with the coach</h1>
<p class="quiet">What you see behind this is for you alone. This browser stays in for a week.</p>
<form method="post" action="/enter"><input type="hidden" name="pass" value="${pass}">
<button class="primary" autofocus>Open</button></form>`,
    });
  });
  router.post(
    "/",
    express.urlencoded({ extended: false, limit: "8kb" }),
    async (request, response) => {
      // Otherwise another site could put somebody into a stranger's pages without their noticing.
      mustBeOurPage(request, door.publicUrl);
      const body: unknown = request.body;
      const sealed = typeof body === "object" && body && "pass" in body ? String(body.pass) : "";
      const { workspaceId, visitId, path } = openPass(door, sealed);
      const now = door.now();
      const until = new Date(now.getTime() + STAY_MS);
      const entered = await door.database.inWorkspace(workspaceId, (tx) =>
        enterVisit(tx, visitId, { now, until }),
      );
      if (!entered) throw oldLink();
      const visit: Visit = { workspaceId, visitId };
      response.cookie(VISIT_COOKIE, door.sealing.seal(JSON.stringify(visit), VISIT_COOKIE), {
        httpOnly: true,
        // Lax, so that a link to a page from a chat finds the browser still in.
        sameSite: "lax",
        secure: door.publicUrl?.startsWith("https:") ?? false,
        expires: until,
        encode: String,
      });
      // Browsers read a backslash as a slash: two of either lead to another host.
      response.redirect(303, /^\/(?![/\\])/.test(path) ? path : "/hub");
    },
  );
  return router;
}

function openPass(door: Door, sealed: string): Pass {
  try {
    return JSON.parse(door.sealing.open(sealed, PASS)) as Pass;
  } catch (cause) {
    throw oldLink(cause);
  }
}

const oldLink = (cause?: unknown) =>
  new CoachError(
    "forbidden",
    "This link was used already or has grown old. Write “hub” to the coach, and it sends a new one.",
    { cause },
  );
