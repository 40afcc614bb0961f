// One round of anchoring: what stands in each tenant's anchor must be what the ledger still grows from, and what came since is
// published. Where the two do not fit, nothing is published: an incident is opened, and the round says so, every time until a person has
// looked. It must never mend either side.
import { ApplicationFailure } from '@temporalio/common';
import { canonicalJson, hashText } from '../../contracts/canonical-json.ts';
import type { FailureDetails } from '../../contracts/failures.ts';
import type { EpochMilliseconds, TenantId } from '../../contracts/ids.ts';
import type { IncidentCode } from '../../contracts/incidents.ts';
import { verifyConsistency } from '../../contracts/merkle.ts';
import type { PolicyRegistry } from '../../contracts/policy.ts';
import type { Anchor } from '../../contracts/ports/anchor.ts';
import type { Ledger } from '../../contracts/ports/store.ts';
import type { AnchoringState } from '../../contracts/sweep-messages.ts';
import type { AnchoredHead, SignedTreeHead, TreeHead } from '../../contracts/tree-head.ts';
import { isSignedBy } from '../evidence/verify/public-keys.ts';

export interface AnchorHeadsDeps {
  policies: Pick<PolicyRegistry, 'current'>;
  store: { ledger: Pick<Ledger, 'append' | 'list' | 'signHead' | 'heads' | 'consistency' | 'publicKeys'> };
  anchor: Anchor;
  region: string;
  clock: () => EpochMilliseconds;
  /** What no part answers with: it is told, and the tenant counts as unreachable. */
  onError: (error: unknown, tenant: TenantId) => void;
  /** True when the worker drains: no further tenant is begun. */
  stopping: () => boolean;
}

/** Ledger and anchor cannot both be right. */
class Inconsistent extends Error {
  override readonly name = 'Inconsistent';
  readonly code: IncidentCode;
  readonly why: string;
  constructor(code: IncidentCode, why: string) {
    super(why);
    this.code = code;
    this.why = why;
  }
}

// A tenant's keys change some times a year.
const mostRotations = 100;

