-- Computed by the database of what was sealed: no writer can forget it or say otherwise, and journeys of before have it too. In canonical
-- JSON an entry ends with its type; read as text, since ->> takes no text in which a NUL is written.
CREATE FUNCTION "wayproof_entry_types"("entries" text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(json_agg(DISTINCT substring(right(entry::text, 100) FROM '"type":"([a-z_.]+)"\}$'))::text, '[]') FROM json_array_elements($1::json) AS entry
$$;
--> statement-breakpoint
ALTER TABLE "sealed_journeys" ADD COLUMN "outcome" text GENERATED ALWAYS AS ("statement"::json ->> 'outcome') STORED;
--> statement-breakpoint
ALTER TABLE "sealed_journeys" ADD COLUMN "entry_types" text GENERATED ALWAYS AS ("wayproof_entry_types"("entries")) STORED NOT NULL;
