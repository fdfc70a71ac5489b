CREATE TABLE "directive" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"debrief_id" uuid,
	"person_id" uuid NOT NULL,
	"before" text NOT NULL,
	"after" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "directive_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "directive" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "debrief" DROP CONSTRAINT "debrief_state";--> statement-breakpoint
ALTER TABLE "directive" ADD CONSTRAINT "directive_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directive" ADD CONSTRAINT "directive_workspace_id_debrief_id_debrief_workspace_id_id_fk" FOREIGN KEY ("workspace_id","debrief_id") REFERENCES "public"."debrief"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directive" ADD CONSTRAINT "directive_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directive_at" ON "directive" USING btree ("workspace_id","at");--> statement-breakpoint
ALTER TABLE "debrief" ADD CONSTRAINT "debrief_state" CHECK ("debrief"."state" in ('silent', 'held', 'asked', 'answered', 'told', 'practising', 'disputed', 'released', 'closed'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "directive" AS PERMISSIVE FOR ALL TO "coach_app" USING ("directive"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("directive"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);