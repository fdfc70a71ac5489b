import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  customType,
  foreignKey,
  pgPolicy,
  pgRole,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { v7 } from "uuid";

/** The role every workspace transaction runs as; it owns nothing, so the policies hold for it. */
export const coachApp = pgRole("coach_app").existing();

/** The workspace of this transaction, NULL when none was set (an emptied setting reads as ''). */
const currentWorkspace = sql`nullif(current_setting('app.workspace', true), '')::uuid`;

/** A UUIDv7 made in the app. */
export const id = () =>
  uuid("id")
    .notNull()
    .$defaultFn(() => v7());

/** The tenant; left out of an insert it is the workspace of the transaction. */
export const workspaceId = () => uuid("workspace_id").notNull().default(currentWorkspace);

/** A point in time, UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true });

export const createdAt = () => instant("created_at").notNull().defaultNow();

export const updatedAt = () =>
  instant("updated_at")
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());

/** Raw bytes, as they arrived. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Rows are seen and written only from inside their own workspace. */
export const ownWorkspaceOnly = (column: AnyPgColumn) =>
  pgPolicy("own_workspace", {
    to: coachApp,
    using: sql`${column} = ${currentWorkspace}`,
    withCheck: sql`${column} = ${currentWorkspace}`,
  });

/** A text column that may hold only these words. */
export const oneOf = (name: string, column: AnyPgColumn, words: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(", "))})`);

/** A reference that cannot leave the workspace: the pair (workspace, id) must exist together. */
export const within = (
  tenant: AnyPgColumn,
  column: AnyPgColumn,
  target: { workspaceId: AnyPgColumn; id: AnyPgColumn },
) =>
  foreignKey({
    columns: [tenant, column] as [AnyPgColumn, AnyPgColumn],
    foreignColumns: [target.workspaceId, target.id] as [AnyPgColumn, AnyPgColumn],
  });
