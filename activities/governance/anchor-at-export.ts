// The anchor as an export sees it: before a bundle is made the newest head is published, so that whoever gets the file need not wait for
// the sweeper. Callers who ask at once share one round, and a round adds lines only where the ledger grew. An anchor that does not answer
// stops no export: the bundle then says what is not anchored. It raises no alarm: the sweeper's next round does.
import { ApplicationFailure } from '@temporalio/common';
import type { FailureDetails } from '../../contracts/failures.ts';
import type { TenantId } from '../../contracts/ids.ts';
import type { AnchoredHead } from '../../contracts/tree-head.ts';
import type { ExportAnchor } from '../evidence/export-bundle.ts';
import { createAnchorTenant, Inconsistent, type AnchorTenantDeps } from './anchor-tenant.ts';

export interface AnchorAtExportDeps extends AnchorTenantDeps {
  /**
   * True where this process's sweeper writes to the same anchor. A gateway on its own may stand beside a folder of its own: it adds
   * to lines that somebody else began, and never begins any.
   */
  mayBegin: boolean;
  /** What could not be anchored, and why. */
  onError: (error: unknown, tenant: TenantId) => void;
  /** Default: 10 s. */
  limitMs?: number;
}

interface Round {
  now: Promise<void>;
  next: Promise<void> | null;
}

// A line is written in milliseconds, and the file's lock is waited for during 5 s; a person waits for the bundle meanwhile.
const waitAtMostMs = 10_000;
// Two writers at one moment: one of them is late, and finds at its next try what the other wrote.
const mostTries = 3;

export function createAnchorAtExport(deps: AnchorAtExportDeps): ExportAnchor {
  const { anchor, mayBegin, onError, limitMs = waitAtMostMs } = deps;
  const anchorTenant = createAnchorTenant(deps);
  const rounds = new Map<TenantId, Round>();
  const known = new Map<TenantId, AnchoredHead | null>();

  /** Whoever comes while a round is on waits for the next one: this one may have signed its head already. */
  function shared(tenant: TenantId): Promise<void> {
    const running = rounds.get(tenant);
    if (running) return (running.next ??= running.now.then(() => begin(tenant)));
    return begin(tenant);
  }

  function begin(tenant: TenantId): Promise<void> {
    const now = round(tenant).catch((error: unknown) => onError(error, tenant));
    const own: Round = { now, next: null };
    rounds.set(tenant, own);
    void now.then(() => {
      if (rounds.get(tenant) === own && own.next === null) rounds.delete(tenant);
    });
    return now;
  }

  async function round(tenant: TenantId): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        if (mayBegin || (await anchor.newest({ tenant })) !== null) await anchorTenant(tenant, 0);
        return;
      } catch (error) {
        if (!isLate(error) || tries === mostTries) throw error;
      }
    }
  }

  return {
    async catchUp({ tenant }) {
      await within(limitMs, shared(tenant));
    },

    async newest({ tenant }) {
      try {
        const newest = await anchor.newest({ tenant });
        known.set(tenant, newest);
        return newest;
      } catch (error) {
        if (!(error instanceof ApplicationFailure) && !(error instanceof Inconsistent)) throw error;
        onError(error, tenant);
        // Of which it was seen that it stands there: heads are never taken back.
        return known.get(tenant) ?? null;
      }
    },
  };
}

function isLate(error: unknown): boolean {
  if (!(error instanceof ApplicationFailure)) return false;
  return ((error.details?.[0] ?? {}) as FailureDetails).code === 'anchor_moved_on';
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
