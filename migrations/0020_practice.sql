CREATE TABLE "practice" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"scene" jsonb NOT NULL,
	"lines" jsonb NOT NULL,
	"cue" integer DEFAULT 0 NOT NULL,
	"mind" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "practice_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "practice" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "practice" ADD CONSTRAINT "practice_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice" ADD CONSTRAINT "practice_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "practice_person" ON "practice" USING btree ("workspace_id","person_id","created_at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "practice" AS PERMISSIVE FOR ALL TO "coach_app" USING ("practice"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("practice"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);