import { keptTo } from "../../coaching/directives.ts";
import type { Message } from "../../messages/message.ts";
import {
  RULE_RESTORE,
  ruleBack,
  ruleEmpty,
  ruleGone,
  ruleKept,
  ruleNotYours,
  ruleRetired,
  rulesMessage,
} from "../../messages/rules.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import {
  type DirectiveRow,
  directivesFor,
  directivesOf,
  keepDirective,
  retireDirective,
} from "../../store/directives.ts";
import { findPerson, type PersonRow } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import type { Outcome } from "./outcome.ts";

const LIST =
  /^\/?(?:(?:please )?(?:show|list|see|what are)(?: me)? )?(?:(?:the|your|my|our|all)(?: the)? )?(?:rules|directives)(?: please)?[.?!]*$|^what (?:rules|directives) (?:do you|are you|have i)\b/i;
const ADD = /^\/?(?:new |add (?:a )?)?(?:rule|directive)(?::|\s+-)\s*(.*)$/is;
const RETIRE =
  /^\/?(?:retire|drop|delete|remove|forget) (?:the )?(?:rule|directive)\s*(?:number |no\.? |#)?(\d+)[.?!]*$/i;
/** A rule is a sentence, not a manual. */
const LONGEST_RULE = 500;

/** "rules", "rule: …", "retire rule 2"; `null` when something else was said. */
export async function rulesSaid(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome | null> {
  const text = said.text.trim();
  const added = ADD.exec(text);
  const retired = RETIRE.exec(text);
  if (!LIST.test(text) && !added && !retired) return null;
  const answer = (message: Message) => tell(tx, said, message);
  if (person.role === "rep") {
    if (added || retired) return await answer(ruleNotYours());
    return await answer(rulesMessage((await directivesFor(tx, person)).map(shown), false));
  }
  if (added) return await answer(await add(tx, said, (added[1] ?? "").trim()));
  const rules = await directivesOf(tx, person);
  if (!retired) return await answer(rulesMessage(rules.map(shown), true));
  const id = rules[Number(retired[1]) - 1]?.id ?? null;
  return await answer(await retire(tx, id, person, effects.now()));
}

/** A press on "Retire" or "Put it back", wherever the rule was shown. */
export async function ruleReply(
  tx: Transaction,
  said: SaidRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome> {
  const person = await findPerson(tx, said.personId);
  const id = said.actionValue ?? "";
  if (!person) return {};
  if (said.actionId !== RULE_RESTORE)
    return await tell(tx, said, await retire(tx, id, person, effects.now()));
  const text = await retireDirective(tx, id, person, null);
  return await tell(tx, said, text === null ? ruleGone() : ruleBack(text));
}

async function add(tx: Transaction, said: SaidRow, rule: string): Promise<Message> {
  if (rule === "") return ruleEmpty();
  const text = rule.slice(0, LONGEST_RULE);
  const { id, personId } = said;
  await keepDirective(tx, { id, debriefId: null, personId, before: "", after: text });
  return ruleKept({ id, text, kept: keptTo({ before: "", after: text }) });
}

async function retire(
  tx: Transaction,
  id: string | null,
  by: PersonRow,
  now: Date,
): Promise<Message> {
  const text = id ? await retireDirective(tx, id, by, now) : null;
  return id && text !== null ? ruleRetired(id, text) : ruleGone();
}

function shown(rule: DirectiveRow) {
  return {
    ...{ id: rule.id, text: rule.after, before: rule.before, kept: keptTo(rule) },
    ...{ by: rule.personName, on: rule.at.toISOString().slice(0, 10) },
  };
}

/** Rules are between the coach and one person, wherever they were asked for. */
async function tell(tx: Transaction, said: SaidRow, message: Message): Promise<Outcome> {
  const direct = `dm:${said.personId}`;
  return {
    deliveryIds: [
      await post(tx, {
        ...{ kind: "rules", subjectId: said.id, recipient: direct, personId: said.personId },
        ...{ threadId: said.place === direct ? said.threadId : null, message },
      }),
    ],
  };
}
