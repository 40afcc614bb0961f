// Bundles of recorded runs, from a real store, long after Temporal has forgotten them: each is proved by replaying its history in the
// confined process; an operator who edits a row is found; and one who rewrites everything is found by the anchor alone.
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicJwkOf } from '../../activities/evidence/verify/public-keys.ts';
import { readAnchor } from '../../activities/evidence/verify/read-anchor.ts';
import { readReleases, type ReadReleases } from '../../activities/evidence/verify/read-releases.ts';
import { verifyBundle } from '../../activities/evidence/verify/verify-bundle.ts';
import { bundleFormat, type Bundle } from '../../contracts/bundle.ts';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import { startReplayer, type RunningReplayer } from '../../workers/replay/start-replayer.ts';
import { workflowBundle } from '../../workers/workflow-bundle.ts';
import { anchorText, openEvidenceGround, recordedJourneys, type EvidenceGround } from './evidence-ground.ts';

const names = recordedJourneys;
let directory: string;
let codeHash: string;
let ground: EvidenceGround;
let replayer: RunningReplayer;
const exported = new Map<string, string>();
const releaseOf = (hash: string): ReadReleases => ({
  releases: [{ codeHash: hash, sources: hash, sdk: '1.24.0', version: '0.1.0', at: '2026-11-21' }],
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wayproof-recorded-'));
  codeHash = (await workflowBundle({ directory })).hash;
  ground = await openEvidenceGround(codeHash);
  replayer = startReplayer();
  for (const name of names) {
    const journey = await ground.sealRecorded(name);
    await ground.publish(journey.tenant);
    exported.set(name, await ground.exportOf(journey));
    expect(await ground.exportOf(journey), name).toBe(exported.get(name));
  }
}, 180_000);
afterAll(async () => {
  replayer.stop();
  await ground.close();
  await rm(directory, { recursive: true, force: true });
});

async function verify(text: string, terms: { releases?: ReadReleases; anchor?: string | null } = {}) {
  const { releases = releaseOf(codeHash), anchor = anchorText(ground.anchorLines) } = terms;
  return verifyBundle(Buffer.from(text), {
    releases,
    replayer,
    anchor: anchor === null ? null : readAnchor(anchor),
  });
}
const bundleOf = (name: string) => exported.get(name) ?? '';
const unproved = ({ findings }: Awaited<ReturnType<typeof verify>>) =>
  findings.filter(({ state }) => state !== 'proved');

describe('a recorded journey', () => {
  it.each(names)(
    '%s is proved whole, its history replayed to its entries',
    async (name) => {
      const verified = await verify(bundleOf(name));
      expect(unproved(verified)).toEqual([]);
      expect(verified.verdict).toBe('proved');
    },
    120_000,
  );

  it('is replayed without network, writing or another process', () => {
    const confined = { network: process.platform !== 'linux', write: false, processes: false };
    expect(replayer.confinement()).toMatchObject(confined);
  });

  it('is proved in part without an anchor, and that is said', async () => {
    const verified = await verify(bundleOf('acted'), { anchor: null });
    expect(verified.verdict).toBe('partly');
    expect(unproved(verified)).toEqual([
      { check: 'anchor', state: 'not_proved', where: null, says: "No anchor was given: an operator's rewrite is not excluded." },
    ]);
  }); // prettier-ignore

  it('is not replayed by code that nobody released, and that is said', async () => {
    const verified = await verify(bundleOf('acted'), { releases: releaseOf('f'.repeat(64)) });
    expect(verified.verdict).toBe('partly');
    expect(unproved(verified).map(({ says }) => says).join()).toMatch(/^Replay not done: the code @temporalio\/worker@1\.24\.0\+[0-9a-f]{64} is not in the release list\.$/); // prettier-ignore
  });
});

describe('a list of releases', () => {
  it('is believed under the key that signed it, and no other', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const list = { format: 'wayproof-releases/1', releases: [] as unknown[] };
    const signature = sign(null, Buffer.from(canonicalJson(list)), privateKey).toString('base64url');
    const key = publicJwkOf(publicKey);
    const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
    expect(readReleases(bytes({ ...list, signature }), key)).toEqual({ releases: [] });
    const other = publicJwkOf(generateKeyPairSync('ed25519').publicKey);
    expect(readReleases(bytes({ ...list, signature }), other)).toHaveProperty('fault');
    const [added] = (releaseOf(codeHash) as { releases: unknown[] }).releases;
    expect(readReleases(bytes({ ...list, releases: [added], signature }), key)).toHaveProperty('fault');
  });

  it('that does not fit refutes the bundle, and nothing is replayed', async () => {
    const verified = await verify(bundleOf('acted'), { releases: { fault: 'The list is not signed.' } });
    expect(verified.verdict).toBe('refuted');
  });
});

