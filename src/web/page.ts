import type { Response } from "express";
import { Html, html } from "./html.ts";

/** Nothing from elsewhere, no script: the pages are documents. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const STYLE = `
:root { color-scheme: light; --ink: #1c2430; --quiet: #5b6675; --line: #e3e7ec; --paper: #fff; --ground: #f6f7f9; --rep: #0b6e6e; --buyer: #8a4b08; --mark: #fff4d6; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 6rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
.quiet { color: var(--quiet); }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem; margin: .75rem 0; }
dl.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .6rem 1.2rem; margin: 0; }
dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0; font-weight: 600; } dd small { font-weight: 400; color: var(--quiet); } dd small.range { display: block; font-size: .75rem; }
ol.moments, ul.plain { list-style: none; margin: 0; padding: 0; }
ol.moments li { padding: .45rem 0; border-top: 1px solid var(--line); } ol.moments li:first-child { border-top: 0; }
.kind { display: inline-block; font-size: .78rem; color: var(--quiet); min-width: 8.5rem; }
.turn { display: grid; grid-template-columns: 4.2rem 1fr; gap: .2rem .8rem; padding: .5rem .6rem; border-radius: 8px; scroll-margin-top: 30vh; }
.turn:target { background: var(--mark); }
.turn .at { color: var(--quiet); font-variant-numeric: tabular-nums; font-size: .85rem; padding-top: .15rem; text-decoration: none; }
.turn .who { font-weight: 600; font-size: .9rem; } .turn .who.rep { color: var(--rep); } .turn .who.buyer { color: var(--buyer); }
.turn p { margin: 0; } a { color: #0b5cad; }
blockquote { margin: .6rem 0; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--line); } blockquote p { margin: 0; } blockquote footer { color: var(--quiet); font-size: .85rem; }
.card > :first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; } ul { padding-left: 1.2rem; } hr { border: 0; border-top: 1px solid var(--line); }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); vertical-align: top; } img { max-width: 100%; height: auto; }
button { font: inherit; border: 1px solid var(--line); background: var(--paper); border-radius: 8px; padding: .45rem 1rem; cursor: pointer; } button.primary { background: var(--rep); border-color: var(--rep); color: #fff; }
:focus-visible { outline: 3px solid #7fb3ff; outline-offset: 2px; }
@media (max-width: 30rem) { .turn { grid-template-columns: 1fr; } }
`;

/** With a script of ours, and nobody else's, that keeps the page up to date. */
const LIVE_POLICY = `${POLICY}; script-src 'self'; connect-src 'self'`;

/**
 * Sends a whole page with the project's look and a strict policy.
 * @param page `style` adds to the look; `script` is an address of ours that keeps it up to date; `policy`
 *   takes the place of ours where the page stands in somebody else's frame
 */
export function sendPage(
  response: Response,
  page: { title: string; body: Html; style?: string; script?: string; policy?: string },
): void {
  const document = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title><link rel="icon" href="data:,"><style>${new Html(STYLE + (page.style ?? ""))}</style>${
    page.script ? html`<script src="${page.script}" defer></script>` : null
  }</head>
<body><main>${page.body}</main></body></html>`;
  response
    .set({
      "Content-Security-Policy": page.policy ?? (page.script ? LIVE_POLICY : POLICY),
      // Under no-referrer a browser sends our own forms from "null", and they are refused as another site's.
      "Referrer-Policy": "same-origin",
    })
    .type("html")
    .send(document.text);
}
