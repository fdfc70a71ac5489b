CREATE TABLE "deal_import" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"by" text NOT NULL,
	"files" text[] NOT NULL,
	"corrections" jsonb NOT NULL,
	"add_owners" boolean DEFAULT false NOT NULL,
	"turn" integer DEFAULT 0 NOT NULL,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"report" jsonb,
	"problem" text,
	"at" timestamp with time zone,
	"written_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deal_import_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "deal_import_state" CHECK ("deal_import"."state" in ('checking', 'checked', 'importing', 'done', 'failed', 'undone'))
);
--> statement-breakpoint
ALTER TABLE "deal_import" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deal_import_file" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"part" integer NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "deal_import_file_workspace_id_import_id_position_part_pk" PRIMARY KEY("workspace_id","import_id","position","part"),
	CONSTRAINT "deal_import_file_kind" CHECK ("deal_import_file"."kind" in ('people', 'deals', 'contacts', 'activities', 'quotas'))
);
--> statement-breakpoint
ALTER TABLE "deal_import_file" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deal_import_row" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"deal_id" uuid,
	"before" jsonb,
	CONSTRAINT "deal_import_row_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "deal_import_row_subject" CHECK ("deal_import_row"."subject" in ('deal', 'account', 'contact', 'role', 'activity', 'quota', 'person'))
);
--> statement-breakpoint
ALTER TABLE "deal_import_row" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "left_on" date;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "source_close_on" date;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "source_next_step" text;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "source_next_step_on" date;--> statement-breakpoint
ALTER TABLE "deal_import" ADD CONSTRAINT "deal_import_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_import_file" ADD CONSTRAINT "deal_import_file_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_import_file" ADD CONSTRAINT "deal_import_file_workspace_id_import_id_deal_import_workspace_id_id_fk" FOREIGN KEY ("workspace_id","import_id") REFERENCES "public"."deal_import"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_import_row" ADD CONSTRAINT "deal_import_row_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_import_row" ADD CONSTRAINT "deal_import_row_workspace_id_import_id_deal_import_workspace_id_id_fk" FOREIGN KEY ("workspace_id","import_id") REFERENCES "public"."deal_import"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deal_import_created" ON "deal_import" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "deal_import_row_import" ON "deal_import_row" USING btree ("workspace_id","import_id","subject");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "deal_import" AS PERMISSIVE FOR ALL TO "coach_app" USING ("deal_import"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("deal_import"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "deal_import_file" AS PERMISSIVE FOR ALL TO "coach_app" USING ("deal_import_file"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("deal_import_file"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "deal_import_row" AS PERMISSIVE FOR ALL TO "coach_app" USING ("deal_import_row"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("deal_import_row"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
-- What is there came from the source: what a review says from now on stands while the source repeats it.
UPDATE "deal" SET "source_close_on" = "close_on", "source_next_step" = "next_step", "source_next_step_on" = "next_step_on";
