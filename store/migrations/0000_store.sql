CREATE TABLE "accepted_events" (
	"tenant" text NOT NULL,
	"event" text NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"session" text,
	"body_ref" text NOT NULL,
	"body_commitment" text NOT NULL,
	"accepted_by" text NOT NULL,
	"occurred_at" bigint NOT NULL,
	"accepted_at" bigint NOT NULL,
	"delivered_at" bigint,
	CONSTRAINT "accepted_events_tenant_event_pk" PRIMARY KEY("tenant","event")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"tenant" text NOT NULL,
	"ref" text NOT NULL,
	"subject" text NOT NULL,
	"kind" text NOT NULL,
	"sealed_body" "bytea" NOT NULL,
	"sealed_salt" "bytea" NOT NULL,
	"commitment" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "documents_tenant_ref_pk" PRIMARY KEY("tenant","ref")
);
--> statement-breakpoint
CREATE TABLE "journeys" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"workflow_id" text NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"episode" text NOT NULL,
	"stage" text NOT NULL,
	"outcome" text,
	"reasons" text NOT NULL,
	"score" double precision,
	"tier" text,
	"checkpoint" text,
	"approver_role" text,
	"decision" text,
	"model" text,
	"retrieval" text,
	"write" text,
	"head" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "journeys_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"tenant" text NOT NULL,
	"key_id" text NOT NULL,
	"public_jwk" text NOT NULL,
	"sealed_private_key" "bytea" NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "signing_keys_tenant_key_id_pk" PRIMARY KEY("tenant","key_id")
);
--> statement-breakpoint
CREATE TABLE "subject_keys" (
	"tenant" text NOT NULL,
	"subject" text NOT NULL,
	"sealed_key" "bytea" NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "subject_keys_tenant_subject_pk" PRIMARY KEY("tenant","subject")
);
--> statement-breakpoint
CREATE TABLE "tenant_keys" (
	"tenant" text PRIMARY KEY NOT NULL,
	"sealed_key" "bytea" NOT NULL,
	"master_key_id" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_heads" (
	"tenant" text PRIMARY KEY NOT NULL,
	"next_index" bigint NOT NULL,
	"head_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_records" (
	"tenant" text NOT NULL,
	"index" bigint NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"journey_id" text,
	"at" bigint NOT NULL,
	"facts" text NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	"signature" text NOT NULL,
	"key_id" text NOT NULL,
	CONSTRAINT "ledger_records_tenant_index_pk" PRIMARY KEY("tenant","index")
);
--> statement-breakpoint
CREATE TABLE "sealed_journeys" (
	"tenant" text NOT NULL,
	"journey_id" text NOT NULL,
	"statement" text NOT NULL,
	"entries" text NOT NULL,
	"ledger_index" bigint NOT NULL,
	CONSTRAINT "sealed_journeys_tenant_journey_id_pk" PRIMARY KEY("tenant","journey_id")
);
--> statement-breakpoint
CREATE TABLE "principals" (
	"tenant" text NOT NULL,
	"principal" text NOT NULL,
	"sealed_name" "bytea" NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "principals_tenant_principal_pk" PRIMARY KEY("tenant","principal")
);
--> statement-breakpoint
CREATE TABLE "subjects" (
	"tenant" text NOT NULL,
	"subject" text NOT NULL,
	"lookup" text NOT NULL,
	"sealed_customer" "bytea" NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "subjects_tenant_subject_pk" PRIMARY KEY("tenant","subject")
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"claims" text NOT NULL,
	"signature" text NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "grants_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "policy_decisions" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"journey_id" text NOT NULL,
	"question" text NOT NULL,
	"key" text NOT NULL,
	"policy_snapshot" text,
	"request" text NOT NULL,
	"answer" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "policy_decisions_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "policy_snapshots" (
	"hash" text PRIMARY KEY NOT NULL,
	"canonical" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "accepted_events_undelivered" ON "accepted_events" USING btree ("tenant","delivered_at","accepted_at");--> statement-breakpoint
CREATE INDEX "documents_subject" ON "documents" USING btree ("tenant","subject");--> statement-breakpoint
CREATE INDEX "journeys_newest" ON "journeys" USING btree ("tenant","created_at","id");--> statement-breakpoint
CREATE INDEX "journeys_waiting" ON "journeys" USING btree ("tenant","stage","approver_role","created_at","id");--> statement-breakpoint
CREATE INDEX "journeys_subject" ON "journeys" USING btree ("tenant","subject","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_records_key" ON "ledger_records" USING btree ("tenant","key");--> statement-breakpoint
CREATE INDEX "ledger_records_journey" ON "ledger_records" USING btree ("tenant","journey_id","index");--> statement-breakpoint
CREATE INDEX "ledger_records_kind" ON "ledger_records" USING btree ("tenant","kind","index");--> statement-breakpoint
CREATE UNIQUE INDEX "subjects_lookup" ON "subjects" USING btree ("tenant","lookup");--> statement-breakpoint
CREATE INDEX "grants_expiry" ON "grants" USING btree ("tenant","expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_decisions_attempt" ON "policy_decisions" USING btree ("tenant","journey_id","question","key");--> statement-breakpoint
CREATE INDEX "policy_decisions_snapshot" ON "policy_decisions" USING btree ("tenant","policy_snapshot","at");
--> statement-breakpoint
-- Row-level security (store/row-level-security.ts). No DELETE and no UPDATE where the past must stay.
ALTER TABLE "tenant_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "tenant_keys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "tenant_keys" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "tenant_keys" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "signing_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "signing_keys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "signing_keys" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "signing_keys" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "subject_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "subject_keys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "subject_keys" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "subject_keys" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "subjects" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "subjects" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "subjects" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "subjects" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "principals" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "principals" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "principals" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "principals" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "documents" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "documents" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "documents" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "accepted_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "accepted_events" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "accepted_events" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "accepted_events" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "journeys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "journeys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "journeys" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "journeys" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "ledger_heads" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "ledger_heads" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "ledger_heads" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "ledger_heads" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "ledger_records" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "ledger_records" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "ledger_records" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "ledger_records" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "sealed_journeys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sealed_journeys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "sealed_journeys" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "sealed_journeys" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "policy_decisions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "policy_decisions" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "policy_decisions" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "policy_decisions" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "grants" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "grants" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "grants" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "grants" TO wayproof_app;
--> statement-breakpoint
-- Of an accepted event only its delivery may change.
GRANT UPDATE ("delivered_at") ON "accepted_events" TO wayproof_app;
--> statement-breakpoint
-- Belongs to no tenant: the policy files serve all tenants and hold no customer's data.
GRANT SELECT, INSERT ON "policy_snapshots" TO wayproof_app;
