// Replaces one document's passages inside an open transaction. It must never touch another document's rows.
import { and, eq, inArray, sql } from 'drizzle-orm';
import { hashJson } from '../../../contracts/canonical-json.ts';
import type { TenantId } from '../../../contracts/ids.ts';
import type { KnowledgePassage } from '../../../contracts/ports/knowledge.ts';
import type { Transaction } from '../../../store/database.ts';
import { termFrequencies, tokenise } from '../tokenise.ts';
import { knowledgePassages, knowledgeTerms } from './schema.ts';

export interface PassageWrite {
  tenant: TenantId;
  documentId: string;
  space: string;
  passages: { passage: KnowledgePassage; vector: number[] }[];
}

export async function writePassages(
  transaction: Transaction,
  { tenant, documentId, space, passages }: PassageWrite,
): Promise<{ written: number; unchanged: number }> {
  // Two loaders of one document would otherwise delete each other's fresh rows.
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtext(${`${tenant}/${documentId}`}))`);
  const ofDocument = and(eq(knowledgePassages.tenant, tenant), eq(knowledgePassages.documentId, documentId));
  const present = await transaction
    .select({ id: knowledgePassages.id, rowHash: knowledgePassages.rowHash })
    .from(knowledgePassages)
    .where(ofDocument);
  const wanted = new Map(
    passages.map(({ passage, vector }) => [
      passage.id,
      { passage, vector, rowHash: hashJson({ passage, space }) },
    ]),
  );

  const kept = new Set(
    present.filter((row) => wanted.get(row.id)?.rowHash === row.rowHash).map((row) => row.id),
  );
  const stale = present.filter((row) => !kept.has(row.id)).map((row) => row.id);
  if (stale.length > 0) {
    await transaction.delete(knowledgePassages).where(and(ofDocument, inArray(knowledgePassages.id, stale)));
  }

  const fresh = [...wanted.values()].filter(({ passage }) => !kept.has(passage.id));
  if (fresh.length === 0) return { written: 0, unchanged: kept.size };
  const words = fresh.map(({ passage }) => tokenise(`${passage.title}\n${passage.text}`));
  await transaction.insert(knowledgePassages).values(
    fresh.map(({ passage, vector, rowHash }, index) => ({
      ...passage,
      tenant,
      documentId,
      space,
      embedding: vector,
      words: words[index]?.length ?? 0,
      rowHash,
    })),
  );
  // One JSON parameter instead of some hundred rows of four parameters each.
  const terms = fresh.flatMap(({ passage }, index) =>
    [...termFrequencies(words[index] ?? [])].map(([term, frequency]) => ({
      passage: passage.id,
      term,
      frequency,
    })),
  );
  await transaction.execute(sql`
    insert into ${knowledgeTerms} (tenant, term, passage_id, frequency)
    select ${tenant}, term, passage, frequency
    from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as entry(term text, passage text, frequency int)`);
  return { written: fresh.length, unchanged: kept.size };
}
