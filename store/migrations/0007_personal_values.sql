CREATE TABLE "personal_values" (
	"tenant" text NOT NULL,
	"subject" text NOT NULL,
	"token" text NOT NULL,
	"type" text NOT NULL,
	"sealed_value" "bytea" NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "personal_values_tenant_subject_token_pk" PRIMARY KEY("tenant","subject","token")
);

--> statement-breakpoint
ALTER TABLE "personal_values" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "personal_values" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "personal_values" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "personal_values" TO wayproof_app;
