CREATE TABLE "deal_answer" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deal_answer_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "deal_answer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "deal_answer" ADD CONSTRAINT "deal_answer_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_answer" ADD CONSTRAINT "deal_answer_workspace_id_deal_id_deal_workspace_id_id_fk" FOREIGN KEY ("workspace_id","deal_id") REFERENCES "public"."deal"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_answer" ADD CONSTRAINT "deal_answer_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deal_answer_deal" ON "deal_answer" USING btree ("workspace_id","deal_id","created_at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "deal_answer" AS PERMISSIVE FOR ALL TO "coach_app" USING ("deal_answer"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("deal_answer"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);