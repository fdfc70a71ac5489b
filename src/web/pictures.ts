import express, { type Router } from "express";
import { validate } from "uuid";
import { CoachError } from "../errors.ts";
import type { Database } from "../store/database.ts";
import { workspaceOfPicture } from "../store/directory.ts";
import { findPicture } from "../store/pictures.ts";

/**
 * `/pictures/<id>.png`: for Slack's and Teams' servers, which bring no key. The id is random and never
 * told outside a message, and a picture shows nothing that points at a person.
 */
export function pictureRoutes(database: Database): Router {
  const router = express.Router();
  router.get("/:name", async (request, response) => {
    const id = /^(.+)\.png$/.exec(request.params.name)?.[1] ?? "";
    const workspaceId = validate(id) ? await workspaceOfPicture(database, id) : null;
    const bytes = workspaceId
      ? await database.inWorkspace(workspaceId, (tx) => findPicture(tx, id))
      : null;
    if (!bytes) throw new CoachError("not-found", "No picture has that name.");
    response
      .set({ "Cache-Control": "public, max-age=31536000, immutable", "X-Robots-Tag": "noindex" })
      .type("png")
      .send(bytes);
  });
  return router;
}
