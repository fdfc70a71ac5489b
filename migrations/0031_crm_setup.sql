CREATE TABLE "crm_setup" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"shape" jsonb,
	"shape_at" timestamp with time zone,
	"mapping" jsonb,
	"draft" jsonb,
	"before" jsonb,
	"saved_at" timestamp with time zone,
	"rehearsal" jsonb,
	"sync" jsonb,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "crm_setup_workspace_id_connection_id_pk" PRIMARY KEY("workspace_id","connection_id")
);
--> statement-breakpoint
ALTER TABLE "crm_setup" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "quota" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "quota" ADD COLUMN "source_amount_minor" bigint;--> statement-breakpoint
ALTER TABLE "crm_setup" ADD CONSTRAINT "crm_setup_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_setup" ADD CONSTRAINT "crm_setup_workspace_id_connection_id_connection_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connection"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "crm_setup" AS PERMISSIVE FOR ALL TO "coach_app" USING ("crm_setup"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("crm_setup"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);