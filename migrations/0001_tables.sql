CREATE TABLE "account" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"domain" text,
	CONSTRAINT "account_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid,
	"name" text NOT NULL,
	"email" text,
	"title" text,
	CONSTRAINT "contact_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "contact" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "identity_workspace_id_provider_external_id_pk" PRIMARY KEY("workspace_id","provider","external_id")
);
--> statement-breakpoint
ALTER TABLE "identity" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "person" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"manager_id" uuid,
	"started_on" date,
	"time_zone" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "person_role" CHECK ("person"."role" in ('rep', 'manager', 'admin'))
);
--> statement-breakpoint
ALTER TABLE "person" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspace_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "workspace" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "call" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"upload_id" uuid,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"status" text DEFAULT 'received' NOT NULL,
	"failure" text,
	"title" text,
	"type" text,
	"language" text,
	"started_at" timestamp with time zone,
	"rep_id" uuid,
	"account_id" uuid,
	"deal_id" uuid,
	"requested_by" uuid,
	"rep_name" text,
	"transcript" jsonb,
	"analysis" jsonb,
	"notes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"recording_url" text,
	"stage_detail" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "call_intake" UNIQUE("workspace_id","source","external_id"),
	CONSTRAINT "call_status_words" CHECK ("call"."status" in ('received', 'analysing', 'debriefed', 'failed', 'quarantined'))
);
--> statement-breakpoint
ALTER TABLE "call" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "upload" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"sha256" text NOT NULL,
	"file_name" text,
	"media_type" text,
	"bytes" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "upload_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "upload_intake" UNIQUE("workspace_id","source","external_id")
);
--> statement-breakpoint
ALTER TABLE "upload" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delivery" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"recipient" text NOT NULL,
	"person_id" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	"platform" text DEFAULT 'playground' NOT NULL,
	"thread_id" uuid,
	"message" jsonb NOT NULL,
	"rendered" jsonb,
	"status" text DEFAULT 'pending' NOT NULL,
	"failure" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"external_ref" text,
	"answered" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "delivery_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "delivery_once" UNIQUE("workspace_id","kind","subject_id","recipient","revision"),
	CONSTRAINT "delivery_status_words" CHECK ("delivery"."status" in ('pending', 'sent', 'failed', 'superseded'))
);
--> statement-breakpoint
ALTER TABLE "delivery" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "said" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"place" text NOT NULL,
	"thread_id" uuid,
	"person_id" uuid NOT NULL,
	"text" text NOT NULL,
	"action_id" text,
	"action_value" text,
	"event_key" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "said_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "said_event" UNIQUE("workspace_id","event_key")
);
--> statement-breakpoint
ALTER TABLE "said" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deal" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text,
	"account_id" uuid,
	"owner_id" uuid,
	"name" text NOT NULL,
	"stage" text NOT NULL,
	"category" text,
	"status" text NOT NULL,
	"amount_minor" bigint,
	"currency" text DEFAULT 'USD' NOT NULL,
	"opened_on" date,
	"close_on" date,
	"closed_on" date,
	"loss_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deal_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "deal_external" UNIQUE("workspace_id","external_id"),
	CONSTRAINT "deal_status" CHECK ("deal"."status" in ('open', 'won', 'lost'))
);
--> statement-breakpoint
ALTER TABLE "deal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deal_change" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"field" text NOT NULL,
	"before" text,
	"after" text,
	"by" text,
	CONSTRAINT "deal_change_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "deal_change" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "debrief" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"rep_id" uuid,
	"mind" text NOT NULL,
	"output" jsonb NOT NULL,
	"state" text NOT NULL,
	"behaviour" text,
	"history" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "debrief_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "debrief_revision" UNIQUE("workspace_id","call_id","revision"),
	CONSTRAINT "debrief_state" CHECK ("debrief"."state" in ('silent', 'asked', 'answered', 'told', 'practising', 'disputed', 'released', 'closed'))
);
--> statement-breakpoint
ALTER TABLE "debrief" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reflection" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"debrief_id" uuid,
	"person_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reflection_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "reflection" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspace_id_account_id_account_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."account"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_workspace_id_manager_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","manager_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_workspace_id_upload_id_upload_workspace_id_id_fk" FOREIGN KEY ("workspace_id","upload_id") REFERENCES "public"."upload"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_workspace_id_rep_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","rep_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_workspace_id_account_id_account_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."account"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_workspace_id_deal_id_deal_workspace_id_id_fk" FOREIGN KEY ("workspace_id","deal_id") REFERENCES "public"."deal"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_workspace_id_requested_by_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","requested_by") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "said" ADD CONSTRAINT "said_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "said" ADD CONSTRAINT "said_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal" ADD CONSTRAINT "deal_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal" ADD CONSTRAINT "deal_workspace_id_account_id_account_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."account"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal" ADD CONSTRAINT "deal_workspace_id_owner_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_change" ADD CONSTRAINT "deal_change_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_change" ADD CONSTRAINT "deal_change_workspace_id_deal_id_deal_workspace_id_id_fk" FOREIGN KEY ("workspace_id","deal_id") REFERENCES "public"."deal"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief" ADD CONSTRAINT "debrief_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief" ADD CONSTRAINT "debrief_workspace_id_call_id_call_workspace_id_id_fk" FOREIGN KEY ("workspace_id","call_id") REFERENCES "public"."call"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief" ADD CONSTRAINT "debrief_workspace_id_rep_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","rep_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflection" ADD CONSTRAINT "reflection_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflection" ADD CONSTRAINT "reflection_workspace_id_debrief_id_debrief_workspace_id_id_fk" FOREIGN KEY ("workspace_id","debrief_id") REFERENCES "public"."debrief"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflection" ADD CONSTRAINT "reflection_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_domain" ON "account" USING btree ("workspace_id","domain");--> statement-breakpoint
