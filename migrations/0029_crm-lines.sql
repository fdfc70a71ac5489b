CREATE TABLE "crm_line" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"positions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"holder" uuid,
	"held_until" timestamp with time zone,
	"try_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"heard_at" timestamp with time zone,
	CONSTRAINT "crm_line_workspace_id_connection_id_pk" PRIMARY KEY("workspace_id","connection_id"),
	CONSTRAINT "crm_line_states" CHECK ("crm_line"."state" in ('waiting', 'listening', 'off'))
);
--> statement-breakpoint
ALTER TABLE "crm_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm_line" ADD CONSTRAINT "crm_line_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_line" ADD CONSTRAINT "crm_line_workspace_id_connection_id_connection_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connection"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "crm_line" AS PERMISSIVE FOR ALL TO "coach_app" USING ("crm_line"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("crm_line"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);