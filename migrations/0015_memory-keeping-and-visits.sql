CREATE TABLE "memory_forgotten" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"bank_id" uuid NOT NULL,
	"document_id" text NOT NULL,
	"person_id" uuid,
	"telling" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_forgotten_workspace_id_bank_id_document_id_pk" PRIMARY KEY("workspace_id","bank_id","document_id")
);
--> statement-breakpoint
ALTER TABLE "memory_forgotten" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memory_told" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"subject" text NOT NULL,
	"version" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_told_workspace_id_subject_pk" PRIMARY KEY("workspace_id","subject")
);
--> statement-breakpoint
ALTER TABLE "memory_told" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "visit" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"entered_at" timestamp with time zone,
	CONSTRAINT "visit_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "visit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reflection" ADD COLUMN "step" text;--> statement-breakpoint
ALTER TABLE "memory_forgotten" ADD CONSTRAINT "memory_forgotten_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory_forgotten" ADD CONSTRAINT "memory_forgotten_workspace_id_bank_id_memory_bank_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bank_id") REFERENCES "public"."memory_bank"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory_forgotten" ADD CONSTRAINT "memory_forgotten_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory_told" ADD CONSTRAINT "memory_told_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visit_person" ON "visit" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory_forgotten" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory_forgotten"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory_forgotten"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory_told" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory_told"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory_told"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "visit" AS PERMISSIVE FOR ALL TO "coach_app" USING ("visit"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("visit"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);