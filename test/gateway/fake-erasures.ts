// The register of erasures in memory, as far as the gateway uses it.
import type { ErasureRegister, ErasureRow } from '../../contracts/ports/erasure.ts';

export function fakeErasures(): ErasureRegister & { rows: ErasureRow[] } {
  const rows: ErasureRow[] = [];
  const unused = () => Promise.reject(new Error('not used by the gateway'));
  return {
    rows,
    async request({ tenant, subject, ground, requestedBy, deadlineAt, now }) {
      const open = rows.find((row) => row.subject === subject && row.state === 'requested');
      if (open) return { row: open, fresh: false };
      const id = `ers_${String(rows.length + 1).padStart(24, '0')}`;
      const row: ErasureRow = {
        ...{ id, tenant, subject, ground, state: 'requested', requestedBy, requestedAt: now, deadlineAt },
        ...{ decidedBy: null, decidedAt: null, erased: null, ledgerIndex: null, updatedAt: now },
      };
      rows.push(row);
      return { row, fresh: true };
    },
    get: async ({ tenant, id }) => rows.find((row) => row.tenant === tenant && row.id === id) ?? null,
    list: async ({ tenant, state }) => ({
      rows: rows.filter((row) => row.tenant === tenant && (state === undefined || row.state === state)),
      next: null,
    }),
    ...{ close: unused, detach: unused, customerOf: unused, destroy: unused, finish: unused },
    erasureOf: async () => null,
  };
}
