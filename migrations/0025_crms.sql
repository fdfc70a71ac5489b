CREATE TABLE "crm_event" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"key" text NOT NULL,
	"object" text NOT NULL,
	"object_id" text NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "crm_event_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "crm_event_once" UNIQUE("workspace_id","connection_id","key"),
	CONSTRAINT "crm_event_states" CHECK ("crm_event"."state" in ('received', 'done', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "crm_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deal_correction" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"call_id" uuid,
	"field" text NOT NULL,
	"in_crm" text,
	"said" text NOT NULL,
	"value" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"written" jsonb,
	"person_id" uuid,
	"problem" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "deal_correction_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "deal_correction_once" UNIQUE("workspace_id","deal_id","field","value"),
	CONSTRAINT "deal_correction_states" CHECK ("deal_correction"."state" in ('proposed', 'writing', 'written', 'declined', 'taking-back', 'taken-back'))
);
--> statement-breakpoint
ALTER TABLE "deal_correction" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm_event" ADD CONSTRAINT "crm_event_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_event" ADD CONSTRAINT "crm_event_workspace_id_connection_id_connection_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connection"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_correction" ADD CONSTRAINT "deal_correction_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_correction" ADD CONSTRAINT "deal_correction_workspace_id_deal_id_deal_workspace_id_id_fk" FOREIGN KEY ("workspace_id","deal_id") REFERENCES "public"."deal"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_correction" ADD CONSTRAINT "deal_correction_workspace_id_call_id_call_workspace_id_id_fk" FOREIGN KEY ("workspace_id","call_id") REFERENCES "public"."call"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_correction" ADD CONSTRAINT "deal_correction_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "crm_event_state" ON "crm_event" USING btree ("workspace_id","connection_id","state");--> statement-breakpoint
CREATE INDEX "deal_correction_state" ON "deal_correction" USING btree ("workspace_id","state");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "crm_event" AS PERMISSIVE FOR ALL TO "coach_app" USING ("crm_event"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("crm_event"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "deal_correction" AS PERMISSIVE FOR ALL TO "coach_app" USING ("deal_correction"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("deal_correction"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);