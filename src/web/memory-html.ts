import type { ShownMemory } from "../messages/memory.ts";
import {
  type ModelLine,
  type ModelPart,
  type ModelSource,
  questionsOf,
} from "../messages/mental-model.ts";
import type { Growth } from "../messages/model-growth.ts";
import { type Html, html } from "./html.ts";

/** What the memory pages add to the look of all pages. */
export const MEMORY_STYLE = `
main:has(.memory) { max-width: 70rem; }
.tabs { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 1.6rem; padding: 0; list-style: none; }
.tabs a { display: block; padding: .4rem .9rem; border: 1px solid var(--line); border-radius: 999px; background: var(--paper); color: var(--ink); text-decoration: none; font-size: .92rem; }
.tabs a[aria-current] { background: var(--rep); border-color: var(--rep); color: #fff; }
.memory { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 2.4rem; align-items: start; }
.memory aside { position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; }
.lead { color: var(--quiet); margin: .3rem 0 0; max-width: 44rem; }
.part { margin: 2rem 0 0; } .part > h2 { font-size: 1.2rem; margin: 0; }
.part h3 { font-size: .82rem; font-weight: 600; color: var(--quiet); margin: 1.5rem 0 .5rem; }
.claims { list-style: none; margin: 0; padding: 0; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
.claims li { padding: .7rem 1rem; border-top: 1px solid var(--line); border-left: 3px solid transparent; } .claims li:first-child { border-top: 0; border-radius: 12px 12px 0 0; } .claims li:last-child { border-radius: 0 0 12px 12px; } .claims li:only-child { border-radius: 12px; }
.claims .detail { display: block; color: var(--quiet); font-size: .88rem; }
.bar { display: inline-block; width: 4.5rem; height: .45rem; border-radius: 999px; background: #dfe5ea; overflow: hidden; vertical-align: .1em; margin-right: .5rem; }
.bar i { display: block; height: 100%; background: var(--rep); }
.claims q { display: block; margin: .45rem 0 0; padding-left: .8rem; border-left: 2px solid var(--line); quotes: "“" "”"; }
.cites { font-size: .8rem; white-space: nowrap; } .cites a { text-decoration: none; padding: .1rem .18rem; }
@keyframes arrive { from { background: var(--mark); border-left-color: #d79b00; } to { background: transparent; border-left-color: transparent; } }
.fresh { animation: arrive 12s ease-out; }
.sources { margin: .9rem 0 0; font-size: .92rem; } .sources summary { cursor: pointer; color: var(--quiet); }
.sources ol { margin: .5rem 0 0; padding-left: 2.2rem; } .sources li { padding: .25rem .4rem; border-radius: 6px; overflow-wrap: anywhere; } .sources li:target { background: var(--mark); }
.timeline { list-style: none; margin: .5rem 0 0 .5rem; padding: 0 0 0 1rem; border-left: 2px solid var(--line); }
.timeline > li { position: relative; padding: 0 0 1.1rem; font-size: .9rem; } .timeline > li::before { content: ""; position: absolute; left: -1.38rem; top: .4rem; width: .6rem; height: .6rem; border-radius: 50%; background: var(--paper); border: 2px solid var(--rep); }
.timeline time { color: var(--quiet); display: block; font-size: .82rem; } .timeline ul { margin: .2rem 0 0; padding-left: 1rem; }
.empty { background: var(--paper); border: 1px dashed #b9c3cd; border-radius: 12px; padding: 1.6rem; color: var(--quiet); margin-top: 1.5rem; }
.kept { list-style: none; padding: 0; margin: .6rem 0 0; } .kept li { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: .8rem 1rem; margin: 0 0 .6rem; overflow-wrap: anywhere; } .kept p { margin: 0; } .kept .aside { opacity: .62; }
[role=status] { min-height: 1.5em; color: #7a5a00; font-size: .9rem; margin: .4rem 0 0; }
@media (max-width: 56rem) { .memory { grid-template-columns: minmax(0, 1fr); gap: 1rem; } .memory aside { position: static; max-height: none; } }
@media (prefers-reduced-motion: reduce) { .fresh { animation: none; border-left-color: #d79b00 !important; } }
`;

/** A mental model with its sources, and beside it how it grew. */
export function modelHtml(model: {
  name: string;
  lead: string;
  /** "version 4, 20 November, 14:02"; `null` before there is anything. */
  version: string | null;
  parts: readonly ModelPart[];
  growth: readonly (Growth & { when: string })[];
  linkTo(call: NonNullable<ModelSource["call"]>): string | null;
}): Html {
  const { name, lead, version, parts, growth, linkTo } = model;
  return html`<div class="memory"><article><h1>${name}</h1><p class="lead">${lead}</p>
<p role="status">${version ? capital(version) : ""}</p>
${parts.length === 0 ? html`<div class="empty">Nothing yet. Drop a call in the chat: what it shows appears here by itself.</div>` : null}
${parts.map((part, at) => partHtml(part, at, linkTo))}</article>
<aside aria-label="How it grew"><h2>How it grew</h2>${
    growth.length === 0
      ? html`<p class="quiet">Every change will be listed here, with what it brought.</p>`
      : html`<ol class="timeline">${growth.map(growthHtml)}</ol>`
  }</aside></div>`;
}

