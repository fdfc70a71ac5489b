CREATE TABLE "occurrence" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"on" date NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "occurrence_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "occurrence_once" UNIQUE("workspace_id","schedule_id","on"),
	CONSTRAINT "occurrence_state_words" CHECK ("occurrence"."state" in ('pending', 'done', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "occurrence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "schedule" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"place" text,
	"subject" text DEFAULT '' NOT NULL,
	"rule" jsonb NOT NULL,
	"time_zone" text,
	"enabled" boolean DEFAULT true NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"last_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "schedule_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "schedule_once" UNIQUE NULLS NOT DISTINCT("workspace_id","kind","person_id","subject")
);
--> statement-breakpoint
ALTER TABLE "schedule" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_workspace_id_schedule_id_schedule_workspace_id_id_fk" FOREIGN KEY ("workspace_id","schedule_id") REFERENCES "public"."schedule"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "occurrence_state" ON "occurrence" USING btree ("workspace_id","state");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "occurrence" AS PERMISSIVE FOR ALL TO "coach_app" USING ("occurrence"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("occurrence"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "schedule" AS PERMISSIVE FOR ALL TO "coach_app" USING ("schedule"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("schedule"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);