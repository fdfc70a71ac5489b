CREATE TABLE "coaching_plan" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"rep_id" uuid NOT NULL,
	"state" text DEFAULT 'drafted' NOT NULL,
	"focuses" jsonb NOT NULL,
	"discussed_at" timestamp with time zone,
	"discussed_by" uuid,
	"approved_at" timestamp with time zone,
	"approved_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coaching_plan_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "coaching_plan_state" CHECK ("coaching_plan"."state" in ('drafted', 'discussed', 'approved'))
);
--> statement-breakpoint
ALTER TABLE "coaching_plan" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ramp_yes" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"rep_id" uuid NOT NULL,
	"step" text NOT NULL,
	"person_id" uuid NOT NULL,
	"on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ramp_yes_workspace_id_rep_id_step_pk" PRIMARY KEY("workspace_id","rep_id","step")
);
--> statement-breakpoint
ALTER TABLE "ramp_yes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "coaching_plan" ADD CONSTRAINT "coaching_plan_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_plan" ADD CONSTRAINT "coaching_plan_workspace_id_rep_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","rep_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_plan" ADD CONSTRAINT "coaching_plan_workspace_id_discussed_by_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","discussed_by") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_plan" ADD CONSTRAINT "coaching_plan_workspace_id_approved_by_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","approved_by") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ramp_yes" ADD CONSTRAINT "ramp_yes_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ramp_yes" ADD CONSTRAINT "ramp_yes_workspace_id_rep_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","rep_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ramp_yes" ADD CONSTRAINT "ramp_yes_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coaching_plan_rep" ON "coaching_plan" USING btree ("workspace_id","rep_id","created_at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "coaching_plan" AS PERMISSIVE FOR ALL TO "coach_app" USING ("coaching_plan"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("coaching_plan"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "ramp_yes" AS PERMISSIVE FOR ALL TO "coach_app" USING ("ramp_yes"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("ramp_yes"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);