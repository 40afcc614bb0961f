// `wayproof knowledge …` against a listening gateway with the true loader and store behind it: files of every format in,
// their passages found, changed, pruned, deleted and measured.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../cli/main.ts';
import { createHashEmbedding } from '../../connectors/model/hash-embedding.ts';
import {
  createPgvectorKnowledgeStore,
  knowledgeMigrations,
} from '../../connectors/vectors/pgvector/create-pgvector-knowledge-store.ts';
import { failures } from '../../contracts/failures.ts';
import type { EmbeddingConnector } from '../../contracts/ports/model.ts';
import type { PolicySet } from '../../contracts/policy.ts';
import type { TenantDatabase } from '../../store/database.ts';
import { openDatabase } from '../../store/open-database.ts';
import { composeKnowledge } from '../../workers/compose-knowledge.ts';
import { makePdf } from '../support/make-pdf.ts';
import { fakeStore } from './fakes.ts';
import { canary, createHarness, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

const embedding = createHashEmbedding();
/** Texts that were embedded, and after how many calls the embedding goes down. */
const embedded = { texts: [] as string[], callsLeft: Infinity };
const watched: EmbeddingConnector = {
  ...embedding,
  embed: async (texts) => {
    if (embedded.callsLeft-- <= 0) throw failures.dependencyUnavailable('the embedding model is away', {});
    embedded.texts.push(...texts);
    return embedding.embed(texts);
  },
};

let database: TenantDatabase;
let harness: Harness;
let url: string;
let folder: string;

beforeAll(async () => {
  const target = { kind: 'pglite', dataDir: 'memory' } as const;
  database = await openDatabase({ target, migrations: [knowledgeMigrations], vector: true });
  const knowledgeIn = (region: string) => createPgvectorKnowledgeStore({ database, region, embedding });
  const knowledge = composeKnowledge({
    stores: { knowledgeIn, store: fakeStore() },
    embedding: watched,
    tenants: { [wealth]: { region: 'eu' }, [retail]: { region: 'in' } } as unknown as PolicySet['tenants'],
  });
  harness = await createHarness({ knowledge });
  await harness.app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(harness.app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await harness.app.close();
  await database.close();
});

beforeEach(async () => {
  embedded.callsLeft = Infinity;
  for (const tenant of [wealth, retail]) {
    const list = await harness.call('compliance', tenant, 'GET', '/v1/knowledge/documents');
    for (const { documentId } of list.json<{ documents: { documentId: string }[] }>().documents)
      await harness.call('compliance', tenant, 'DELETE', `/v1/knowledge/documents?documentId=${documentId}`);
  }
  embedded.texts = [];
  folder = join(await mkdtemp(join(tmpdir(), 'wayproof-knowledge-')), 'handbook');
  await mkdir(folder);
  return () => rm(dirname(folder), { recursive: true });
});

const head = (title: string, audience = 'all') =>
  `---\ntitle: ${title}\nsource: faq\naudience: [${audience}]\nlanguage: en\nupdated: 2026-01-02\n---\n`;
const defaults = 'source: products\naudience: [all]\nlanguage: en\nupdated: 2026-01-02\n';

async function put(files: Record<string, string | Buffer>) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function run(line: string, persona = `compliance --tenant ${wealth}`) {
  const out: string[] = [];
  const error: string[] = [];
  const progress: string[] = [];
  const argv = line.split(' ').map((part) => part.replace('FOLDER', folder));
  const code = await main([...argv, '--as', ...persona.split(' ')], {
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    progress: (text) => progress.push(text),
    read: (file) => readFile(file, 'utf8'),
    now: Date.now,
    environment: { WAYPROOF_URL: url },
  });
  return { code, out: out.join('\n'), error: error.join('\n'), progress };
}
const json = async <T>(line: string) => JSON.parse((await run(`${line} --json`)).out) as T;
const versions = async () =>
  Object.fromEntries(
    (await json<{ documents: { documentId: string; version: number }[] }>('knowledge list')).documents.map(
      ({ documentId, version }) => [documentId, version],
    ),
  );

const everyFormat = {
  'returns.md': `${head('Returns')}Thirty days to bring it back.\n`,
  'shop/_meta.yaml': defaults,
  'shop/care.html':
    '<title>Care</title><nav>menu</nav><h1>Care</h1><p>Wash the <b>merino</b> scarf by hand.</p>',
  'shop/prices.csv': 'product,price\nScarf,₹1990\nGloves,₹990\n',
  'shop/manual.pdf': makePdf([['Turn the espresso valve to the left.']]),
  'shop/manual.pdf.meta.yaml': 'title: Espresso manual\naudience: [supervisor]\n',
};

describe('load', () => {
  test('takes every format, and each is found by those who may read it', async () => {
    await put({ ...everyFormat, 'notes.txt': 'x', 'README.md': 'x' });
    const result = await run('knowledge load FOLDER');
    expect(result).toMatchObject({ code: 0, out: '4 documents, 4 changed: 4 passages written, 0 unchanged' });
    expect(result.error).toBe('Left out 2 files that are no documents: README.md, notes.txt');
    expect(result.progress).toEqual(['loading 0 of 4 documents', '']);
    expect(await versions()).toEqual({
      'handbook/returns.md': 1,
      'handbook/shop/care.html': 1,
      'handbook/shop/manual.pdf': 1,
      'handbook/shop/prices.csv': 1,
    });
    expect((await run('knowledge search merino')).out).toMatch(/Care {2}\(handbook\/shop\/care.html, version 1\)\n.*Wash the merino scarf by hand\./); // prettier-ignore
    expect((await run('knowledge search gloves ₹990')).out).toContain('product: Gloves; price: ₹990');
    expect((await run('knowledge search espresso valve')).out).not.toContain('manual.pdf');
    const supervisor = await run('knowledge search espresso valve', `supervisor --tenant ${wealth}`);
    expect(supervisor.out).toContain('Espresso manual: Page 1');
  });

  test('leaves alone what did not change, embeds what did, and counts its version up', async () => {
    await put(everyFormat);
    await run('knowledge load FOLDER');
    embedded.texts = [];
    expect((await run('knowledge load FOLDER')).out).toBe(
      '4 documents, 0 changed: 0 passages written, 4 unchanged',
    );
    expect(embedded.texts).toEqual([]);
    await put({ 'shop/prices.csv': 'product,price\nScarf,₹1890\n' });
    expect((await run('knowledge load FOLDER')).out).toBe(
      '4 documents, 1 changed: 1 passages written, 3 unchanged',
    );
    expect(embedded.texts).toHaveLength(1);
    expect(await versions()).toMatchObject({ 'handbook/returns.md': 1, 'handbook/shop/prices.csv': 2 });
    expect((await run('knowledge search gloves')).out).not.toContain('Gloves');
  });

  test('that is cut short is finished by the next', async () => {
    const many = Array.from({ length: 25 }, (_, n) => [`d${n}.md`, `${head(`D${n}`)}Text ${n}.`] as const);
    await put(Object.fromEntries(many));
    embedded.callsLeft = 13;
    const cut = await run('knowledge load FOLDER');
    expect(cut).toMatchObject({ code: 1, out: '' });
    expect(cut.progress).toEqual(['loading 0 of 25 documents', 'loading 10 of 25 documents', '']);
    embedded.callsLeft = Infinity;
    expect((await run('knowledge load FOLDER')).out).toContain('25 documents, 12 changed');
    expect(new Set(Object.values(await versions()))).toEqual(new Set([1]));
    expect(embedded.texts).toHaveLength(25);
  });

  test('sends nothing where one file is bad, and says which and why, without its text', async () => {
    await put({
      ...everyFormat,
      'plain.md': 'secret',
      'lost/page.html': '<p>secret',
      'bad/_meta.yaml': `${defaults}title: All\n`,
      'bad/a.csv': 'a\nsecret\n',
      'odd.html': '<p>secret',
      'odd.html.meta.yaml': `${defaults}colour: red\n`,
      'latin.csv': Buffer.from('a\nsécret\n', 'latin1'),
      'latin.csv.meta.yaml': defaults,
      'scan.pdf': makePdf([[]]),
      'scan.pdf.meta.yaml': defaults,
      'large.csv': `a\n${'x'.repeat(2_000_001)}`,
      'large.csv.meta.yaml': defaults,
      'long.html': `<p>${'secret '.repeat(60_000)}`,
      'long.html.meta.yaml': defaults,
    });
    const { code, error } = await run('knowledge load FOLDER');
    expect(code).toBe(2);
    const file = (name: string, why: string) => expect(error).toContain(`${join(folder, name)} ${why}`);
    file('plain.md', 'starts without front matter');
    file('lost/page.html', 'lacks source, audience, language, updated: write page.html.meta.yaml beside it');
    file('bad/a.csv', 'has a title in the _meta.yaml of its folder');
    file(
      'odd.html',
      'cannot be described: its odd.html.meta.yaml has a member that is none of title, source',
    );
    file('latin.csv', 'is not UTF-8');
    file('scan.pdf', 'is a scanned PDF');
    file('large.csv', 'has 2000003 bytes, where 2000000 are the most');
    file('long.html', 'has 419999 characters of text, where 400000 are the most');
    expect(error).not.toContain('secret');
    expect(await versions()).toEqual({});
  });

  test('never guesses who may read: the gateway refuses an audience that is none', async () => {
    await put({ 'a.md': head('A', 'everyone') + 'Text.' });
    const { code, error } = await run('knowledge load FOLDER');
    expect(code).toBe(1);
    expect(error).toContain('/documents/0/audience/0');
    await put({ 'a.md': (head('A') + 'Text.').replace('audience: [all]\n', '') });
    expect((await run('knowledge load FOLDER')).code).toBe(1);
    expect(await versions()).toEqual({});
  });

  test('takes a document as long as the limit allows', async () => {
    // Three bytes each, as in Devanagari.
    await put({ 'long.md': head('Long') + 'नमस्ते संसार। '.repeat(28_000) });
    const { code, out } = await run('knowledge load FOLDER');
    expect(code).toBe(0);
    expect(out).toMatch(/^1 documents, 1 changed: \d{3} passages/);
  });

  test('names documents by --prefix, or by the path as typed, and never by a path of this machine', async () => {
    await put({ 'a.md': `${head('A')}Text.` });
    await run('knowledge load FOLDER/a.md');
    await run('knowledge load FOLDER --prefix eu/faq');
    await run('knowledge load FOLDER --prefix=');
    await put({ 'ä b.md': `${head('B')}Text.` });
    const odd = await run('knowledge load FOLDER');
    expect(odd).toMatchObject({ code: 2 });
    expect(odd.error).toContain('Rename it, or choose another --prefix');
    // FOLDER/a.md alone counts by its last part, as `--prefix=` names it.
    expect(await versions()).toEqual({ 'a.md': 1, 'eu/faq/a.md': 1 });
  });
});

test('a document about a customer is taken, and found by no plain search', async () => {
  const about = {
    documentId: 'talks/1.md',
    title: 'A talk',
    source: 'faq',
    language: 'en',
    audience: ['all'],
  };
  const document = {
    ...about,
    text: 'Explained the harbour bond.',
    updated: '2026-01-02',
    customerId: 'C-77',
  };
  const load = (one: object) =>
    harness.call('compliance', wealth, 'POST', '/v1/knowledge/documents', { documents: [one] });
  const answer = await load(document);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ documents: 1, changed: 1, written: 1 });
  const search = async () =>
    (await harness.call('compliance', wealth, 'GET', '/v1/knowledge/search?q=harbour%20bond')).json<{
      passages: unknown[];
    }>();
  expect(await search()).toEqual({ passages: [] });
  const { customerId: _, ...aboutNobody } = document;
  await load(aboutNobody);
  expect((await search()).passages).toHaveLength(1);
  expect(problemIn(await load({ ...document, customerId: 'two words' })).code).toBe('request_invalid');
});

