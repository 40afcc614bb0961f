// A bundle that is asked for right after its seal is proved whole: the export brings the anchor to the newest head first. Over a real
// store and a real file, beside the sweeper, and beside an anchor that does not answer.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBundle, type ExportAnchor } from '../../activities/evidence/export-bundle.ts';
import { checkAnchor } from '../../activities/evidence/verify/check-anchor.ts';
import { readAnchor } from '../../activities/evidence/verify/read-anchor.ts';
import { createAnchorAtExport } from '../../activities/governance/anchor-at-export.ts';
import { createAnchorTenant } from '../../activities/governance/anchor-tenant.ts';
import { anchorFileOf, createFileAnchor } from '../../connectors/anchor/file-anchor.ts';
import type { Bundle } from '../../contracts/bundle.ts';
import { hashText } from '../../contracts/canonical-json.ts';
import { failures } from '../../contracts/failures.ts';
import type { Anchor } from '../../contracts/ports/anchor.ts';
import {
  openEvidenceGround,
  recordedSubject,
  type EvidenceGround,
  type SealedJourney,
} from '../evidence/evidence-ground.ts';

let parent: string;
let ground: EvidenceGround;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'wayproof-at-export-'));
  ground = await openEvidenceGround('0'.repeat(64));
}, 180_000);
afterAll(async () => {
  await ground.close();
  await rm(parent, { recursive: true, force: true });
});

let sealed = 0;
const sealAnother = (): Promise<SealedJourney> => {
  sealed += 1;
  const subject = `sub_${hashText(`at export ${sealed}`).slice(0, 32)}`;
  return ground.sealRecorded('no_intent', { [recordedSubject('no_intent')]: subject });
};
const newFolder = () => mkdtemp(join(parent, 'anchor-'));
const errors: unknown[] = [];
function atExport(anchor: Anchor, options: { mayBegin?: boolean; limitMs?: number } = {}): ExportAnchor {
  const { ledger } = ground.store;
  const onError = (error: unknown) => void errors.push(error);
  errors.length = 0;
  return createAnchorAtExport({ ledger, anchor, mayBegin: true, onError, ...options });
}
const exportOf = (anchor: ExportAnchor, journey: SealedJourney) =>
  exportBundle({ ...ground.deps, anchor }, { ...journey, documents: false });
const file = (folder: string, { tenant }: SealedJourney) => readFile(anchorFileOf(folder, tenant), 'utf8');
const linesIn = (text: string) => text.split('\n').length - 1;
const anchorSays = (bundle: string, text: string) =>
  checkAnchor(JSON.parse(bundle) as Bundle, readAnchor(text))[0];

describe('an export right after the seal', () => {
  it('is proved by the anchor, its own record too, and asked again it is the same and adds no line', async () => {
    const folder = await newFolder();
    const anchor = atExport(createFileAnchor({ folder, region: 'eu' }));
    const journey = await sealAnother();
    const bundle = await exportOf(anchor, journey);
    const text = await file(folder, journey);
    expect(anchorSays(bundle, text)).toMatchObject({ state: 'proved', says: expect.stringContaining('is anchored') as unknown }); // prettier-ignore
    expect(await exportOf(anchor, journey)).toBe(bundle);
    expect(await file(folder, journey)).toBe(text);
  });

  it('is proved under a key that was changed a moment ago', async () => {
    const folder = await newFolder();
    const anchor = atExport(createFileAnchor({ folder, region: 'eu' }));
    await exportOf(anchor, await sealAnother());
    const journey = await sealAnother();
    await ground.store.ledger.rotateKey(journey);
    const bundle = await exportOf(anchor, journey);
    expect(anchorSays(bundle, await file(folder, journey))).toMatchObject({ state: 'proved' });
  });

  it('many at once, beside the sweeper in another process: whole lines in order, fewer than exports, and each bundle proved', async () => {
    const folder = await newFolder();
    const anchor = atExport(createFileAnchor({ folder, region: 'eu' }));
    const sweeper = createAnchorTenant({
      ledger: ground.store.ledger,
      anchor: createFileAnchor({ folder, region: 'eu' }),
    });
    const journeys: SealedJourney[] = [];
    for (let count = 0; count < 24; count += 1) journeys.push(await sealAnother());
    const sweeps = Promise.allSettled([1, 2, 3].map(() => sweeper(journeys[0]?.tenant ?? '', 0)));
    const bundles = await Promise.all(journeys.map((journey) => exportOf(anchor, journey)));
    // A sweep that was late is told so, and is made again at its next time.
    for (const sweep of await sweeps)
      if (sweep.status === 'rejected') expect(sweep.reason).toMatchObject({ details: [{ code: 'anchor_moved_on' }] }); // prettier-ignore
    const text = await file(folder, journeys[0] ?? { tenant: '', journeyId: '' });
    expect(readAnchor(text)).toHaveProperty('lines');
    expect(linesIn(text)).toBeLessThan(journeys.length);
    for (const bundle of bundles) expect(anchorSays(bundle, text)).toMatchObject({ state: 'proved' });
    expect(errors).toEqual([]);
  }, 60_000);
});

describe('an anchor that cannot be brought to the newest head', () => {
  const down = () => Promise.reject(failures.dependencyUnavailable('away', { part: 'anchor' }));

  it('stops no export: the bundle names the line that was there, or none', async () => {
    const folder = await newFolder();
    const real = createFileAnchor({ folder, region: 'eu' });
    const state = { down: false };
    const anchor = atExport({
      ...real,
      newest: (asked) => (state.down ? down() : real.newest(asked)),
      publish: (line) => (state.down ? down() : real.publish(line)),
    });
    await exportOf(anchor, await sealAnother());
    const journey = await sealAnother();
    state.down = true;
    const bundle = await exportOf(anchor, journey);
    const text = await file(folder, journey);
    expect((JSON.parse(bundle) as Bundle).ledger.anchored).not.toBeNull();
    expect(anchorSays(bundle, text)).toMatchObject({ state: 'not_proved', where: 'ledger.records[0]' });
    expect(errors.length).toBeGreaterThan(0);

    const never = await exportOf(atExport({ ...real, newest: down, publish: down }), journey);
    expect((JSON.parse(never) as Bundle).ledger.anchored).toBeNull();
    expect(anchorSays(never, text)).toMatchObject({ state: 'not_proved', where: 'ledger.anchored' });
  });

  it('is not waited for without end', async () => {
    const folder = await newFolder();
    const real = createFileAnchor({ folder, region: 'eu' });
    const hanging = atExport({ ...real, publish: () => new Promise(() => undefined) }, { limitMs: 10 });
    const bundle = await exportOf(hanging, await sealAnother());
    expect((JSON.parse(bundle) as Bundle).ledger.anchored).toBeNull();
  });

  it('is not begun by a gateway on its own, which adds to what somebody else began', async () => {
    const folder = await newFolder();
    const real = createFileAnchor({ folder, region: 'eu' });
    const alone = atExport(real, { mayBegin: false });
    const journey = await sealAnother();
    const bundle = await exportOf(alone, journey);
    expect((JSON.parse(bundle) as Bundle).ledger.anchored).toBeNull();
    await expect(file(folder, journey)).rejects.toMatchObject({ code: 'ENOENT' });
    await createAnchorTenant({ ledger: ground.store.ledger, anchor: real })(journey.tenant, 0);
    const another = await sealAnother();
    expect(anchorSays(await exportOf(alone, another), await file(folder, another))).toMatchObject({ state: 'proved' }); // prettier-ignore
  });
});
