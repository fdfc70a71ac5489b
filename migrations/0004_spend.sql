CREATE TABLE "model_spend" (
	"workspace_id" uuid DEFAULT nullif(current_setting('app.workspace', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"agent" text NOT NULL,
	"model" text NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cache_write_tokens" integer NOT NULL,
	"cache_read_tokens" integer NOT NULL,
	"cost_micros" bigint NOT NULL,
	CONSTRAINT "model_spend_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "model_spend_cost" CHECK ("model_spend"."cost_micros" >= 0)
);
--> statement-breakpoint
ALTER TABLE "model_spend" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "model_spend" ADD CONSTRAINT "model_spend_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_spend_at" ON "model_spend" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "model_spend" AS PERMISSIVE FOR ALL TO "coach_app" USING ("model_spend"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid) WITH CHECK ("model_spend"."workspace_id" = nullif(current_setting('app.workspace', true), '')::uuid);