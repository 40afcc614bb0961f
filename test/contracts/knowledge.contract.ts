// What every KnowledgeStore promises, whatever stands behind it. Adapters call it from their own test file; it must never
// name one of them.
import { beforeAll, describe, expect, it } from 'vitest';
import { hashText } from '../../contracts/canonical-json.ts';
import type { EmbeddingConnector } from '../../contracts/ports/model.ts';
import type { KnowledgePassage, KnowledgeScope, KnowledgeStore } from '../../contracts/ports/knowledge.ts';
import { knowledgeSubjectsContract } from './knowledge-subjects.contract.ts';
import { samplePassage, type KnowledgeSubject } from './knowledge-under-test.ts';

const sources = ['faq', 'products', 'policies'];
const texts: [documentId: string, source: string, audience: string[], text: string][] = [
  ['capital-note', 'products', ['all'], 'The Harbour Capital Note returns the amount invested at maturity if the issuer is solvent.'],
  ['autocall', 'products', ['adviser'], 'The Meridian Autocallable Certificate pays a coupon when the index closes above its barrier.'],
  ['shipping', 'faq', ['all'], 'Delayed parcels are traced by the courier within two working days of the report.'],
  ['warranty', 'policies', ['retention-lead'], 'The extended warranty of headphones covers the battery for a second year.'],
]; // prettier-ignore

