// A folder of bundles in one run: memory stays where it was, the worst of them counts, and a hostile one changes no verdict but its own.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundles, type VerifiedFile } from '../../workers/offline/verify-bundles.ts';
import { canonicalJson, type JsonValue } from '../../contracts/canonical-json.ts';
import { verifyAll, writeBundles } from './many-bundles.ts';

const count = 60;
// All of them at once would take more than twice the heap that the run is given, which holds the program and some bundles.
const policyBytes = 3_000_000;
const heapMegabytes = 150;

let parent: string;
let folder: string;
let anchor: string;
let files: string[];
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'wayproof-many-'));
  folder = join(parent, 'large');
  await mkdir(folder);
  anchor = await writeBundles(folder, count, policyBytes);
  files = (await readdir(folder)).filter((name) => name.endsWith('.bundle.json'));
}, 300_000);
afterAll(() => rm(parent, { recursive: true, force: true }));

describe('many bundles in one run', () => {
  it('are all proved in a heap that cannot hold them together, and memory does not grow', async () => {
    const run = await verifyAll(folder, anchor, `--max-old-space-size=${heapMegabytes}`);
    expect(run.error).toBe('');
    expect(run.verdicts).toEqual(files.map(() => 'proved'));
    expect(files).toHaveLength(count);
    expect(run.code).toBe(0);
    const third = count / 3;
    const peak = (values: number[]) => Math.max(0, ...values);
    // Of the program with its replaying processes; a bundle that stayed would be some 10 MB, and twenty of them 200.
    expect(peak(run.megabytes.slice(-third))).toBeLessThan(peak(run.megabytes.slice(0, third)) * 1.3 + 100);
  }, 300_000);
});

describe('files that anybody may have made, among honest ones', () => {
  /** Whatever a bundle can be made into: other bytes, other JSON, or a bundle in canonical form with any value anywhere. */
  const hostileFile = (honest: string) => {
    const names = Object.keys(JSON.parse(honest) as object);
    const bundleWith = (name: string, value: JsonValue) =>
      canonicalJson({ ...(JSON.parse(honest) as Record<string, JsonValue>), [name]: value });
    return fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.json({ maxDepth: 8 }),
      fc.nat({ max: honest.length - 1 }).map((length) => honest.slice(0, length)),
      fc.nat({ max: 40 }).map((more) => `${'['.repeat(10 ** (more % 6))}${honest}`),
      fc.integer({ min: 2, max: 99_999 }).map((version) => honest.replace('wayproof-bundle/1', `wayproof-bundle/${version}`)),
      fc.tuple(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 4 })).map(([name, value]) => bundleWith(name, value)),
      fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 })).map(([place, value]) => deepIn(honest, place, value)),
    ); // prettier-ignore
  };

  it('get one sentence for each finding, and never an error; the honest ones stay proved', async () => {
    const mixed = join(parent, 'mixed');
    await mkdir(mixed);
    const small = join(parent, 'small');
    await mkdir(small);
    const ownAnchor = await writeBundles(small, 3, 100);
    const honest = (await readdir(small)).filter((name) => name.endsWith('.bundle.json'));
    const first = await readFile(join(small, honest[0] ?? ''), 'utf8');
    const made = fc.sample(hostileFile(first), { numRuns: 300, seed: 20_261_121 });
    for (const [at, content] of made.entries())
      if (content.toString() !== first)
        await writeFile(join(mixed, `${String(at).padStart(3, '0')}.bundle.json`), content);
    const verified: VerifiedFile[] = [];
    const asked = [join(small, honest[0] ?? ''), mixed, join(small, honest[1] ?? '')];
    for await (const one of verifyBundles({ files: asked, anchor: ownAnchor })) verified.push(one);
    expect(verified.length).toBeGreaterThan(290);
    expect([verified.at(0)?.verdict, verified.at(-1)?.verdict]).toEqual(['proved', 'proved']);
    for (const { file, verdict, findings } of verified.slice(1, -1)) {
      expect([file, verdict]).not.toEqual([file, 'proved']);
      for (const { says } of findings) expect(says).toMatch(/^[A-Z][^\n]{5,400}\.$/);
    }
  }, 300_000);
});

/** Puts a value at some place of a bundle that is no list's end. */
function deepIn(text: string, place: number, value: JsonValue): string {
  const root = JSON.parse(text) as JsonValue;
  const places: [Record<string, JsonValue>, string][] = [];
  const walk = (at: JsonValue | undefined): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const key of Object.keys(at)) {
      places.push([at as Record<string, JsonValue>, key]);
      walk((at as Record<string, JsonValue>)[key]);
    }
  };
  walk(root);
  const [holder, key] = places[place % places.length] ?? [{}, ''];
  holder[key] = value;
  return canonicalJson(root);
}
