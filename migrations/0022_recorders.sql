CREATE TABLE "backfill" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"to" timestamp with time zone NOT NULL,
	"cursor" text,
	"listed" boolean DEFAULT false NOT NULL,
	"pages" integer DEFAULT 0 NOT NULL,
	"announce" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"reason" text,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "backfill_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "backfill_status_words" CHECK ("backfill"."status" in ('running', 'done', 'failed', 'stopped'))
);
--> statement-breakpoint
ALTER TABLE "backfill" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inbound" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid,
	"backfill_id" uuid,
	"source" text NOT NULL,
	"way" text NOT NULL,
	"key" text NOT NULL,
	"call_key" text NOT NULL,
	"title" text,
	"reference" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"headers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"body" "bytea",
	"status" text DEFAULT 'received' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"call_id" uuid,
	"announce" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbound_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "inbound_once" UNIQUE("workspace_id","source","key"),
	CONSTRAINT "inbound_status" CHECK ("inbound"."status" in ('received', 'waiting', 'done', 'nothing', 'failed')),
	CONSTRAINT "inbound_way" CHECK ("inbound"."way" in ('webhook', 'backfill', 'folder', 'upload'))
);
--> statement-breakpoint
ALTER TABLE "inbound" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "call" DROP CONSTRAINT "call_status_words";--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "host_id" uuid;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "invited" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "duration_ms" integer;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "consent" boolean;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "allowed_by" jsonb;--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "other_recordings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "backfill" ADD CONSTRAINT "backfill_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backfill" ADD CONSTRAINT "backfill_workspace_id_connection_id_connection_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connection"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_workspace_id_call_id_call_workspace_id_id_fk" FOREIGN KEY ("workspace_id","call_id") REFERENCES "public"."call"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_workspace_id_connection_id_connection_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connection"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "backfill_status" ON "backfill" USING btree ("workspace_id","status");--> statement-breakpoint
CREATE INDEX "inbound_due" ON "inbound" USING btree ("workspace_id","status","next_at");--> statement-breakpoint
CREATE INDEX "inbound_newest" ON "inbound" USING btree ("workspace_id","connection_id","created_at");--> statement-breakpoint
CREATE INDEX "inbound_backfill" ON "inbound" USING btree ("workspace_id","backfill_id","status");--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_workspace_id_host_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","host_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_status_words" CHECK ("call"."status" in ('received', 'analysing', 'debriefed', 'failed', 'quarantined', 'discarded'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "backfill" AS PERMISSIVE FOR ALL TO "coach_app" USING ("backfill"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("backfill"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "inbound" AS PERMISSIVE FOR ALL TO "coach_app" USING ("inbound"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("inbound"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);