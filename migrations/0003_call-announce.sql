ALTER TABLE "call" ADD COLUMN "announce" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "said" ADD COLUMN "answered_at" timestamp with time zone;