function partHtml(
  part: ModelPart,
  at: number,
  linkTo: (call: NonNullable<ModelSource["call"]>) => string | null,
): Html {
  const anchor = (number: number) => `source-${at}-${number}`;
  return html`<section class="part">${part.heading ? html`<h2>${part.heading}</h2>` : null}
${part.sections.map(
  ({ heading, lines }) =>
    html`<h3>${heading}</h3><ul class="claims">${lines.map((line) => claimHtml(line, part.sources, anchor))}</ul>`,
)}
${part.paragraphs.map((text) => html`<p>${text}</p>`)}
${
  part.sources.length === 0
    ? null
    : html`<details class="sources" id="sources-${at}" open><summary>${part.sources.length === 1 ? "One source" : `${part.sources.length} sources`}</summary><ol>${part.sources.map(
        ({ number, place, call, quote, text }) => {
          const link = call ? linkTo(call) : null;
          return html`<li id="${anchor(number)}" value="${number}">${quote === null ? text : `“${quote}”`} <span class="quiet">${link ? html`<a href="${link}">${place}</a>` : place}</span></li>`;
        },
      )}</ol></details>`
}</section>`;
}

/** "…: done on 3 of 5 calls, between …": the share as a bar, the rest as a quieter line. */
function claimHtml(
  line: ModelLine,
  sources: readonly ModelSource[],
  anchor: (number: number) => string,
): Html {
  const { text, cites, against } = line;
  const [, head = text, rest = ""] =
    /^(.*?\d+ of \d+(?: \w+)?|[^,]*?)(?:, (.*))?$/.exec(text) ?? [];
  const [, seen = "", all = ""] = /(\d+) of (\d+)/.exec(head) ?? [];
  const share = Number(all) > 0 ? Math.round((Number(seen) / Number(all)) * 100) : null;
  const list = (numbers: readonly number[]) =>
    numbers.map((number) => html`<a href="#${anchor(number)}">${number}</a>`);
  return html`<li data-claim="${text}">${head}${rest === "" ? "" : "."} <span class="cites">${list(cites)}${
    against.length > 0 ? html` <span class="quiet">not then:</span> ${list(against)}` : null
  }</span>${
    rest === "" && share === null
      ? null
      : html`<span class="detail">${share === null ? null : html`<span class="bar" role="img" aria-label="${share} %"><i style="width:${share}%"></i></span>`}${capital(rest)}</span>`
  }${questionsOf(line, sources).map((asked) => html`<q>${asked}</q>`)}</li>`;
}

function growthHtml({ part, version, when, added, moved, gone }: Growth & { when: string }): Html {
  const lines = [...added, ...moved];
  return html`<li><time>${when} · version ${version}</time><span>${part ?? "For everybody"}</span>
${lines.length > 0 ? html`<ul>${lines.slice(0, 3).map((line) => html`<li>${line}</li>`)}</ul>` : null}
${lines.length > 3 ? html`<span class="quiet">and ${lines.length - 3} more</span>` : null}
${gone > 0 ? html`<span class="quiet">${gone === 1 ? "One line is" : `${gone} lines are`} no longer said.</span>` : null}</li>`;
}

/** Everything that is remembered about one person, for that person. */
export function memoriesHtml(
  name: string,
  groups: readonly { heading: string; memories: readonly ShownMemory[] }[],
): Html {
  const total = groups.reduce((sum, { memories }) => sum + memories.length, 0);
  return html`<div class="memory"><article><h1>What I remember about ${name}</h1>
<p class="lead">${total === 0 ? "Nothing yet." : total === 1 ? "One thing." : `${total} things.`} To correct, dispute, share or forget one, write “What do you remember about me?” in the chat.</p><p role="status"></p>
${groups
  .filter(({ memories }) => memories.length > 0)
  .map(
    ({ heading, memories }) =>
      html`<section class="part"><h3>${heading}</h3><ul class="kept">${memories.map(memoryHtml)}</ul></section>`,
  )}</article>
<aside><h2>Who sees this</h2><p class="quiet">This page is yours. What you said, noted or practised is seen by nobody else unless you share it. What a call showed is yours alone on its first day; then your manager sees it too.</p></aside></div>`;
}

function memoryHtml({ text, sort, on, from, seenBy, disputed }: ShownMemory): Html {
  const source = from?.link ? html`<a href="${from.link}">${from.title}</a>` : from?.title;
  return html`<li data-claim="${text}" class="${disputed ? "aside" : ""}"><p>${text}</p><span class="quiet">${[sort, on].filter(Boolean).join(" on ")}${source ? html`, ${source}` : null} · ${seenBy}${disputed ? " · set aside" : ""}</span></li>`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
