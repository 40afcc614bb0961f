// What every KnowledgeStore promises of passages about one customer. Registered by knowledge.contract.ts, in tenants of its own.
import { describe, expect, it } from 'vitest';
import type { KnowledgePassage, KnowledgeScope, KnowledgeStore } from '../../contracts/ports/knowledge.ts';
import { samplePassage, type KnowledgeSubject } from './knowledge-under-test.ts';

const [anna, bert] = [`sub_${'a'.repeat(32)}`, `sub_${'b'.repeat(32)}`];

export function knowledgeSubjectsContract(current: () => KnowledgeSubject): void {
  describe('passages about one subject', () => {
    const tenant = 'east-bank';
    const scope: KnowledgeScope = { tenant, roles: ['all'] };
    const query = 'prefers the annuity of the desk';
    const store = (): KnowledgeStore => current().store;
    const vectorOf = async (text: string) => (await current().embedding.embed([text]))[0] ?? [];

    async function put(documentId: string, subject: string | null, at = tenant): Promise<void> {
      const text = `${documentId} prefers the annuity of the desk.`;
      const passages: KnowledgePassage[] = [0, 1].map((position) => ({
        ...samplePassage(at, [documentId, 'interactions', ['all'], text], position),
        ...(subject === null ? {} : { subject }),
      }));
      const vector = await vectorOf(text);
      const entries = passages.map((passage) => ({ passage, vector }));
      await store().upsert({ scope: { tenant: at }, documentId, passages: entries });
    }
    async function found(over: Partial<KnowledgeScope> = {}) {
      const search = { query, vector: await vectorOf(query), sources: ['interactions'], limit: 50 };
      return store().search({ scope: { ...scope, ...over }, ...search });
    }
    const documentsFound = async (over: Partial<KnowledgeScope> = {}) =>
      [...new Set((await found(over)).map(({ documentId }) => documentId))].sort();

    it('are found in his own case, and never by anybody else', async () => {
      await put('about-anna', anna);
      await put('about-bert', bert);
      await put('about-nobody', null);
      await put('about-anna-elsewhere', anna, 'west-bank');

      expect(await documentsFound({ subject: anna })).toEqual(['about-anna', 'about-nobody']);
      expect(await documentsFound({ subject: bert })).toEqual(['about-bert', 'about-nobody']);
      expect(await documentsFound()).toEqual(['about-nobody']);
      const stranger = `sub_${'c'.repeat(32)}`;
      expect(await documentsFound({ subject: stranger })).toEqual(['about-nobody']);
    });

    it('come back with their subject, and those about nobody without', async () => {
      const subjects = new Map((await found({ subject: anna })).map((one) => [one.documentId, one.subject]));
      expect(subjects).toEqual(
        new Map([
          ['about-anna', anna],
          ['about-nobody', undefined],
        ]),
      );
      expect((await found()).some((passage) => 'subject' in passage)).toBe(false);
    });

    it('move no rank and no score of another reader', async () => {
      const before = await found({ subject: bert });
      await put('more-about-anna', anna);
      expect(await found({ subject: bert })).toEqual(before);
    });

    it.each(["sub_' or true --", '', 'anna', '*'])('refuse a forged subject: %j', async (subject) => {
      const forged = expect.objectContaining({ type: 'InvalidRequest' }) as unknown;
      await expect(found({ subject })).rejects.toEqual(forged);
      await expect(store().deleteSubject({ scope, subject })).rejects.toEqual(forged);
    });

    it('change hands when the document is written anew, and belong to nobody again', async () => {
      await put('changing', anna);
      await put('changing', bert);
      expect(await documentsFound({ subject: anna })).not.toContain('changing');
      expect(await documentsFound({ subject: bert })).toContain('changing');
      await put('changing', null);
      expect(await documentsFound()).toContain('changing');
      await store().deleteDocument({ scope, documentId: 'changing' });
    });

    it('are listed whole for himself, and nobody else’s among them', async () => {
      const held = await store().aboutSubject({ scope, subject: anna });
      expect(held).toHaveLength(4);
      for (const passage of held)
        expect(passage).toMatchObject({ subject: anna, text: expect.any(String) as string });
      expect(held.map(({ documentId }) => documentId)).toEqual(
        held.map(({ documentId }) => documentId).sort(),
      );
      const elsewhere = { ...scope, tenant: 'west-bank' };
      expect(await store().aboutSubject({ scope: elsewhere, subject: bert })).toEqual([]);
    });

    it('all go with him, and nobody else’s', async () => {
      const elsewhere = { ...scope, tenant: 'west-bank' };
      expect(await store().deleteSubject({ scope: elsewhere, subject: bert })).toBe(0);
      expect(await store().deleteSubject({ scope, subject: anna })).toBe(4);
      expect(await store().deleteSubject({ scope, subject: anna })).toBe(0);

      expect(await documentsFound({ subject: anna })).toEqual(['about-nobody']);
      expect(await documentsFound({ subject: bert })).toEqual(['about-bert', 'about-nobody']);
      expect(await documentsFound({ ...elsewhere, subject: anna })).toEqual(['about-anna-elsewhere']);
      const listed = await store().documents({ scope });
      expect(listed.map(({ documentId }) => documentId)).toEqual(['about-bert', 'about-nobody']);
      for (const documentId of ['about-bert', 'about-nobody'])
        await store().deleteDocument({ scope, documentId });
      await store().deleteDocument({ scope: elsewhere, documentId: 'about-anna-elsewhere' });
    });
  });
}
