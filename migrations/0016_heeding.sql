ALTER TABLE "person" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "directive" ADD COLUMN "retired_at" timestamp with time zone;