CREATE TABLE "ledger_nodes" (
	"tenant" text NOT NULL,
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_nodes_tenant_level_index_pk" PRIMARY KEY("tenant","level","index")
);
--> statement-breakpoint
CREATE TABLE "tree_heads" (
	"tenant" text NOT NULL,
	"size" bigint NOT NULL,
	"root" text NOT NULL,
	"at" bigint NOT NULL,
	"signature" text NOT NULL,
	"key_id" text NOT NULL,
	CONSTRAINT "tree_heads_tenant_size_pk" PRIMARY KEY("tenant","size")
);
--> statement-breakpoint
ALTER TABLE "ledger_nodes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "ledger_nodes" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "ledger_nodes" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "ledger_nodes" TO wayproof_app;
--> statement-breakpoint
ALTER TABLE "tree_heads" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "tree_heads" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "tree_heads" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "tree_heads" TO wayproof_app;
