ALTER TABLE "debrief" DROP CONSTRAINT "debrief_state";--> statement-breakpoint
ALTER TABLE "debrief" ADD COLUMN "worth" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "debrief" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "debrief" ADD CONSTRAINT "debrief_state" CHECK ("debrief"."state" in ('silent', 'held', 'waiting', 'asked', 'answered', 'told', 'practising', 'disputed', 'released', 'closed'));