describe('what is gone', () => {
  test('stays without --prune, and goes with it: of the loaded folder, and named', async () => {
    await put({ 'a.md': `${head('A')}One.`, 'b.md': `${head('B')}Two.` });
    await run('knowledge load FOLDER');
    await run('knowledge load FOLDER --prefix handbook-old');
    await rm(join(folder, 'b.md'));
    expect((await run('knowledge load FOLDER')).out).not.toContain('deleted');
    expect(Object.keys(await versions())).toContain('handbook/b.md');
    expect((await run('knowledge load FOLDER --prune')).out).toBe(
      '1 documents, 0 changed: 0 passages written, 1 unchanged\ndeleted handbook/b.md (1 passages)',
    );
    expect(Object.keys(await versions())).toEqual([
      'handbook-old/a.md',
      'handbook-old/b.md',
      'handbook/a.md',
    ]);
  });

  test('is never all: an empty folder or a single file prunes nothing', async () => {
    await put({ 'a.md': `${head('A')}One.` });
    await run('knowledge load FOLDER');
    expect((await run('knowledge load FOLDER/a.md --prune')).code).toBe(2);
    await rm(join(folder, 'a.md'));
    const { code, error } = await run('knowledge load FOLDER --prune');
    expect(code).toBe(2);
    expect(error).toContain('Nothing was pruned');
    expect(Object.keys(await versions())).toEqual(['handbook/a.md']);
  });

  test('is deleted by its id, once, by compliance alone, in one tenant', async () => {
    await put({ 'a.md': `${head('A')}One.` });
    await run('knowledge load FOLDER');
    await run('knowledge load FOLDER', `compliance --tenant ${retail}`);
    expect((await run('knowledge delete handbook/a.md', `adviser --tenant ${wealth}`)).code).toBe(1);
    expect((await run('knowledge delete handbook/a.md')).out).toBe('deleted handbook/a.md (1 passages)');
    expect(await run('knowledge delete handbook/a.md')).toMatchObject({
      code: 1,
      error: expect.stringContaining('document_not_found') as string,
    });
    expect((await run('knowledge list')).out).toBe('No document.');
    const other = await run('knowledge list', `auditor --tenant ${retail}`);
    expect(other.out.split('\n').at(-1)).toMatch(/^handbook\/a\.md +1 +1$/);
  });
});

