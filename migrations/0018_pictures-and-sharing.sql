CREATE TABLE "picture" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"digest" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "picture_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "picture_digest" UNIQUE("workspace_id","digest")
);
--> statement-breakpoint
ALTER TABLE "picture" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shared_moment" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"debrief_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"quote" text NOT NULL,
	"what" text NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "shared_moment_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "shared_moment_debrief" UNIQUE("workspace_id","debrief_id"),
	CONSTRAINT "shared_moment_state" CHECK ("shared_moment"."state" in ('asked', 'named', 'unnamed', 'kept', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "shared_moment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "picture" ADD CONSTRAINT "picture_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shared_moment" ADD CONSTRAINT "shared_moment_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shared_moment" ADD CONSTRAINT "shared_moment_workspace_id_debrief_id_debrief_workspace_id_id_fk" FOREIGN KEY ("workspace_id","debrief_id") REFERENCES "public"."debrief"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shared_moment" ADD CONSTRAINT "shared_moment_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "shared_moment_decided" ON "shared_moment" USING btree ("workspace_id","state","decided_at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "picture" AS PERMISSIVE FOR ALL TO "coach_app" USING ("picture"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("picture"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "own_workspace" ON "shared_moment" AS PERMISSIVE FOR ALL TO "coach_app" USING ("shared_moment"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("shared_moment"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);