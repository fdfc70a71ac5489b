ALTER TABLE "place" ADD COLUMN "free_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "not_before" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "asked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "said" ADD COLUMN "platform" text DEFAULT 'playground' NOT NULL;--> statement-breakpoint
ALTER TABLE "said" ADD COLUMN "external_ref" text;--> statement-breakpoint
ALTER TABLE "said" ADD COLUMN "files" jsonb;--> statement-breakpoint
CREATE INDEX "delivery_external" ON "delivery" USING btree ("workspace_id","platform","external_ref");--> statement-breakpoint
CREATE INDEX "said_external" ON "said" USING btree ("workspace_id","platform","external_ref");