CREATE INDEX "contact_account" ON "contact" USING btree ("workspace_id","account_id");--> statement-breakpoint
CREATE INDEX "contact_email" ON "contact" USING btree ("workspace_id",lower("email"));--> statement-breakpoint
CREATE INDEX "identity_person" ON "identity" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_email" ON "person" USING btree ("workspace_id",lower("email"));--> statement-breakpoint
CREATE INDEX "person_manager" ON "person" USING btree ("workspace_id","manager_id");--> statement-breakpoint
CREATE INDEX "call_status" ON "call" USING btree ("workspace_id","status");--> statement-breakpoint
CREATE INDEX "call_rep" ON "call" USING btree ("workspace_id","rep_id","started_at");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "delivery_status" ON "delivery" USING btree ("workspace_id","status");--> statement-breakpoint
CREATE INDEX "delivery_recipient" ON "delivery" USING btree ("workspace_id","recipient","created_at");--> statement-breakpoint
CREATE INDEX "delivery_thread" ON "delivery" USING btree ("workspace_id","thread_id");--> statement-breakpoint
CREATE INDEX "said_thread" ON "said" USING btree ("workspace_id","thread_id","at");--> statement-breakpoint
CREATE INDEX "deal_owner" ON "deal" USING btree ("workspace_id","owner_id","status");--> statement-breakpoint
CREATE INDEX "deal_account" ON "deal" USING btree ("workspace_id","account_id");--> statement-breakpoint
CREATE INDEX "deal_change_at" ON "deal_change" USING btree ("workspace_id","deal_id","at");--> statement-breakpoint
CREATE INDEX "debrief_rep" ON "debrief" USING btree ("workspace_id","rep_id","created_at");--> statement-breakpoint
CREATE INDEX "reflection_person" ON "reflection" USING btree ("workspace_id","person_id","at");--> statement-breakpoint
CREATE INDEX "reflection_debrief" ON "reflection" USING btree ("workspace_id","debrief_id");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "account" AS PERMISSIVE FOR ALL TO "coach_app" USING ("account"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("account"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "contact" AS PERMISSIVE FOR ALL TO "coach_app" USING ("contact"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("contact"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "identity" AS PERMISSIVE FOR ALL TO "coach_app" USING ("identity"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("identity"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "person" AS PERMISSIVE FOR ALL TO "coach_app" USING ("person"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("person"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "workspace" AS PERMISSIVE FOR ALL TO "coach_app" USING ("workspace"."id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("workspace"."id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "call" AS PERMISSIVE FOR ALL TO "coach_app" USING ("call"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("call"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "upload" AS PERMISSIVE FOR ALL TO "coach_app" USING ("upload"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("upload"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "audit" AS PERMISSIVE FOR ALL TO "coach_app" USING ("audit"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("audit"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "delivery" AS PERMISSIVE FOR ALL TO "coach_app" USING ("delivery"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("delivery"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "said" AS PERMISSIVE FOR ALL TO "coach_app" USING ("said"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("said"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "deal" AS PERMISSIVE FOR ALL TO "coach_app" USING ("deal"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("deal"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "deal_change" AS PERMISSIVE FOR ALL TO "coach_app" USING ("deal_change"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("deal_change"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "debrief" AS PERMISSIVE FOR ALL TO "coach_app" USING ("debrief"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("debrief"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "reflection" AS PERMISSIVE FOR ALL TO "coach_app" USING ("reflection"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("reflection"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);