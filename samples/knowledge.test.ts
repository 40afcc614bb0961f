// Promises of the sample knowledge: enough of it, readable by the loader, in step with the catalogues, and free of
// sentences that no outgoing text may hold.
import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { forbiddenPromises } from '../activities/policy/forbidden-promises.ts';
import { loadPolicySet } from '../activities/policy/load-policy-set.ts';
import { readKnowledgeFile } from '../activities/retrieval/read-knowledge-file.ts';
import { retailGoods } from './catalogue/retail-goods.ts';
import { retailOffers } from './catalogue/retail-offers.ts';
import { wealthProducts } from './catalogue/wealth-products.ts';

const policies = await loadPolicySet(new URL('../policies', import.meta.url).pathname);

async function readFolder(tenant: string) {
  const folder = new URL(`./knowledge/${tenant}/`, import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md'));
  return Promise.all(
    names.map(async (path) =>
      readKnowledgeFile({ path, text: await readFile(new URL(path, folder), 'utf8') }),
    ),
  );
}

const rupees = (minor: number) => `₹${new Intl.NumberFormat('en-IN').format(minor / 100)}`;

describe.each(['aldermoor-wealth', 'lumen-retail'])('the knowledge of %s', (tenant) => {
  it('has at least 40 documents that parse, of 120 to 350 words, each with its own title', async () => {
    const files = await readFolder(tenant);
    expect(files.length).toBeGreaterThanOrEqual(40);
    expect(files.filter((file) => 'problem' in file)).toEqual([]);
    const documents = files.flatMap((file) => ('problem' in file ? [] : [file]));
    for (const { path, body } of documents) {
      const words = body.split(/\s+/).filter(Boolean).length;
      expect([path, words >= 120 && words <= 350]).toEqual([path, true]);
      expect(body).toMatch(/^## /m);
    }
    expect(new Set(documents.map(({ title }) => title)).size).toBe(documents.length);
  });

  it('holds no sentence that the guard would refuse in a quote', async () => {
    for (const file of await readFolder(tenant)) {
      if ('problem' in file) throw new Error(file.problem);
      expect([file.path, forbiddenPromises(policies, file.body)]).toEqual([file.path, []]);
    }
  });
});

describe('knowledge and catalogues', () => {
  it('agree on every wealth product and its risk class', async () => {
    const files = await readFolder('aldermoor-wealth');
    const texts = files.flatMap((file) => ('problem' in file ? [] : [file]));
    for (const { name, riskClass } of wealthProducts) {
      const own = texts.find(({ title }) => title === name);
      const section = own?.body ?? texts.map(({ body }) => body.split(`## ${name}\n`)[1]).find(Boolean);
      if (section) expect([name, /Risk class:? (\d)/.exec(section)?.[1]]).toEqual([name, String(riskClass)]);
      else expect([name, rowOf(texts, name)]).toEqual([name, String(riskClass)]);
    }
  });

  it('agree on every price of the shop and every offer', async () => {
    const texts = (await readFolder('lumen-retail'))
      .map((file) => ('problem' in file ? '' : file.body))
      .join('\n');
    for (const { name, priceMinor } of retailGoods)
      expect([name, texts.includes(rupees(priceMinor))]).toEqual([name, true]);
    for (const { id, valueMinor } of retailOffers) {
      expect(texts).toContain(id);
      expect([id, texts.includes(rupees(valueMinor))]).toEqual([id, true]);
    }
  });
});

/** The third cell of the portfolio table holds the risk class. */
function rowOf(texts: { body: string }[], name: string): string | undefined {
  const short = name.replace(/^Aldermoor | Portfolio$/g, '');
  const row = texts.flatMap(({ body }) => body.split('\n')).find((line) => line.startsWith(`| ${short} |`));
  return row?.split('|')[3]?.trim();
}
