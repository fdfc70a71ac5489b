CREATE TABLE "connection" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"provider" text NOT NULL,
	"external_id" text,
	"label" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sealed" text,
	"problem" text,
	"problem_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connection_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "connection_kind" CHECK ("connection"."kind" in ('chat', 'recorder', 'crm', 'calendar', 'transcriber')),
	CONSTRAINT "connection_status" CHECK ("connection"."status" in ('active', 'paused', 'broken', 'revoked'))
);
--> statement-breakpoint
ALTER TABLE "connection" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "place" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"platform" text NOT NULL,
	"recipient" text NOT NULL,
	"name" text,
	"address" jsonb NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "place_workspace_id_platform_recipient_pk" PRIMARY KEY("workspace_id","platform","recipient")
);
--> statement-breakpoint
ALTER TABLE "place" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "said" ADD COLUMN "fields" jsonb;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connection_by_id" ON "connection" USING btree ("id");--> statement-breakpoint
CREATE INDEX "connection_external" ON "connection" USING btree ("provider","external_id");--> statement-breakpoint
CREATE INDEX "place_recipient" ON "place" USING btree ("workspace_id","recipient","seen_at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "connection" AS PERMISSIVE FOR ALL TO "coach_app" USING ("connection"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("connection"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "place" AS PERMISSIVE FOR ALL TO "coach_app" USING ("place"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("place"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);