describe('an operator with the database in his hands', () => {
  it('who alters an activity result in the archive before the export is found by the replay', async () => {
    const other = await openEvidenceGround(codeHash);
    const journey = await other.sealRecorded('acted-edited');
    const archive = {
      ...other.archive,
      history: async (asked: { tenant: string; runId: string }) => {
        const kept = await other.archive.history(asked);
        return kept && { ...kept, json: alteredResult(kept.json) };
      },
    };
    other.deps.archive = archive;
    await other.publish(journey.tenant);
    const verified = await verify(await other.exportOf(journey), { anchor: anchorText(other.anchorLines) });
    await other.close();
    expect(verified.verdict).toBe('refuted');
    expect(unproved(verified)).toMatchObject([{ check: 'replay', where: expect.stringMatching(/^evidence\.entries\[\d+\]$/) as unknown }]); // prettier-ignore
  }, 120_000);

  it('who edits a record of the ledger is found: at the export, or by what it says', async () => {
    const other = await openEvidenceGround(codeHash);
    const journey = await other.sealRecorded('rejected');
    await other.store.ledger.append({ ...journey, key: 'refusal/1', kind: 'decision.refused', facts: { code: 'late' } });
    await other.publish(journey.tenant);
    await other.database.withoutTenant(async (transaction) => {
      await transaction.execute(sql`reset role`);
      await transaction.execute(sql`update ledger_records set facts = '{"code":"never"}' where kind = 'decision.refused'`);
    });
    const text = await other.exportOf(journey);
    const verified = await verify(text, { anchor: anchorText(other.anchorLines) });
    await other.close();
    const where = unproved(verified).map((finding) => finding.where);
    expect(verified.verdict).toBe('refuted');
    expect(where).toEqual(expect.arrayContaining(['ledger.records[1]', 'ledger.inclusion[1]']));
  }, 120_000); // prettier-ignore

  it('who edits the sealed entries gets no bundle', async () => {
    const other = await openEvidenceGround(codeHash);
    const journey = await other.sealRecorded('rejected');
    await other.database.withoutTenant(async (transaction) => {
      await transaction.execute(sql`reset role`);
      await transaction.execute(sql`update sealed_journeys set entries = jsonb_set(entries::jsonb, '{1,facts,score}', '0.1')`);
    });
    await expect(other.exportOf(journey)).rejects.toMatchObject({ type: 'ContractBroken' });
    await other.close();
  }, 120_000); // prettier-ignore

  it('who rewrites database, keys and bundle together is found by the anchor, and by nothing else', async () => {
    const anchored = anchorText(ground.anchorLines);
    // Another database with keys of its own, the same journey in it with another ending of the tree, its own line of heads.
    const forged = await openEvidenceGround(codeHash);
    const journey = await forged.sealRecorded('acted');
    const unpublished = await forged.exportOf(journey);
    await forged.publish(journey.tenant);
    const published = await forged.exportOf(journey);
    await forged.close();
    for (const text of [unpublished, published]) {
      expect((await verify(text, { anchor: null })).verdict).toBe('partly');
      const verified = await verify(text, { anchor: anchored });
      expect(verified.verdict).toBe('refuted');
      expect(unproved(verified).map(({ check }) => check)).toEqual(['anchor']);
    }
    expect((await verify(published, { anchor: anchorText(forged.anchorLines) })).verdict).toBe('proved');
  }, 120_000);

  it('who touches a line of the anchor is found by the next one', async () => {
    const lines = anchorText(ground.anchorLines).split('\n');
    lines.splice(3, 1);
    const verified = await verify(bundleOf('acted'), { anchor: lines.join('\n') });
    expect(unproved(verified)).toMatchObject([{ check: 'anchor', state: 'refuted', where: 'anchor line 4' }]);
  });
});

it('a bundle is one object in canonical form that names its format first of all members it must have', () => {
  const bundle = JSON.parse(bundleOf('acted')) as Bundle;
  expect(bundle.format).toBe(bundleFormat);
  expect(canonicalJson(bundle)).toBe(bundleOf('acted'));
});

/** Alters what retrieval found, as test/replay/replay.test.ts does. */
function alteredResult(json: string): string {
  let done = false;
  const altered = json.replace(/"data": "([A-Za-z0-9+/=]+)"/g, (whole, data: string) => {
    const decoded = Buffer.from(data, 'base64').toString('utf8');
    if (done || !decoded.startsWith('{"passages"') || !decoded.includes('"score":1')) return whole;
    done = true;
    return `"data": "${Buffer.from(decoded.replace('"score":1', '"score":2')).toString('base64')}"`;
  });
  if (!done) throw new Error('nothing to alter was found');
  return altered;
}
