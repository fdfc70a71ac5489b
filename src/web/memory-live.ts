import type { Request, Response } from "express";

const HEARTBEAT_MS = 15_000;

/**
 * What runs in the page: it asks for the page again when something changed, puts it in the place of the
 * old one and marks what was not there before. Without it the page is the same, only not by itself.
 */
export const LIVE_SCRIPT = `"use strict";
const texts = () => new Set([...document.querySelectorAll("[data-claim]")].map((one) => one.dataset.claim));
let running = false, again = false;
async function renew() {
  if (running) { again = true; return; }
  running = true;
  try {
    const reply = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!reply.ok) return;
    const next = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("main");
    const now = document.querySelector("main");
    if (!next || !now || next.innerHTML === now.innerHTML) return;
    const known = texts(), open = new Set([...now.querySelectorAll("details[open]")].map((one) => one.id));
    now.innerHTML = next.innerHTML;
    let fresh = 0;
    for (const one of now.querySelectorAll("[data-claim]"))
      if (!known.has(one.dataset.claim)) { one.classList.add("fresh"); fresh += 1; }
    for (const one of now.querySelectorAll("details")) if (open.has(one.id)) one.open = true;
    const status = now.querySelector("[role=status]");
    if (status && fresh > 0) status.textContent = fresh === 1 ? "One line is new." : fresh + " lines are new.";
  } finally {
    running = false;
    if (again) { again = false; setTimeout(renew, 400); }
  }
}
new EventSource("/memory/events" + location.search).onmessage = renew;
`;

/** Tells a page that something changed, as long as it is open. */
export function streamChanges(
  request: Request,
  response: Response,
  subscribe: (tell: () => void) => () => void,
): void {
  response.set({ "Content-Type": "text/event-stream", "Cache-Control": "no-cache, no-transform" });
  response.flushHeaders();
  response.write("retry: 2000\n\n");
  const stop = subscribe(() => response.write("data: changed\n\n"));
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  heartbeat.unref();
  request.on("close", () => {
    clearInterval(heartbeat);
    stop();
  });
}
