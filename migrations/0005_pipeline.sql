CREATE TABLE "activity" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text,
	"deal_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"side" text,
	"who" text,
	"text" text NOT NULL,
	CONSTRAINT "activity_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "activity_external" UNIQUE("workspace_id","external_id"),
	CONSTRAINT "activity_kind" CHECK ("activity"."kind" in ('email', 'meeting', 'task', 'call', 'note')),
	CONSTRAINT "activity_side" CHECK ("activity"."side" in ('rep', 'buyer'))
);
--> statement-breakpoint
ALTER TABLE "activity" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deal_contact" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"role" text,
	CONSTRAINT "deal_contact_workspace_id_deal_id_contact_id_pk" PRIMARY KEY("workspace_id","deal_id","contact_id"),
	CONSTRAINT "deal_contact_role" CHECK ("deal_contact"."role" in ('economic-buyer', 'champion', 'evaluator', 'user', 'procurement', 'blocker'))
);
--> statement-breakpoint
ALTER TABLE "deal_contact" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "pipeline_review" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"rep_id" uuid NOT NULL,
	"started_by" uuid NOT NULL,
	"state" text DEFAULT 'asking' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"items" jsonb NOT NULL,
	"observation" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "pipeline_review_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "pipeline_review_state" CHECK ("pipeline_review"."state" in ('asking', 'telling', 'done'))
);
--> statement-breakpoint
ALTER TABLE "pipeline_review" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "quota" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"quarter" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	CONSTRAINT "quota_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "quota_once" UNIQUE("workspace_id","person_id","quarter","currency")
);
--> statement-breakpoint
ALTER TABLE "quota" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "owner_name" text;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "source_category" text;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "segment" text;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "type" text;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "next_step" text;--> statement-breakpoint
ALTER TABLE "deal" ADD COLUMN "next_step_on" date;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_workspace_id_deal_id_deal_workspace_id_id_fk" FOREIGN KEY ("workspace_id","deal_id") REFERENCES "public"."deal"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_contact" ADD CONSTRAINT "deal_contact_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_contact" ADD CONSTRAINT "deal_contact_workspace_id_deal_id_deal_workspace_id_id_fk" FOREIGN KEY ("workspace_id","deal_id") REFERENCES "public"."deal"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_contact" ADD CONSTRAINT "deal_contact_workspace_id_contact_id_contact_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contact"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pipeline_review" ADD CONSTRAINT "pipeline_review_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pipeline_review" ADD CONSTRAINT "pipeline_review_workspace_id_rep_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","rep_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pipeline_review" ADD CONSTRAINT "pipeline_review_workspace_id_started_by_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","started_by") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota" ADD CONSTRAINT "quota_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota" ADD CONSTRAINT "quota_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_deal" ON "activity" USING btree ("workspace_id","deal_id","at");--> statement-breakpoint
CREATE INDEX "deal_contact_contact" ON "deal_contact" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "pipeline_review_rep" ON "pipeline_review" USING btree ("workspace_id","rep_id","created_at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "activity" AS PERMISSIVE FOR ALL TO "coach_app" USING ("activity"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("activity"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "deal_contact" AS PERMISSIVE FOR ALL TO "coach_app" USING ("deal_contact"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("deal_contact"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "pipeline_review" AS PERMISSIVE FOR ALL TO "coach_app" USING ("pipeline_review"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("pipeline_review"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "quota" AS PERMISSIVE FOR ALL TO "coach_app" USING ("quota"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("quota"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);