import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import express, { type Router } from "express";
import multer from "multer";
import { z } from "zod";
import { CoachError } from "../../errors.ts";
import type { ImportHost } from "./import-host.ts";
import { readGiven } from "./read-given.ts";

/** A million rows of deals are some 100 MB. */
const UPLOAD_BYTES = 300 * 1024 * 1024;
const MOST_FILES = 6;

const asked = z.object({ person: z.string().max(200) });
const change = asked.extend({
  corrections: z.unknown(),
  kinds: z.record(z.string(), z.string()).default({}),
  addOwners: z.boolean().default(false),
});

/** The page's way to bring deals in: upload, what was understood, corrections, writing, undo. */
export function importRoutes(host: ImportHost): Router {
  const router = express.Router();
  const json = express.json({ limit: "500kb" });
  const upload = multer({
    storage: multer.diskStorage({ destination: tmpdir() }),
    limits: { fileSize: UPLOAD_BYTES, files: MOST_FILES },
    defParamCharset: "utf8",
  }).array("files", MOST_FILES);

  router.get("/", async (request, response) => {
    response.json(await host.desk(readGiven(asked, request.query).person));
  });
  router.post("/", upload, async (request, response) => {
    const files = (request.files ?? []) as Express.Multer.File[];
    try {
      const { person } = readGiven(asked, request.query);
      if (files.length === 0) throw new CoachError("bad-input", "There is no file in this upload.");
      const named = files.map(({ originalname, path }) => ({ name: originalname, path }));
      response.status(202).json(await host.upload(person, named));
    } finally {
      await Promise.all(files.map(({ path }) => rm(path, { force: true })));
    }
  });
  router.get("/:id", async (request, response) => {
    response.json(await host.show(readGiven(asked, request.query).person, request.params.id));
  });
  router.post("/:id/correct", json, async (request, response) => {
    const { person, corrections, kinds, addOwners } = readGiven(change, request.body);
    await host.correct(person, request.params.id, { corrections, kinds, addOwners });
    response.status(202).json({});
  });
  router.post("/:id/confirm", json, async (request, response) => {
    await host.confirm(readGiven(asked, request.body).person, request.params.id);
    response.status(202).json({});
  });
  router.post("/:id/undo", json, async (request, response) => {
    const { person } = readGiven(asked, request.body);
    response.json({ said: await host.undo(person, request.params.id) });
  });
  return router;
}
