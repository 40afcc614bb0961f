-- Computed by the database of what stands in the row: a writer cannot forget it, and rows from before have it too. Json, not jsonb: it takes
-- every text that canonical JSON may hold.
ALTER TABLE "journeys" ADD COLUMN "due_at" bigint GENERATED ALWAYS AS (coalesce(("checkpoint"::json ->> 'deadlineAt')::bigint, 9007199254740991)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "journeys_urgent" ON "journeys" USING btree ("tenant",(case when tier = 'high' then 0 else 1 end),"due_at","id") WHERE stage = 'checkpoint';--> statement-breakpoint
CREATE INDEX "journeys_changed" ON "journeys" USING btree ("tenant","updated_at","id");