/** Registers the suite. `open` gives a store that is empty of the tenants `north-bank` and `south-shop`. */
export function knowledgeContract(name: string, open: () => Promise<KnowledgeSubject>): void {
  describe(`knowledge store: ${name}`, () => {
    let store: KnowledgeStore;
    let embedding: EmbeddingConnector;
    const scope: KnowledgeScope = { tenant: 'north-bank', roles: ['all', 'adviser'] };

    async function put(tenant: string, entry: (typeof texts)[number]) {
      const passage = samplePassage(tenant, entry);
      const [vector = []] = await embedding.embed([passage.text]);
      return store.upsert({ scope: { tenant }, documentId: entry[0], passages: [{ passage, vector }] });
    }
    async function find(query: string, over: { scope?: KnowledgeScope; sources?: string[] } = {}) {
      const [vector = []] = await embedding.embed([query]);
      const found = await store.search({ scope, sources, query, vector, limit: 10, ...over });
      return found.map((passage) => passage.documentId);
    }

    beforeAll(async () => {
      ({ store, embedding } = await open());
      for (const entry of texts) await put('north-bank', entry);
      await put('south-shop', [
        'secret',
        'products',
        ['all', 'adviser'],
        'The Meridian barrier coupon of the rival.',
      ]);
    });

    knowledgeSubjectsContract(() => ({ store, embedding }));

    it('finds the passage that says it first, with the rank in each list', async () => {
      const query = 'coupon of the autocallable certificate above the barrier';
      const [vector = []] = await embedding.embed([query]);
      const [best] = await store.search({ scope, sources, query, vector, limit: 3 });
      expect(best).toMatchObject({
        documentId: 'autocall',
        ranks: { dense: 1, bm25: 1 },
        audience: ['adviser'],
      });
      expect(best?.score).toBeGreaterThan(0);
    });

    it('finds nothing for words that nobody wrote', async () => {
      expect(await find('zebra xylophone quartz')).toEqual([]);
    });

    it('shows a passage only to the roles that its audience names', async () => {
      const query = 'extended warranty of headphones';
      expect(await find(query)).not.toContain('warranty');
      expect(await find(query, { scope: { ...scope, roles: ['retention-lead'] } })).toEqual(['warranty']);
    });

    it('never crosses the tenant, in either direction', async () => {
      expect(await find('Meridian barrier coupon')).toEqual(['autocall']);
      expect(await find('Meridian barrier coupon', { scope: { ...scope, tenant: 'south-shop' } })).toEqual([
        'secret',
      ]);
      expect(
        await find('Meridian barrier coupon', { scope: { ...scope, tenant: 'no-such-tenant' } }),
      ).toEqual([]);
    });

    it('finds nothing without a role or without a source', async () => {
      expect(await find('Meridian barrier coupon', { scope: { ...scope, roles: [] } })).toEqual([]);
      expect(await find('Meridian barrier coupon', { sources: [] })).toEqual([]);
      expect(await find('Meridian barrier coupon', { sources: ['faq'] })).not.toContain('autocall');
    });

    it.each([
      { tenant: "north-bank' or true --", roles: ['all'] },
      { tenant: '', roles: ['all'] },
      { tenant: undefined as unknown as string, roles: ['all'] },
      { tenant: 'north-bank', roles: ["x'] or true or array['all"] },
      { tenant: 'north-bank', roles: ["all']::text[]) union select * from knowledge_passages --"] },
      { tenant: 'north-bank', roles: [{ toString: () => 'all' } as unknown as string] },
      { tenant: 'north-bank', roles: ['*'] },
    ])('refuses a forged scope: %j', async (forged) => {
      await expect(find('Meridian barrier coupon', { scope: forged })).rejects.toMatchObject({
        type: 'InvalidRequest',
      });
    });

    it('refuses a forged source, and treats a hostile query as words', async () => {
      await expect(find('coupon', { sources: ["faq'] or true --"] })).rejects.toMatchObject({
        type: 'InvalidRequest',
      });
      expect(await find("'; drop table knowledge_passages; -- barrier coupon")).toEqual(['autocall']);
      expect((await store.stats({ scope })).documents).toBe(texts.length);
    });

    it('writes nothing twice, and everything that changed', async () => {
      const entry = texts[2]!;
      expect(await put('north-bank', entry)).toEqual({ written: 0, unchanged: 1 });
      const withdrawn: (typeof texts)[number] = [entry[0], entry[1], ['supervisor'], entry[3]];
      expect(await put('north-bank', withdrawn)).toEqual({ written: 1, unchanged: 0 });
      expect(await find('delayed parcels courier')).not.toContain('shipping');
      expect(await put('north-bank', entry)).toEqual({ written: 1, unchanged: 0 });
      expect(await find('delayed parcels courier')).toContain('shipping');
    });

    it('drops the passages that a document no longer has, and only its own', async () => {
      const long = [0, 1, 2].map((position) =>
        samplePassage(
          'north-bank',
          ['guide', 'faq', ['all'], `Guide part ${position} about refunds.`],
          position,
        ),
      );
      const vectors = await embedding.embed(long.map((passage) => passage.text));
      const passages = long.map((passage, index) => ({ passage, vector: vectors[index] ?? [] }));
      const input = { scope: { tenant: 'north-bank' }, documentId: 'guide' };
      expect(await store.upsert({ ...input, passages })).toEqual({ written: 3, unchanged: 0 });
      expect(await store.upsert({ ...input, passages: passages.slice(0, 1) })).toEqual({
        written: 0,
        unchanged: 1,
      });
      expect(await store.stats({ scope })).toEqual({
        documents: texts.length + 1,
        passages: texts.length + 1,
      });
      expect(await store.deleteDocument({ scope: { tenant: 'south-shop' }, documentId: 'guide' })).toBe(0);
      expect(await store.deleteDocument(input)).toBe(1);
      expect(await store.stats({ scope })).toEqual({ documents: texts.length, passages: texts.length });
    });

    it('lists every document with its hash, version and passages, of the tenant alone', async () => {
      const listed = await store.documents({ scope });
      expect(listed).toEqual(
        texts
          .map((entry) => samplePassage('north-bank', entry))
          .map(({ documentId, documentHash, version }) => ({
            documentId,
            documentHash,
            version,
            passages: 1,
          }))
          .sort((one, other) => (one.documentId < other.documentId ? -1 : 1)),
      );
      const others = await store.documents({ scope: { tenant: 'south-shop' } });
      expect(others.map(({ documentId }) => documentId)).toEqual(['secret']);
      expect(await store.documents({ scope: { tenant: 'no-such-tenant' } })).toEqual([]);
    });

    it('gives passages back whole, and writes a new version over the old', async () => {
      const entry = texts[0]!;
      const next = samplePassage('north-bank', entry, 0, 2);
      const [vector = []] = await embedding.embed([next.text]);
      const write = (passage: KnowledgePassage) =>
        store.upsert({ scope, documentId: entry[0], passages: [{ passage, vector }] });
      expect(await write(next)).toEqual({ written: 1, unchanged: 0 });
      const [found] = await store.search({ scope, sources, query: next.text, vector, limit: 1 });
      expect(found).toMatchObject(next);
      expect(await store.documents({ scope })).toContainEqual({
        documentId: entry[0],
        documentHash: next.documentHash,
        version: 2,
        passages: 1,
      });
      expect(await write(samplePassage('north-bank', entry))).toEqual({ written: 1, unchanged: 0 });
    });

    it('names no version of a document whose passages disagree', async () => {
      const parts = [0, 1].map((position) =>
        samplePassage('north-bank', ['torn', 'faq', ['all'], 'Torn in two.'], position, position + 1),
      );
      const [vector = []] = await embedding.embed(['Torn in two.']);
      const input = { scope, documentId: 'torn' };
      await store.upsert({ ...input, passages: parts.map((passage) => ({ passage, vector })) });
      expect(await store.documents({ scope })).toContainEqual({
        documentId: 'torn',
        documentHash: '',
        version: 2,
        passages: 2,
      });
      expect(await store.deleteDocument(input)).toBe(2);
    });

    it('takes a document larger than any batch, whole, and lets it go whole', async () => {
      const passages = Array.from({ length: 150 }, (_, position) =>
        samplePassage(
          'north-bank',
          ['handbook', 'faq', ['all'], `Paragraph ${position} of the handbook.`],
          position,
        ),
      ).map((passage) => ({ ...passage, documentHash: hashText('handbook/1') }));
      const vectors = await embedding.embed(passages.map(({ text }) => text));
      const entries = passages.map((passage, index) => ({ passage, vector: vectors[index] ?? [] }));
      const input = { scope, documentId: 'handbook', passages: entries };
      expect(await store.upsert(input)).toEqual({ written: 150, unchanged: 0 });
      expect(await store.upsert(input)).toEqual({ written: 0, unchanged: 150 });
      const listed = { documentId: 'handbook', documentHash: hashText('handbook/1'), version: 1 };
      expect(await store.documents({ scope })).toContainEqual({ ...listed, passages: 150 });
      const query = 'paragraph 149 of the handbook';
      const [vector = []] = await embedding.embed([query]);
      const [found] = await store.search({ scope, sources, query, vector, limit: 1 });
      expect(found?.id).toBe(passages[149]?.id);
      expect(await store.upsert({ ...input, passages: entries.slice(0, 3) })).toEqual({
        written: 0,
        unchanged: 3,
      });
      expect(await store.documents({ scope })).toContainEqual({ ...listed, passages: 3 });
      expect(await store.deleteDocument(input)).toBe(3);
    });

    it('ranks by what the reader may see: no hidden or foreign passage moves a rank or a score', async () => {
      const query = 'annuity surrender';
      const [vector = []] = await embedding.embed([query]);
      const search = () => store.search({ scope, sources, query, vector, limit: 10 });
      await put('north-bank', ['annuity', 'faq', ['all'], 'An annuity pays for life.']);
      await put('north-bank', ['surrender', 'faq', ['all'], 'To surrender is a surrender of value.']);
      const before = await search();
      // More of one word anywhere in the statistics would make that word cheap, and its passage second.
      expect(before.find(({ documentId }) => documentId === 'surrender')?.ranks.bm25).toBe(1);
      const others: [tenant: string, source: string, audience: string[]][] = [
        ['north-bank', 'faq', ['supervisor']],
        ['north-bank', 'interactions', ['all']],
        ['south-shop', 'faq', ['all']],
      ];
      for (const [at, [tenant, source, audience]] of others.entries()) {
        const passages = Array.from({ length: 20 }, (_, position) =>
          samplePassage(tenant, [`crowd-${at}`, source, audience, `Surrender form ${position}.`], position),
        ).map((passage) => ({ passage, vector }));
        await store.upsert({ scope: { tenant }, documentId: `crowd-${at}`, passages });
        expect(await search()).toEqual(before);
      }
      for (const [at, [tenant]] of others.entries()) {
        await store.deleteDocument({ scope: { tenant }, documentId: `crowd-${at}` });
      }
      for (const documentId of ['annuity', 'surrender']) await store.deleteDocument({ scope, documentId });
    });

    it('keeps a passage to its tenant even when another claims its id', async () => {
      const entry = texts[0]!;
      const passage = { ...samplePassage('north-bank', entry), text: 'Claimed by another.' };
      const [vector = []] = await embedding.embed([passage.text]);
      const input = { scope: { tenant: 'south-shop' }, documentId: entry[0] };
      await store.upsert({ ...input, passages: [{ passage, vector }] });
      expect(await find('amount invested at maturity if the issuer is solvent')).toContain(entry[0]);
      expect(await store.deleteDocument(input)).toBe(1);
      expect(await find('amount invested at maturity if the issuer is solvent')).toContain(entry[0]);
    });

    it('says that it is ready, and what it is', async () => {
      const probe = await store.probe();
      expect(probe).toEqual({ ready: true, detail: expect.any(String) as string, version: probe.version });
      expect(probe.version).toMatch(/\d+\.\d+/);
    });

    it('names both sizes when a vector is of another space', async () => {
      const vector = [0.6, 0.8];
      const sizes = new RegExp(`2 .*${embedding.dimensions}`);
      await expect(store.search({ scope, sources, query: 'coupon', vector, limit: 1 })).rejects.toMatchObject(
        { type: 'ContractBroken', message: expect.stringMatching(sizes) as string },
      );
      const passage = samplePassage('north-bank', texts[0]!);
      await expect(
        store.upsert({ scope, documentId: passage.documentId, passages: [{ passage, vector }] }),
      ).rejects.toMatchObject({ type: 'ContractBroken', message: expect.stringMatching(sizes) as string });
      const none = new Array<number>(embedding.dimensions).fill(0);
      await expect(
        store.search({ scope, sources, query: 'coupon', vector: none, limit: 1 }),
      ).rejects.toMatchObject({ type: 'ContractBroken' });
    });

    it('gives at most as many as asked for', async () => {
      const [vector = []] = await embedding.embed(['note certificate']);
      const ask = (limit: number) =>
        store.search({ scope, sources, query: 'the note and the certificate', vector, limit });
      expect(await ask(1)).toHaveLength(1);
      expect(await ask(0)).toEqual([]);
    });
  });
}
