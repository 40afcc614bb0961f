// The same look at a real Qdrant: what lies in its points after documents with canaries in title, heading, text and name were loaded.
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QdrantClient } from '@qdrant/js-client-rest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHashEmbedding } from '../../../connectors/model/hash-embedding.ts';
import { createQdrantKnowledgeStore } from '../../../connectors/vectors/qdrant/create-qdrant-knowledge-store.ts';
import { composeKnowledge } from '../../../workers/compose-knowledge.ts';
import { readConfig } from '../../../workers/config.ts';
import { fakeStore } from '../../gateway/fakes.ts';
import { shippedPolicy } from '../../support/shipped-policy.ts';
import { canariesIn, canariesOf } from './canaries.ts';
import { markdown, wealth } from './drive-canaries.ts';

const url = readConfig().tests.qdrantUrl ?? '';

describe.skipIf(url === '')('canaries in knowledge, on Qdrant [needs qdrant]', () => {
  const collection = `canary-${randomUUID()}`;
  const client = new QdrantClient({ url, checkCompatibility: false });
  const embedding = createHashEmbedding();
  const store = createQdrantKnowledgeStore({ url, region: 'eu', embedding, collection });
  const knowledge = composeKnowledge({
    stores: { knowledgeIn: () => store, store: fakeStore() },
    ...{ embedding, tenants: shippedPolicy.tenants },
  });
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wayproof-canary-qdrant-'));
  });
  afterAll(async () => {
    await client.deleteCollection(collection);
    await rm(folder, { recursive: true, force: true });
  });

  async function load(name: string): Promise<void> {
    const of = await mkdtemp(join(folder, 'documents-'));
    await mkdir(join(of, 'faq'));
    await writeFile(join(of, 'faq', `${name}.md`), markdown(wealth, 'faq'));
    await knowledge.loadFolder({ tenant: wealth, folder: of });
  }

  /** Of every point all but its vectors, which are numbers. */
  async function points(): Promise<string> {
    const { points: all } = await client.scroll(collection, { limit: 1000, with_payload: true }); // prettier-ignore
    return JSON.stringify(all);
  }

  test('no card, account or national number lies in any point', async () => {
    await load('whom-to-call');
    const text = await points();
    expect(text).toContain('faq/whom-to-call.md');
    expect(text).toContain('[[CREDIT_CARD]]');
    expect(canariesIn(text).filter((canary) => /^(?:card|iban|ssn) /.test(canary))).toEqual([]);
    // Whom to call is what the tenant published.
    expect(canariesIn(text)).toContain('email of body');
    expect(canariesIn(`${text}${canariesOf('file').card}`)).toContain('card of file');
  });

  test('a name with a card in it is refused, in an address too, and nothing is written', async () => {
    const before = await points();
    const { card, email } = canariesOf('file');
    for (const name of [`of-${card.replaceAll(' ', '')}`, `${card.replaceAll(' ', '')}-${email}`, card]) {
      const refused = await load(name).then(() => 'loaded', String);
      expect(refused).toContain('the path holds a payment or a national number');
      expect(canariesIn(refused)).toEqual([]);
    }
    expect(await points()).toBe(before);
  });
});
