CREATE TABLE "meeting" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"uid" text NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"attendees" jsonb NOT NULL,
	"account_id" uuid,
	"deal_id" uuid,
	"owner_id" uuid,
	"seen_in" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"cancelled_at" timestamp with time zone,
	"prepared_for" timestamp with time zone,
	"prep_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "meeting_once" UNIQUE("workspace_id","uid")
);
--> statement-breakpoint
ALTER TABLE "meeting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_workspace_id_account_id_account_workspace_id_id_fk" FOREIGN KEY ("workspace_id","account_id") REFERENCES "public"."account"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_workspace_id_deal_id_deal_workspace_id_id_fk" FOREIGN KEY ("workspace_id","deal_id") REFERENCES "public"."deal"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_workspace_id_owner_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_start" ON "meeting" USING btree ("workspace_id","starts_at");--> statement-breakpoint
CREATE INDEX "meeting_account" ON "meeting" USING btree ("workspace_id","account_id","starts_at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "meeting" AS PERMISSIVE FOR ALL TO "coach_app" USING ("meeting"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("meeting"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);