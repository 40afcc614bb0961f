CREATE TABLE "erasures" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"ground" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" bigint NOT NULL,
	"deadline_at" bigint NOT NULL,
	"decided_by" text,
	"decided_at" bigint,
	"sealed_customer" "bytea",
	"documents" bigint,
	"personal_values" bigint,
	"passages" bigint,
	"ledger_index" bigint,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "erasures_tenant_id_pk" PRIMARY KEY("tenant","id"),
	CONSTRAINT "erasures_four_eyes" CHECK (state not in ('erasing', 'erased') or (decided_by is not null and decided_by <> requested_by)),
	CONSTRAINT "erasures_customer_forgotten" CHECK (state = 'erasing' or sealed_customer is null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_open" ON "erasures" USING btree ("tenant","subject") WHERE state in ('requested', 'erasing');
--> statement-breakpoint
CREATE INDEX "erasures_newest" ON "erasures" USING btree ("tenant","requested_at","id");
--> statement-breakpoint
CREATE INDEX "erasures_subject" ON "erasures" USING btree ("tenant","subject");
--> statement-breakpoint
ALTER TABLE "erasures" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "erasures" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "erasures" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "erasures" TO wayproof_app;
--> statement-breakpoint
-- A request's subject, ground and requester stand for good.
GRANT UPDATE ("state", "decided_by", "decided_at", "sealed_customer", "documents", "personal_values", "passages", "ledger_index", "updated_at") ON "erasures" TO wayproof_app;
--> statement-breakpoint
-- An erasure empties what is sealed; the reference and its commitment stay, since chains name them.
GRANT UPDATE ("sealed_body", "sealed_salt") ON "documents" TO wayproof_app;
--> statement-breakpoint
-- PostgreSQL lets nobody lock a row, not even against its deletion, who may not update some column of it.
GRANT UPDATE ("created_at") ON "subjects" TO wayproof_app;
--> statement-breakpoint
GRANT UPDATE ("created_at") ON "subject_keys" TO wayproof_app;
