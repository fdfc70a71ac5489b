import { pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { v4 } from "uuid";
import { bytea, createdAt, ownWorkspaceOnly } from "./columns.ts";
import { tenant } from "./people.ts";

/**
 * A picture in a message, as PNG. Slack and Teams fetch it without a key, so its id is all that
 * protects it: random throughout, not in the order of time as others are.
 */
export const picture = pgTable(
  "picture",
  {
    workspaceId: tenant(),
    id: uuid("id")
      .notNull()
      .$defaultFn(() => v4()),
    /** sha256 of what it was drawn from: the same is drawn once. */
    digest: text("digest").notNull(),
    bytes: bytea("bytes").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("picture_digest").on(t.workspaceId, t.digest),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
