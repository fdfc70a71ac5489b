DROP INDEX "inbound_due";--> statement-breakpoint
CREATE INDEX "inbound_due" ON "inbound" USING btree ("workspace_id","next_at","id") WHERE "inbound"."status" in ('received', 'waiting');