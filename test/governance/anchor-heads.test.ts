// A round of anchoring over a real store and a real file: what grows is published, and whatever somebody with the whole database in his
// hands rewrites afterwards is an incident, each round anew in what the round says, and once in the ledger.
import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnchor } from '../../activities/evidence/verify/read-anchor.ts';
import { createAnchorHeads } from '../../activities/governance/anchor-heads.ts';
import type { AnchorHeadsDeps } from '../../activities/governance/anchor-heads.ts';
import { createSweepRegion } from '../../activities/governance/sweep-region.ts';
import { anchorFileOf, createFileAnchor } from '../../connectors/anchor/file-anchor.ts';
import { failures } from '../../contracts/failures.ts';
import { incidentSentence } from '../../contracts/incidents.ts';
import { grownBy, leafHash } from '../../contracts/merkle.ts';
import type { Anchor } from '../../contracts/ports/anchor.ts';
import type { AnchoringState, SweepRunsResult } from '../../contracts/sweep-messages.ts';
import { openStoreOnPglite } from '../contracts/store-on-pglite.ts';
import { newTenant, type StoreUnderTest } from '../contracts/store-under-test.ts';

let folder: string;
let under: StoreUnderTest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wayproof-anchoring-'));
  under = await openStoreOnPglite();
});
afterAll(async () => {
  await under?.close();
  await rm(folder, { recursive: true, force: true });
});

const append = (tenant: string, key: string) =>
  under.store.ledger.append({ tenant, key, kind: 'session.opened', journeyId: null, facts: { key } });
const appendMany = (tenant: string, count: number, name: string) =>
  Promise.all(Array.from({ length: count }, (_, at) => append(tenant, `${name}-${at}`)));

type Policies = Awaited<ReturnType<AnchorHeadsDeps['policies']['current']>>;

/** Rounds over these tenants of the region `eu`. */
const errors: unknown[] = [];
function rounds(
  tenants: string[],
  anchor: Anchor = createFileAnchor({ folder, region: 'eu' }),
  ledger: AnchorHeadsDeps['store']['ledger'] = under.store.ledger,
) {
  const policy = Object.fromEntries(tenants.map((tenant) => [tenant, { tenant, region: 'eu' }]));
  const elsewhere = { tenant: 'in-another-region', region: 'in' };
  return createAnchorHeads({
    policies: {
      current: async () => ({ tenants: { ...policy, [elsewhere.tenant]: elsewhere } }) as unknown as Policies,
    },
    ...{ store: { ledger }, anchor, region: 'eu', clock: () => 1_000, stopping: () => false },
    onError: (error) => errors.push(error),
  });
}
const linesOf = async (tenant: string) => {
  const read = readAnchor(await readFile(anchorFileOf(folder, tenant), 'utf8'));
  if ('fault' in read) throw new Error(read.fault);
  return read.lines;
};
const incidentsOf = async (tenant: string) =>
  (await under.store.ledger.list({ tenant, kind: 'incident', limit: 9, afterIndex: null })).map(
    ({ facts }) => facts as { code: string; why: string },
  );

describe('a round of anchoring', () => {
  it('publishes a head where the tree grew, as an auditor reads it, and nothing where it did not', async () => {
    const [tenant, empty] = [newTenant(), newTenant()];
    const anchorHeads = rounds([tenant, empty]);
    await appendMany(tenant, 3, 'a');
    const first = await anchorHeads(undefined);
    expect(first).toEqual({ at: 1_000, sizes: { [tenant]: 3 }, inconsistent: [], unreachable: [] });
    expect(await anchorHeads(first)).toEqual(first);
    await appendMany(tenant, 4, 'b');
    expect(await anchorHeads(first)).toMatchObject({ sizes: { [tenant]: 7 } });
    expect((await linesOf(tenant)).map(({ head }) => head.size)).toEqual([3, 7]);
    expect(await under.store.ledger.heads({ tenant: empty, limit: 1 })).toEqual([]);
  });

  it('leads an auditor from key to key, however often they changed in between', async () => {
    const tenant = newTenant();
    const anchorHeads = rounds([tenant]);
    await appendMany(tenant, 2, 'a');
    await anchorHeads(undefined);
    await under.store.ledger.rotateKey({ tenant });
    await append(tenant, 'between');
    await under.store.ledger.rotateKey({ tenant });
    expect(await anchorHeads(undefined)).toMatchObject({ inconsistent: [], sizes: { [tenant]: 5 } });
    await under.store.ledger.rotateKey({ tenant });
    await append(tenant, 'last');
    expect(await anchorHeads(undefined)).toMatchObject({ inconsistent: [], sizes: { [tenant]: 7 } });
    const lines = await linesOf(tenant);
    expect(lines.map(({ head }) => head.size)).toEqual([2, 3, 5, 6, 7]);
    expect(new Set(lines.map(({ keyId }) => keyId)).size).toBe(4);
    expect(lines.map(({ endorsed }) => endorsed !== null)).toEqual([false, true, true, true, false]);
  });
});

