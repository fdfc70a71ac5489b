import express, { type Router } from "express";

/** `/healthz`: the process lives. `/readyz`: it can do its work; says what it waits for when it cannot. */
export function healthRoutes(checks: Record<string, () => Promise<unknown>>): Router {
  const router = express.Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await check();
          return [name, "ok"] as const;
        } catch {
          return [name, "waiting"] as const;
        }
      }),
    );
    const ready = results.every(([, state]) => state === "ok");
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? "ok" : "waiting", ...Object.fromEntries(results) });
  });
  return router;
}
