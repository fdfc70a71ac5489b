/** The tables, grouped by noun; `import * as table from "./schema.ts"` where a row has the name. */
export * from "./schema/calls.ts";
export { coachApp } from "./schema/columns.ts";
export * from "./schema/connections.ts";
export * from "./schema/conversations.ts";
export * from "./schema/crms.ts";
export * from "./schema/deals.ts";
export * from "./schema/debriefs.ts";
export * from "./schema/imports.ts";
export * from "./schema/inbound.ts";
export * from "./schema/meetings.ts";
export * from "./schema/memories.ts";
export * from "./schema/memory-keeping.ts";
export {
  account,
  contact,
  DEFAULT_WORKSPACE,
  identity,
  person,
  ROLES,
  type Role,
  workspace,
} from "./schema/people.ts";
export * from "./schema/pictures.ts";
export * from "./schema/plans.ts";
export * from "./schema/practice.ts";
export * from "./schema/schedules.ts";
export * from "./schema/shared-moments.ts";
export * from "./schema/spend.ts";
export * from "./schema/visits.ts";
