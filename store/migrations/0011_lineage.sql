CREATE TABLE "lineage_names" (
	"tenant" text NOT NULL,
	"name" text NOT NULL,
	"journey_id" text NOT NULL,
	"ledger_index" bigint NOT NULL,
	CONSTRAINT "lineage_names_tenant_name_ledger_index_pk" PRIMARY KEY("tenant","name","ledger_index")
);
--> statement-breakpoint
CREATE TABLE "lineage_fields" (
	"tenant" text NOT NULL,
	"lookup" text NOT NULL,
	"subject" text NOT NULL,
	"journey_id" text NOT NULL,
	"ledger_index" bigint NOT NULL,
	CONSTRAINT "lineage_fields_tenant_lookup_ledger_index_pk" PRIMARY KEY("tenant","lookup","ledger_index")
);
--> statement-breakpoint
ALTER TABLE "lineage_fields" ADD CONSTRAINT "lineage_fields_subject_key" FOREIGN KEY ("tenant","subject") REFERENCES "subject_keys"("tenant","subject") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "lineage_fields_subject" ON "lineage_fields" USING btree ("tenant","subject");
--> statement-breakpoint
CREATE INDEX "sealed_journeys_order" ON "sealed_journeys" USING btree ("tenant","ledger_index");
--> statement-breakpoint
ALTER TABLE "lineage_names" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "lineage_names" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "lineage_names" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "lineage_names" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "lineage_fields" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "lineage_fields" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "lineage_fields" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "lineage_fields" TO wayproof_app;
