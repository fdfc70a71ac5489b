import { CATEGORIES } from "../../../deals/categories.ts";
import { NEW_REP, NOBODY, PARTS } from "../../../deals/crm/mapping.ts";
import { NOT_READ } from "../../../deals/crm/shape.ts";
import type {
  How,
  Understanding,
  UnderstoodField,
  UnderstoodOwner,
  UnderstoodStage,
} from "../../../deals/crm/understanding.ts";
import { STAGE_KEYS } from "../../../deals/stages.ts";
import type { SetupView } from "../../../jobs/crms/setup-desk.ts";
import { type Html, html } from "../../html.ts";
import { type Option, select } from "./select.ts";
import { CATEGORY_WORDS, counted, FIELD_WORDS, STAGE_WORDS } from "./words.ts";

/** More rows than these nobody reads on one page; the others stay as they are. */
const MOST_OWNERS = 150;

const MARKS: Record<How, Html | null> = {
  said: null,
  read: null,
  suggested: html`<span class="state wait">my guess</span>`,
  unknown: html`<span class="state bad">open</span>`,
};

const categories: Option[] = CATEGORIES.map((value) => ({ value, label: CATEGORY_WORDS[value] }));

/** Everything that can be said about an account, as one form. */
export function setupForm(view: SetupView, read: Understanding): Html {
  const busy = view.rehearsal?.state === "running";
  return html`<form id="setup" method="post" autocomplete="off">
<fieldset${busy ? html` disabled` : null}><legend class="unseen">How ${view.name} is understood</legend>
${stagesTable(view, read.stages)}
${ownersTable(view, read.owners)}
${fieldsTable(view, read.fields)}
${read.categories.length > 0 ? categoriesTable(view, read.categories) : null}
${quotaPart(view, read)}
<div class="buttons bar"><button class="primary" name="do" value="try">See what would change</button>
<button name="do" value="save">Save and bring in</button>
${view.isDraft ? html`<button name="do" value="drop">Forget what I filled in</button>` : null}
<span class="quiet">Nothing changes in ${view.name}.</span></div>
</fieldset></form>`;
}

function stagesTable({ name }: SetupView, stages: readonly UnderstoodStage[]): Html {
  const options = STAGE_KEYS.map((value) => ({ value, label: STAGE_WORDS[value] }));
  return html`<h2 id="stages">Stages</h2>
${
  stages.length === 0
    ? html`<div class="card"><p>${name} has no stages yet. Make a pipeline there, then look again.</p></div>`
    : html`<div class="card wide"><table><thead><tr><th scope="col">In ${name}</th><th scope="col">There it is</th><th scope="col">Here it is</th><th scope="col">Its deals are forecast as</th></tr></thead><tbody>${stages.map(
        (
          stage,
        ) => html`<tr><th scope="row">${stage.word}${stage.pipeline ? html`<span class="why">${stage.pipeline}</span>` : null}</th>
<td>${stage.outcome}${stage.category ? html`<span class="why">${stage.category}</span>` : null}</td>
<td>${select(`${PARTS.stage}${stage.key}`, `What ${stage.word} means`, stage.as, options)} ${MARKS[stage.how]}</td>
<td>${select(
          `${PARTS.stageCategory}${stage.key}`,
          `What deals in ${stage.word} are forecast as`,
          stage.categoryAs ?? "",
          [{ value: "", label: "What the deal says" }, ...categories],
        )}</td></tr>`,
      )}</tbody></table></div>`
}`;
}