describe('a ledger that nobody anchored for years', () => {
  it('is led through more keys than a page of them has, and is no alarm', async () => {
    const tenant = newTenant();
    const anchorHeads = rounds([tenant]);
    await append(tenant, 'first');
    const first = await anchorHeads(undefined);
    for (let keys = 0; keys < 101; keys += 1) await under.store.ledger.rotateKey({ tenant });
    expect(await anchorHeads(first)).toMatchObject({ inconsistent: [], sizes: { [tenant]: 102 } });
    expect(await linesOf(tenant)).toHaveLength(102);
    expect(await incidentsOf(tenant)).toEqual([]);
  }, 120_000);
});

describe('what comes in between', () => {
  it('a key that changes after the head was signed is the next round’s, and no alarm', async () => {
    const tenant = newTenant();
    const { ledger } = under.store;
    await appendMany(tenant, 2, 'a');
    const first = await rounds([tenant])(undefined);
    await append(tenant, 'b');
    const signHead: typeof ledger.signHead = async (input) => {
      const signed = await ledger.signHead(input);
      await ledger.rotateKey(input);
      return signed;
    };
    const raced = await rounds([tenant], undefined, { ...ledger, signHead })(first);
    expect(raced).toMatchObject({ inconsistent: [], sizes: { [tenant]: 3 } });
    expect(await rounds([tenant])(raced)).toMatchObject({ inconsistent: [], sizes: { [tenant]: 4 } });
    expect(await incidentsOf(tenant)).toEqual([]);
  });

  it('an error that no part answers with keeps neither the others nor the round', async () => {
    const [broken, tenant] = [newTenant(), newTenant()];
    await append(broken, 'a');
    await append(tenant, 'a');
    const { ledger } = under.store;
    const signHead: typeof ledger.signHead = async (input) => {
      if (input.tenant === broken) throw new TypeError('a bug');
      return ledger.signHead(input);
    };
    errors.length = 0;
    const round = await rounds([broken, tenant], undefined, { ...ledger, signHead })(undefined);
    expect(round).toMatchObject({ unreachable: [broken], inconsistent: [], sizes: { [tenant]: 1 } });
    expect(errors).toEqual([expect.objectContaining({ message: 'a bug' })]);
  });
});

describe('what somebody with the whole database rewrites', () => {
  const forged = (tenant: string) => leafHash(`forged in ${tenant}`);
  const cases: [what: string, why: string, change: (tenant: string) => Promise<unknown>][] = [
    ['a node, so that the tree holds another record', 'tree_rewritten', (tenant) =>
      under.asOwner(sql`update ledger_nodes set hash = ${forged(tenant)} where tenant = ${tenant} and level = 2`)],
    ['the whole tree below the head, every node computed anew, and goes on', 'records_rewritten', async (tenant) => {
      const leaves = (await under.asOwner(sql`select hash from ledger_nodes where tenant = ${tenant} and level = 0 order by index`)).map(({ hash }) => String(hash));
      for (const node of grownBy(0, leaves.with(1, forged(tenant)), () => ''))
        await under.asOwner(sql`update ledger_nodes set hash = ${node.hash} where tenant = ${tenant} and level = ${node.level} and index = ${node.index}`);
      await append(tenant, 'after');
    }],
    ['the head, signed by nobody', 'head_rewritten', (tenant) =>
      under.asOwner(sql`update tree_heads set root = ${forged(tenant)} where tenant = ${tenant}`)],
    ['the head away', 'head_rewritten', (tenant) => under.asOwner(sql`delete from tree_heads where tenant = ${tenant}`)],
    ['the newest records away', 'head_rewritten', async (tenant) => {
      await under.asOwner(sql`delete from ledger_records where tenant = ${tenant} and index > 2`);
      await under.asOwner(sql`delete from ledger_nodes where tenant = ${tenant}`);
      await under.asOwner(sql`delete from tree_heads where tenant = ${tenant}`);
      await under.asOwner(sql`update ledger_heads set next_index = 3 where tenant = ${tenant}`);
    }],
    ['everything away', 'head_rewritten', async (tenant) => {
      for (const table of ['ledger_records', 'ledger_nodes', 'tree_heads', 'ledger_heads', 'signing_keys'])
        await under.asOwner(sql`delete from ${sql.identifier(table)} where tenant = ${tenant}`);
    }],
    ['the keys away', 'key_unknown', (tenant) => under.asOwner(sql`delete from signing_keys where tenant = ${tenant}`)],
  ]; // prettier-ignore

  it.each(cases)('%s: told as %s, in every round, and once in the ledger', async (_what, why, change) => {
    const [tenant, neighbour] = [newTenant(), newTenant()];
    const anchorHeads = rounds([tenant, neighbour]);
    await appendMany(tenant, 5, 'a');
    await appendMany(neighbour, 1, 'a');
    const good = await anchorHeads(undefined);
    const before = await readFile(anchorFileOf(folder, tenant), 'utf8');
    await change(tenant);
    const bad = await anchorHeads(good);
    expect(bad).toMatchObject({
      inconsistent: [tenant],
      unreachable: [],
      sizes: { [tenant]: 5, [neighbour]: 1 },
    });
    expect(await anchorHeads(bad)).toMatchObject({ inconsistent: [tenant] });
    // Another process, which knows nothing yet.
    expect(await rounds([tenant])(undefined)).toMatchObject({ inconsistent: [tenant] });
    expect(await readFile(anchorFileOf(folder, tenant), 'utf8')).toBe(before);
    const incidents = await incidentsOf(tenant);
    expect(incidents[0]).toMatchObject({ code: 'anchor_mismatch', why, anchored: 5, anchor: 'file' });
    expect(incidents.filter((incident) => incident.why === why).length).toBeLessThanOrEqual(2);
    expect(incidentSentence(incidents[0]?.code)).toMatch(/\.$/);
  });

  it('the anchor itself: lines cut off or removed are told', async () => {
    const tenant = newTenant();
    await appendMany(tenant, 2, 'a');
    const first = await rounds([tenant])(undefined);
    const { length } = await readFile(anchorFileOf(folder, tenant));
    await appendMany(tenant, 2, 'b');
    const second = await rounds([tenant])(first);
    await truncate(anchorFileOf(folder, tenant), length);
    expect(await rounds([tenant])(second)).toMatchObject({ inconsistent: [tenant], sizes: { [tenant]: 4 } });
    await rm(anchorFileOf(folder, tenant));
    expect(await rounds([tenant])(second)).toMatchObject({ inconsistent: [tenant] });
    expect(await incidentsOf(tenant)).toMatchObject([
      { code: 'anchor_broken', why: 'lines_removed', anchored: 4 },
    ]);
  });
});

