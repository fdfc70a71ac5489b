CREATE TABLE "memory" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"bank_id" uuid NOT NULL,
	"shelf_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"document_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone,
	"about_from" timestamp with time zone,
	"about_until" timestamp with time zone,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"speaker" text,
	"thread" text,
	"person_id" uuid,
	"deal_id" uuid,
	"call_id" uuid,
	"fact" jsonb,
	"source" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"words" text NOT NULL,
	"length" integer NOT NULL,
	"digest" text NOT NULL,
	"disputed" boolean DEFAULT false NOT NULL,
	"far" text DEFAULT 'none' NOT NULL,
	"far_attempts" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "memory_document" UNIQUE("workspace_id","document_id","bank_id"),
	CONSTRAINT "memory_number" UNIQUE("workspace_id","bank_id","number"),
	CONSTRAINT "memory_far_words" CHECK ("memory"."far" in ('none', 'waiting', 'sent', 'refused'))
);

--> statement-breakpoint
ALTER TABLE "memory" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "memory_bank" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"next_number" integer DEFAULT 0 NOT NULL,
	"revision" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_bank_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "memory_bank_name" UNIQUE("workspace_id","name")
);

--> statement-breakpoint
ALTER TABLE "memory_bank" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "memory_directive" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"bank_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content" text NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_directive_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "memory_directive_name" UNIQUE("workspace_id","bank_id","name")
);

--> statement-breakpoint
ALTER TABLE "memory_directive" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "memory_erasure" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"bank_id" uuid NOT NULL,
	"document_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_erasure_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "memory_erasure_once" UNIQUE("workspace_id","bank_id","document_id")
);

--> statement-breakpoint
ALTER TABLE "memory_erasure" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "memory_model" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"shelf_id" uuid NOT NULL,
	"model_id" text NOT NULL,
	"version" integer NOT NULL,
	"markdown" text NOT NULL,
	"observations" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_model_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "memory_model_version" UNIQUE("workspace_id","shelf_id","model_id","version")
);

--> statement-breakpoint
ALTER TABLE "memory_model" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "memory_observation" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"bank_id" uuid NOT NULL,
	"shelf_id" uuid NOT NULL,
	"person_id" uuid,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"statement" text NOT NULL,
	"seen" integer NOT NULL,
	"missed" integer NOT NULL,
	"first_seen" timestamp with time zone,
	"last_seen" timestamp with time zone,
	"trend" text NOT NULL,
	"sources" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_observation_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "memory_observation_once" UNIQUE NULLS NOT DISTINCT("workspace_id","shelf_id","person_id","kind","subject")
);

--> statement-breakpoint
ALTER TABLE "memory_observation" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "memory_posting" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"shelf_id" uuid NOT NULL,
	"term" text NOT NULL,
	"block" integer NOT NULL,
	"memories" integer NOT NULL,
	"entries" "bytea" NOT NULL,
	CONSTRAINT "memory_posting_workspace_id_shelf_id_term_block_pk" PRIMARY KEY("workspace_id","shelf_id","term","block")
);

--> statement-breakpoint
ALTER TABLE "memory_posting" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "memory_shelf" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"bank_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"person_id" uuid,
	"memories" integer DEFAULT 0 NOT NULL,
	"words" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "memory_shelf_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "memory_shelf_once" UNIQUE NULLS NOT DISTINCT("workspace_id","bank_id","audience","person_id"),
	CONSTRAINT "memory_shelf_audience" CHECK ("memory_shelf"."audience" in ('workspace', 'team', 'private'))
);

--> statement-breakpoint
ALTER TABLE "memory_shelf" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "memory" ADD CONSTRAINT "memory_workspace_id_shelf_id_memory_shelf_workspace_id_id_fk" FOREIGN KEY ("workspace_id","shelf_id") REFERENCES "public"."memory_shelf"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory" ADD CONSTRAINT "memory_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_bank" ADD CONSTRAINT "memory_bank_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_directive" ADD CONSTRAINT "memory_directive_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_directive" ADD CONSTRAINT "memory_directive_workspace_id_bank_id_memory_bank_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bank_id") REFERENCES "public"."memory_bank"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_erasure" ADD CONSTRAINT "memory_erasure_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_erasure" ADD CONSTRAINT "memory_erasure_workspace_id_bank_id_memory_bank_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bank_id") REFERENCES "public"."memory_bank"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_model" ADD CONSTRAINT "memory_model_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_model" ADD CONSTRAINT "memory_model_workspace_id_shelf_id_memory_shelf_workspace_id_id_fk" FOREIGN KEY ("workspace_id","shelf_id") REFERENCES "public"."memory_shelf"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_observation" ADD CONSTRAINT "memory_observation_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_observation" ADD CONSTRAINT "memory_observation_workspace_id_bank_id_memory_bank_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bank_id") REFERENCES "public"."memory_bank"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_observation" ADD CONSTRAINT "memory_observation_workspace_id_shelf_id_memory_shelf_workspace_id_id_fk" FOREIGN KEY ("workspace_id","shelf_id") REFERENCES "public"."memory_shelf"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_observation" ADD CONSTRAINT "memory_observation_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_posting" ADD CONSTRAINT "memory_posting_workspace_id_shelf_id_memory_shelf_workspace_id_id_fk" FOREIGN KEY ("workspace_id","shelf_id") REFERENCES "public"."memory_shelf"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_shelf" ADD CONSTRAINT "memory_shelf_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_shelf" ADD CONSTRAINT "memory_shelf_workspace_id_bank_id_memory_bank_workspace_id_id_fk" FOREIGN KEY ("workspace_id","bank_id") REFERENCES "public"."memory_bank"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memory_shelf" ADD CONSTRAINT "memory_shelf_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "memory_at" ON "memory" USING btree ("workspace_id","bank_id","at") WHERE "memory"."at" is not null;
--> statement-breakpoint
CREATE INDEX "memory_person" ON "memory" USING btree ("workspace_id","bank_id","person_id") WHERE "memory"."person_id" is not null;
--> statement-breakpoint
CREATE INDEX "memory_deal" ON "memory" USING btree ("workspace_id","bank_id","deal_id") WHERE "memory"."deal_id" is not null;
--> statement-breakpoint
CREATE INDEX "memory_far" ON "memory" USING btree ("workspace_id","bank_id","number") WHERE "memory"."far" = 'waiting';
--> statement-breakpoint
CREATE INDEX "memory_fact" ON "memory" USING btree ("workspace_id","shelf_id") WHERE "memory"."fact" is not null;
--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory_bank" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory_bank"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory_bank"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory_directive" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory_directive"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory_directive"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory_erasure" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory_erasure"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory_erasure"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory_model" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory_model"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory_model"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory_observation" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory_observation"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory_observation"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory_posting" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory_posting"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory_posting"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY "own_workspace" ON "memory_shelf" AS PERMISSIVE FOR ALL TO "coach_app" USING ("memory_shelf"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("memory_shelf"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);
