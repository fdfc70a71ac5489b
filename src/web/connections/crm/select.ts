import { type Html, html } from "../../html.ts";

/** One choice of a select. */
export interface Option {
  value: string;
  label: string;
}

/** A plain select with a label only screen readers hear: it stands in a table whose row and column say it. */
export function select(
  name: string,
  label: string,
  chosen: string,
  options: readonly Option[],
): Html {
  return html`<select name="${name}" aria-label="${label}">${options.map(
    ({ value, label: text }) =>
      html`<option value="${value}"${value === chosen ? html` selected` : null}>${text}</option>`,
  )}</select>`;
}