describe('eval', () => {
  const questions = [
    { id: 'q1', tenant: wealth, kind: 'exact', half: 'tuning', query: 'merino scarf', relevant: ['handbook/shop/care.html'] },
    { id: 'q2', tenant: wealth, role: 'supervisor', query: 'espresso valve', relevant: ['handbook/shop/manual.pdf'] },
    { id: 'q3', tenant: wealth, query: 'espresso valve', relevant: ['handbook/shop/manual.pdf', 'gone.md'] },
    { id: 'q4', tenant: retail, query: 'zebra quartz', relevant: [] },
  ]; // prettier-ignore

  test('prints a table by tenant and group, with the eyes of the role that asks', async () => {
    await put({ ...everyFormat, 'questions.json': JSON.stringify({ questions }) });
    await run('knowledge load FOLDER');
    const { code, out, error } = await run('knowledge eval --questions FOLDER/questions.json', 'compliance');
    expect(code).toBe(0);
    expect(out).toMatch(/^pgvector, wayproof-hash-384\/1\n/);
    expect(out).toMatch(/^aldermoor-wealth +3 +0\.667 +0\.667 +0\.667 /m);
    expect(out).toMatch(/^exact +1 +1\.000 /m);
    expect(out).toMatch(/^all +3 /m);
    expect(out).toMatch(/nDCG@10: fused \+0\.000 against bm25.* in 95 %/);
    expect(out).toContain('Of 1 questions that nothing answers, bm25 found nothing for 1');
    expect(error).toBe('aldermoor-wealth has no document gone.md: their questions count as not found.');
  });

  test('gives ids and numbers as JSON, of the own tenant alone', async () => {
    await put({ ...everyFormat, 'questions.json': JSON.stringify({ questions }) });
    await run('knowledge load FOLDER');
    const answer = await json<{ tenants: { tenant: string }[]; questions: { id: string }[] }>(
      'knowledge eval --questions FOLDER/questions.json',
    );
    expect(answer.tenants.map(({ tenant }) => tenant)).toEqual([wealth]);
    expect(answer.questions.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3']);
    expect(JSON.stringify(answer)).not.toContain('merino');
  });

  test('is refused to those who may not load, and names a question that is none', async () => {
    const body = { questions: [{ id: 'q', role: 'supervisor', query: 'x', relevant: [] }] };
    const refused = await harness.call('adviser', wealth, 'POST', '/v1/knowledge/evaluation', body);
    expect(problemIn(refused).code).toBe('forbidden');
    const twice = { questions: [...body.questions, ...body.questions] };
    const invalid = await harness.call('compliance', wealth, 'POST', '/v1/knowledge/evaluation', twice);
    expect(problemIn(invalid)).toMatchObject({ code: 'request_invalid' });
    await put({ 'bad.json': JSON.stringify({ questions: [{ id: 'x', query: canary }] }) });
    const { code, error } = await run('knowledge eval --questions FOLDER/bad.json');
    expect(code).toBe(2);
    expect(error).toContain('questions.0.relevant');
    expect(error).not.toContain(canary);
  });
});
