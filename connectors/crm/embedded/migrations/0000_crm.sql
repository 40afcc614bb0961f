CREATE TABLE "crm_call_slots" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"start" bigint NOT NULL,
	"minutes" integer NOT NULL,
	"desk" text NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "crm_call_slots_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_calls" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"customer_id" text NOT NULL,
	"at" bigint NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_calls_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"slot_id" text NOT NULL,
	"with_role" text NOT NULL,
	"subject" text NOT NULL,
	CONSTRAINT "crm_calls_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_cases" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"customer_id" text NOT NULL,
	"at" bigint NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_cases_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"topic" text NOT NULL,
	"priority" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "crm_cases_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_consents" (
	"tenant" text NOT NULL,
	"customer_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"given" boolean NOT NULL,
	CONSTRAINT "crm_consents_tenant_customer_id_kind_name_pk" PRIMARY KEY("tenant","customer_id","kind","name")
);
--> statement-breakpoint
CREATE TABLE "crm_customers" (
	"tenant" text NOT NULL,
	"customer_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"segment" text NOT NULL,
	"risk_class" integer,
	"opted_out" boolean NOT NULL,
	"time_zone" text,
	"language" text NOT NULL,
	"holdings" jsonb NOT NULL,
	CONSTRAINT "crm_customers_tenant_customer_id_pk" PRIMARY KEY("tenant","customer_id"),
	CONSTRAINT "crm_customers_risk_class" CHECK ("crm_customers"."risk_class" between 1 and 7)
);
--> statement-breakpoint
CREATE TABLE "crm_earlier_contacts" (
	"tenant" text NOT NULL,
	"customer_id" text NOT NULL,
	"position" integer NOT NULL,
	"channel" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "crm_earlier_contacts_tenant_customer_id_position_pk" PRIMARY KEY("tenant","customer_id","position")
);
--> statement-breakpoint
CREATE TABLE "crm_granted_offers" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"customer_id" text NOT NULL,
	"at" bigint NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_granted_offers_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"offer_id" text NOT NULL,
	"value_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	CONSTRAINT "crm_granted_offers_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_loyalty" (
	"tenant" text NOT NULL,
	"customer_id" text NOT NULL,
	"tier" text NOT NULL,
	"points" integer NOT NULL,
	CONSTRAINT "crm_loyalty_tenant_customer_id_pk" PRIMARY KEY("tenant","customer_id"),
	CONSTRAINT "crm_loyalty_points" CHECK ("crm_loyalty"."points" >= 0)
);
--> statement-breakpoint
CREATE TABLE "crm_offers" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"value_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	CONSTRAINT "crm_offers_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_outbox" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"customer_id" text NOT NULL,
	"at" bigint NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_outbox_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"channel" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "crm_outbox_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_portfolio_proposals" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"customer_id" text NOT NULL,
	"at" bigint NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_portfolio_proposals_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"product_ids" jsonb NOT NULL,
	"risk_class" integer NOT NULL,
	CONSTRAINT "crm_portfolio_proposals_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_products" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"risk_class" integer,
	"category" text NOT NULL,
	CONSTRAINT "crm_products_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_tasks" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"customer_id" text NOT NULL,
	"at" bigint NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_tasks_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"for_role" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"due_at" bigint,
	CONSTRAINT "crm_tasks_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_timeline" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"customer_id" text NOT NULL,
	"at" bigint NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_timeline_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"journey_id" text,
	CONSTRAINT "crm_timeline_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "crm_writes" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"customer_id" text NOT NULL,
	"at" bigint NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_writes_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"body_hash" text NOT NULL,
	"journey_id" text NOT NULL,
	"version_before" integer NOT NULL,
	"version_after" integer NOT NULL,
	"diff" jsonb NOT NULL,
	"undo" jsonb NOT NULL,
	CONSTRAINT "crm_writes_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
ALTER TABLE "crm_calls" ADD CONSTRAINT "crm_calls_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_cases" ADD CONSTRAINT "crm_cases_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_consents" ADD CONSTRAINT "crm_consents_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_earlier_contacts" ADD CONSTRAINT "crm_earlier_contacts_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_granted_offers" ADD CONSTRAINT "crm_granted_offers_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_loyalty" ADD CONSTRAINT "crm_loyalty_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_outbox" ADD CONSTRAINT "crm_outbox_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_portfolio_proposals" ADD CONSTRAINT "crm_portfolio_proposals_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_tasks" ADD CONSTRAINT "crm_tasks_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_timeline" ADD CONSTRAINT "crm_timeline_tenant_customer_id_crm_customers_tenant_customer_id_fk" FOREIGN KEY ("tenant","customer_id") REFERENCES "public"."crm_customers"("tenant","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "crm_call_slots_by_start" ON "crm_call_slots" USING btree ("tenant","state","start");--> statement-breakpoint
CREATE INDEX "crm_calls_by_customer" ON "crm_calls" USING btree ("tenant","customer_id","at","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_calls_one_booking" ON "crm_calls" USING btree ("tenant","slot_id") WHERE "crm_calls"."state" = 'booked';--> statement-breakpoint
CREATE INDEX "crm_cases_by_customer" ON "crm_cases" USING btree ("tenant","customer_id","at","sequence");--> statement-breakpoint
CREATE INDEX "crm_granted_offers_by_customer" ON "crm_granted_offers" USING btree ("tenant","customer_id","at","sequence");--> statement-breakpoint
CREATE INDEX "crm_outbox_by_customer" ON "crm_outbox" USING btree ("tenant","customer_id","at","sequence");--> statement-breakpoint
CREATE INDEX "crm_portfolio_proposals_by_customer" ON "crm_portfolio_proposals" USING btree ("tenant","customer_id","at","sequence");--> statement-breakpoint
CREATE INDEX "crm_tasks_by_customer" ON "crm_tasks" USING btree ("tenant","customer_id","at","sequence");--> statement-breakpoint
CREATE INDEX "crm_timeline_by_customer" ON "crm_timeline" USING btree ("tenant","customer_id","at","sequence");--> statement-breakpoint
CREATE INDEX "crm_writes_by_customer" ON "crm_writes" USING btree ("tenant","customer_id","at","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_writes_one_key" ON "crm_writes" USING btree ("tenant","idempotency_key");
--> statement-breakpoint
ALTER TABLE "crm_customers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_customers" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_customers" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_customers" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_consents" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_consents" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_consents" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "crm_consents" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_loyalty" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_loyalty" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_loyalty" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_loyalty" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_earlier_contacts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_earlier_contacts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_earlier_contacts" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "crm_earlier_contacts" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_timeline" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_timeline" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_timeline" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_timeline" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_tasks" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_tasks" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_tasks" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_tasks" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_cases" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_cases" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_cases" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_cases" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_portfolio_proposals" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_portfolio_proposals" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_portfolio_proposals" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_portfolio_proposals" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_granted_offers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_granted_offers" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_granted_offers" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_granted_offers" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_calls" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_calls" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_calls" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_calls" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_outbox" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_outbox" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_outbox" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_outbox" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_products" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_products" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_products" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_products" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_offers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_offers" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_offers" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_offers" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_call_slots" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_call_slots" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_call_slots" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_call_slots" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "crm_writes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "crm_writes" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "crm_writes" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "crm_writes" TO wayproof_app;
