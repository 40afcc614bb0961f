// Brings one tenant's anchor to the ledger's newest head: what stands there must be what the ledger still grows from, and what came since
// is published. Where the two do not fit nothing is published. It must never mend either side.
import { ApplicationFailure } from '@temporalio/common';
import { canonicalJson, hashText } from '../../contracts/canonical-json.ts';
import type { FailureDetails } from '../../contracts/failures.ts';
import type { TenantId } from '../../contracts/ids.ts';
import type { IncidentCode } from '../../contracts/incidents.ts';
import { verifyConsistency } from '../../contracts/merkle.ts';
import type { Anchor } from '../../contracts/ports/anchor.ts';
import type { Ledger } from '../../contracts/ports/store.ts';
import type { AnchoredHead, SignedTreeHead, TreeHead } from '../../contracts/tree-head.ts';
import { ledgerRecords } from '../evidence/ledger-records.ts';
import { isSignedBy } from '../evidence/verify/public-keys.ts';

export interface AnchorTenantDeps {
  ledger: Pick<Ledger, 'list' | 'signHead' | 'heads' | 'consistency' | 'publicKeys'>;
  anchor: Anchor;
}

/** Ledger and anchor cannot both be right. */
export class Inconsistent extends Error {
  override readonly name = 'Inconsistent';
  readonly code: IncidentCode;
  readonly why: string;
  constructor(code: IncidentCode, why: string) {
    super(why);
    this.code = code;
    this.why = why;
  }
}

/** @returns what is done for one tenant. @throws Inconsistent, or what the parts fail with. */
export function createAnchorTenant({ ledger, anchor }: AnchorTenantDeps) {
  return anchorTenant;

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
    const rotations = ledgerRecords(ledger, { tenant, kind: 'signing_key.rotated' }, size - 1);
    for await (const { index, facts } of rotations) {
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
}

interface Rotation {
  keyId: string;
  jwk: AnchoredHead['key'];
  endorsed?: { keyId: string; signature: string };
}

/** What the parts found broken themselves. A writer that was quicker has broken nothing. */
export function inconsistencyIn(error: unknown): Inconsistent | null {
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