describe('an anchor that does not answer', () => {
  it('keeps its tenant back and no other, and is no incident', async () => {
    const [one, other] = [newTenant(), newTenant()];
    await append(one, 'a');
    await append(other, 'a');
    const file = createFileAnchor({ folder, region: 'eu' });
    const anchor: Anchor = {
      ...file,
      newest: async ({ tenant }) => {
        if (tenant === one) throw failures.dependencyUnavailable('away', { part: 'anchor' });
        return file.newest({ tenant });
      },
    };
    expect(await rounds([one, other], anchor)(undefined)).toMatchObject({
      ...{ unreachable: [one], inconsistent: [], sizes: { [other]: 1 } },
    });
    expect(await incidentsOf(one)).toEqual([]);
  });

  it('of another region is never asked', async () => {
    const anchor: Anchor = createFileAnchor({ folder, region: 'in' });
    await expect(rounds([newTenant()], anchor)(undefined)).rejects.toThrow('an anchor of another region');
  });
});

describe('the sweeper', () => {
  const position = { since: 0, until: null, page: null, rows: null };
  const swept: SweepRunsResult = { position, at: 1, unsealed: 0, healed: 0, archived: 0, waitMs: 60_000 };
  const state = (at: number, change: Partial<AnchoringState> = {}): AnchoringState => ({
    ...{ at, sizes: { a: 1 }, inconsistent: [], unreachable: [], ...change },
  });
  const sweepAt = (now: number, result: SweepRunsResult, before?: AnchoringState) => {
    const clock = () => now;
    const sweep = createSweepRegion({
      clock,
      sweepRuns: async () => result,
      anchorHeads: async () => state(now),
    });
    return sweep({ region: 'eu', position: { ...position, ...(before && { anchoring: before }) } });
  };

  it('anchors at once, every five minutes, and again where something did not answer; never while much is left over', async () => {
    const at = async (...asked: Parameters<typeof sweepAt>) =>
      (await sweepAt(...asked)).position.anchoring?.at;
    expect(await at(1_000, swept)).toBe(1_000);
    expect(await at(300_999, swept, state(1_000))).toBe(1_000);
    expect(await at(301_000, swept, state(1_000))).toBe(301_000);
    expect(await at(2_000, swept, state(1_000, { unreachable: ['a'] }))).toBe(2_000);
    expect(await at(2_000, swept, state(1_000, { sizes: {} }))).toBe(2_000);
    expect(await at(500, swept, state(1_000))).toBe(500);
    const busy = { ...swept, position: { ...position, until: 7 } };
    expect(await at(301_000, busy, state(1_000))).toBe(1_000);
    expect(await at(301_000, busy)).toBeUndefined();
  });
});