/** @returns a round: it never throws for one tenant, and begins with what the round before knew. */
export function createAnchorHeads(deps: AnchorHeadsDeps) {
  const { policies, anchor, region, clock, onError, stopping } = deps;
  const { ledger } = deps.store;

  return async function anchorHeads(before: AnchoringState | undefined): Promise<AnchoringState> {
    // Anchors of another region would take a tenant's data out of its own.
    if (anchor.region !== region) throw new TypeError('an anchor of another region');
    const { tenants } = await policies.current();
    const own = Object.values(tenants).filter((tenant) => tenant.region === region);
    const sizes = { ...before?.sizes };
    const inconsistent: TenantId[] = [];
    const unreachable: TenantId[] = [];
    for (const { tenant } of own) {
      if (stopping()) break;
      try {
        const size = await anchorTenant(tenant, sizes[tenant] ?? 0);
        if (size > 0) sizes[tenant] = size;
      } catch (error) {
        const found = inconsistencyIn(error);
        if (found) {
          inconsistent.push(tenant);
          await alarm(tenant, sizes[tenant] ?? 0, found, unreachable);
        } else if (error instanceof ApplicationFailure) {
          unreachable.push(tenant);
        } else {
          // A bug, or a database that refuses: one tenant's must keep neither the others nor the sweep.
          onError(error, tenant);
          unreachable.push(tenant);
        }
      }
    }
    return { at: clock(), sizes, inconsistent, unreachable };
  };

  /** @param known records that were anchored once. @returns how many are now. */
  async function anchorTenant(tenant: TenantId, known: number): Promise<number> {
    const newest = await anchor.newest({ tenant });
    if ((newest?.head.size ?? 0) < known) throw new Inconsistent('anchor_broken', 'lines_removed');
    // Before anything is signed: a head that is gone would be made anew.
    if (newest !== null) await assertAnchoredIsOurs(newest);
    const signed = await ledger.signHead({ tenant });
    if (newest === null) return signed === null ? 0 : publishFirst(tenant, signed);
    if (signed === null) throw new Inconsistent('anchor_mismatch', 'ledger_gone');
    await assertContinues(newest.head, signed.head);
    let last = newest;
    for (const next of await linesTo(newest, signed)) {
      await assertContinues(last.head, next.head);
      last = { ...next, prev: hashText(canonicalJson(last)) };
      await publish(last);
    }
    return last.head.size;
  }

  async function publishFirst(tenant: TenantId, { head, signature, keyId }: SignedTreeHead): Promise<number> {
    const keys = await ledger.publicKeys({ tenant });
    const key = keys.find((one) => one.keyId === keyId)?.jwk as AnchoredHead['key'] | undefined;
    if (!key) throw new Inconsistent('anchor_mismatch', 'key_unknown');
    await publish({ format: 'wayproof-anchor/1', head, signature, keyId, key, endorsed: null, prev: null });
    return head.size;
  }

  /** The database still says about that size what the anchor says, and in the key's own hand. */
  async function assertAnchoredIsOurs({ head, key, signature, keyId }: AnchoredHead): Promise<void> {
    const { tenant, size } = head;
    if (!isSignedBy(key, head, signature)) throw new Inconsistent('anchor_broken', 'signature_broken');
    const [stored] = await ledger.heads({ tenant, limit: 1, size });
    if (canonicalJson(stored?.head ?? null) !== canonicalJson(head))
      throw new Inconsistent('anchor_mismatch', 'head_rewritten');
    const keys = await ledger.publicKeys({ tenant });
    const known = keys.find((one) => one.keyId === keyId);
    if (canonicalJson(known?.jwk ?? null) !== canonicalJson(key))
      throw new Inconsistent('anchor_mismatch', 'key_unknown');
  }

  async function assertContinues(older: TreeHead, newer: TreeHead): Promise<void> {
    const { tenant, size: from, root: fromRoot } = older;
    const { size: to, root: toRoot } = newer;
    if (to < from) throw new Inconsistent('anchor_mismatch', 'records_removed');
    const { path } = await ledger.consistency({ tenant, from, to });
    if (!verifyConsistency({ from, to, fromRoot, toRoot, path }))
      throw new Inconsistent('anchor_mismatch', 'records_rewritten');
  }

  /** From the newest line to this head: one line for each key that came in between, each endorsed by the one before. */
  async function linesTo(
    { head: { tenant, size }, keyId, key }: AnchoredHead,
    signed: SignedTreeHead,
  ): Promise<Omit<AnchoredHead, 'prev'>[]> {
    const format = 'wayproof-anchor/1';
    if (signed.head.size === size) return [];
    const lines: Omit<AnchoredHead, 'prev'>[] = [];
    let current = { keyId, key };
    const asked = { tenant, kind: 'signing_key.rotated', limit: mostRotations, afterIndex: size - 1 };
    for (const { index, facts } of await ledger.list(asked)) {
      // What came while this round was on is the next one's.
      if (index >= signed.head.size) break;
      const next = facts as unknown as Rotation;
      if (next.endorsed?.keyId !== current.keyId) throw new Inconsistent('anchor_mismatch', 'key_unknown');
      const introduced = { format, keyId: next.keyId, key: next.jwk } as const;
      if (!isSignedBy(current.key, introduced, next.endorsed.signature))
        throw new Inconsistent('anchor_mismatch', 'key_unknown');
      const [first] = await ledger.heads({ tenant, limit: 1, size: index + 1 });
      if (first?.keyId !== next.keyId) throw new Inconsistent('anchor_mismatch', 'head_rewritten');
      lines.push({ ...introduced, head: first.head, signature: first.signature, endorsed: next.endorsed });
      current = { keyId: next.keyId, key: next.jwk };
    }
    if (signed.keyId !== current.keyId) throw new Inconsistent('anchor_mismatch', 'key_unknown');
    if (lines.at(-1)?.head.size !== signed.head.size)
      lines.push({ format, ...current, head: signed.head, signature: signed.signature, endorsed: null });
    return lines;
  }

  /** What would not verify is not published: an anchor forgets nothing. */
  async function publish(line: AnchoredHead): Promise<void> {
    if (!isSignedBy(line.key, line.head, line.signature))
      throw new Inconsistent('anchor_mismatch', 'signature_broken');
    await anchor.publish(line);
  }

  /** Once for each size and reason in the ledger; where even that cannot be written, the round still says it. */
  async function alarm(
    tenant: TenantId,
    size: number,
    { code, why }: Inconsistent,
    unreachable: TenantId[],
  ): Promise<void> {
    try {
      await ledger.append({
        ...{ tenant, journeyId: null, kind: 'incident', key: `incident/${code}/${why}/${size}` },
        facts: { code, why, anchored: size, anchor: anchor.name },
      });
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) onError(error, tenant);
      unreachable.push(tenant);
    }
  }
}

interface Rotation {
  keyId: string;
  jwk: AnchoredHead['key'];
  endorsed?: { keyId: string; signature: string };
}

/** What the parts found broken themselves. A writer that was quicker has broken nothing. */
function inconsistencyIn(error: unknown): Inconsistent | null {
  if (error instanceof Inconsistent) return error;
  if (!(error instanceof ApplicationFailure)) return null;
  const { part, code } = (error.details?.[0] ?? {}) as FailureDetails;
  // The anchored tree never was.
  if (error.type === 'RecordMissing') return new Inconsistent('anchor_mismatch', 'records_removed');
  if (error.type !== 'ContractBroken' || code === 'anchor_moved_on') return null;
  return part === 'anchor'
    ? new Inconsistent('anchor_broken', code ?? 'anchor_broken')
    : new Inconsistent('anchor_mismatch', code ?? 'store_broken');
}