function ownersTable(view: SetupView, owners: readonly UnderstoodOwner[]): Html {
  const shown = owners.slice(0, MOST_OWNERS);
  const open = owners.filter(({ how }) => how === "unknown").length;
  return html`<h2 id="owners">Owners</h2>
${
  owners.length === 0
    ? html`<div class="card"><p>Nobody owns a deal in ${view.name} yet.</p></div>`
    : html`<p class="quiet">${open === 0 ? "Everybody is somebody here." : `${counted(open, "owner")} I could not place, first in the list. A deal of theirs is in nobody's reviews.`}</p>
<div class="card wide"><table><thead><tr><th scope="col">In ${view.name}</th><th scope="col">Here</th></tr></thead><tbody>${shown.map(
        (owner) => html`<tr><th scope="row">${owner.name}<span class="why">${[
          owner.email,
          owner.active ? null : "left",
          owner.deals > 0 ? counted(owner.deals, "deal") : null,
        ]
          .filter(Boolean)
          .join(" · ")}</span></th>
<td>${select(`${PARTS.owner}${owner.key}`, `Who ${owner.name} is`, owner.as ?? "", ownerOptions(owner, view))} ${MARKS[owner.how]}
${owner.by ? html`<span class="why">by ${owner.by}</span>` : null}${owner.perhaps ? html`<span class="why">Perhaps ${owner.perhaps.name}?</span>` : null}</td></tr>`,
      )}</tbody></table>
${owners.length > shown.length ? html`<p class="quiet">And ${owners.length - shown.length} more, all as they are. They come up here when these are placed.</p>` : null}</div>`
}`;
}

function ownerOptions(owner: UnderstoodOwner, { people }: SetupView): Option[] {
  const named = people.map(({ id, name }) => ({ value: id, label: name }));
  const { perhaps } = owner;
  return [
    { value: "", label: "Not said yet" },
    ...named.filter(({ value }) => value === perhaps?.id),
    { value: NEW_REP, label: "A rep I add now" },
    { value: NOBODY, label: "Nobody I coach" },
    ...named.filter(({ value }) => value !== perhaps?.id),
  ];
}

function fieldsTable({ name }: SetupView, fields: readonly UnderstoodField[]): Html {
  return html`<h2 id="fields">Fields</h2>
<div class="card wide"><table><thead><tr><th scope="col">What I read</th><th scope="col">Where it stands in ${name}</th></tr></thead><tbody>${fields.map(
    ({ field, as, how, choices }) => {
      const { word, why } = FIELD_WORDS[field];
      return html`<tr><th scope="row">${word}<span class="why">for ${why}</span></th>
<td>${select(`${PARTS.field}${field}`, `Where the ${word.toLowerCase()} stands`, as ?? "", [
        ...(as === null ? [{ value: "", label: "Nowhere yet" }] : []),
        { value: NOT_READ, label: "Leave it alone" },
        ...choices.map((one) => ({
          value: one.key,
          label: `${one.label}${one.custom ? " (your own field)" : ""}`,
        })),
      ])} ${MARKS[how === "unknown" && field !== "nextStep" ? "read" : how]}</td></tr>`;
    },
  )}</tbody></table></div>`;
}

function categoriesTable({ name }: SetupView, words: Understanding["categories"]): Html {
  return html`<h2 id="categories">Forecast categories</h2>
<div class="card wide"><table><thead><tr><th scope="col">In ${name}</th><th scope="col">Here</th></tr></thead><tbody>${words.map(
    ({ key, word, as }) => html`<tr><th scope="row">${word}</th>
<td>${select(`${PARTS.category}${key}`, `What the category ${word} means`, as ?? "", [
      ...(as === null ? [{ value: "", label: "Not said yet" }] : []),
      ...categories,
    ])} ${MARKS[as === null ? "unknown" : "read"]}</td></tr>`,
  )}</tbody></table></div>`;
}

function quotaPart({ name, currency, shapeProblems }: SetupView, { quota }: Understanding): Html {
  return html`<h2 id="quotas">Quotas</h2>
<div class="card">${shapeProblems.map((problem) => html`<p>${problem}</p>`)}
${
  quota.kinds.length === 0
    ? html`<p>I see no targets in money for single people in ${name}. Quotas can come by CSV too.</p>`
    : html`<label for="quota">Which of ${name}'s targets is a person's quota <small>months are added up to quarters; asked for again each night</small></label>
<select id="quota" name="quota">${quota.as === null ? html`<option value="" selected>Not said yet</option>` : null}
<option value="${NOT_READ}"${quota.as === NOT_READ ? html` selected` : null}>None of them</option>${quota.kinds.map(
        ({ key, label }) =>
          html`<option value="${key}"${key === quota.as ? html` selected` : null}>${label}</option>`,
      )}</select> ${MARKS[quota.how]}`
}
<label for="currency">Currency of amounts that name none <small>three letters, as EUR</small></label>
<input id="currency" name="currency" type="text" value="${currency}" pattern="[A-Z]{3}" maxlength="3" size="4" required></div>`;
}
