import { safeLink } from "../messages/fit.ts";
import type { Block, Message, Rich, Span } from "../messages/message.ts";
import { type Html, html } from "./html.ts";

/** A message as a part of a page: the same blocks, without its buttons. */
export function messageHtml(message: Message): Html {
  return html`${message.blocks.map(blockHtml)}`;
}

function blockHtml(block: Block): Html | null {
  switch (block.type) {
    case "heading":
      return html`<h2>${block.text}</h2>`;
    case "text":
      return html`<p>${richHtml(block.text)}</p>`;
    case "quote": {
      const link = safeLink(block.link);
      const place = html`${block.speaker}, ${block.at}`;
      return html`<blockquote><p>“${block.text}”</p><footer>${link ? html`<a href="${link}">${place}</a>` : place}</footer></blockquote>`;
    }
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${richHtml(item)}</li>`)}</ul>`;
    case "facts":
      return html`<dl class="facts">${block.items.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
    case "note":
      return html`<p class="quiet">${richHtml(block.text)}</p>`;
    case "divider":
      return html`<hr>`;
    case "image":
      return html`<img src="${block.url}" alt="${block.alt}">`;
    case "table":
      return html`<div class="wide"><table><thead><tr>${block.columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
    case "actions":
      return null;
  }
}

const richHtml = (rich: Rich): Html => html`${rich.map(spanHtml)}`;

function spanHtml(span: Span): Html {
  if (typeof span === "string") return html`${span}`;
  const link = safeLink(span.link);
  const words = link ? html`<a href="${link}">${span.text}</a>` : html`${span.text}`;
  const slanted = span.italic ? html`<em>${words}</em>` : words;
  return span.bold ? html`<strong>${slanted}</strong>` : slanted;
}
