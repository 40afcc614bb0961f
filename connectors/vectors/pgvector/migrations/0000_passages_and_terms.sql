CREATE TABLE "knowledge_passages" (
	"tenant" text NOT NULL,
	"id" text NOT NULL,
	"document_id" text NOT NULL,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"language" text NOT NULL,
	"audience" text[] NOT NULL,
	"text" text NOT NULL,
	"content_hash" text NOT NULL,
	"updated" text NOT NULL,
	"space" text NOT NULL,
	"embedding" vector NOT NULL,
	"words" integer NOT NULL,
	"row_hash" text NOT NULL,
	CONSTRAINT "knowledge_passages_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "knowledge_terms" (
	"tenant" text NOT NULL,
	"term" text NOT NULL,
	"passage_id" text NOT NULL,
	"frequency" integer NOT NULL,
	CONSTRAINT "knowledge_terms_tenant_term_passage_id_pk" PRIMARY KEY("tenant","term","passage_id")
);
--> statement-breakpoint
ALTER TABLE "knowledge_terms" ADD CONSTRAINT "knowledge_terms_passage_fk" FOREIGN KEY ("tenant","passage_id") REFERENCES "public"."knowledge_passages"("tenant","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "knowledge_passages_document" ON "knowledge_passages" USING btree ("tenant","document_id");--> statement-breakpoint
CREATE INDEX "knowledge_terms_passage" ON "knowledge_terms" USING btree ("tenant","passage_id");
--> statement-breakpoint
ALTER TABLE "knowledge_passages" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "knowledge_passages" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "knowledge_passages" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "knowledge_passages" TO wayproof_app;

--> statement-breakpoint
ALTER TABLE "knowledge_terms" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "knowledge_terms" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "own_tenant" ON "knowledge_terms" USING ("tenant" = nullif(current_setting('wayproof.tenant', true), '')) WITH CHECK ("tenant" = nullif(current_setting('wayproof.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "knowledge_terms" TO wayproof_app;
