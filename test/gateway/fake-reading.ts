// What pages read, from the fake store's rows; the numbers of the overview are the durable store's to count (store contract).
import type { ConsoleReading } from '../../contracts/ports/console-reading.ts';
import type { FakeStore } from './fakes.ts';

export function fakeReading(store: Pick<FakeStore, 'rows'>): ConsoleReading {
  return {
    waiting: async ({ tenant, principal, roles, now }) => {
      const open = store.rows.filter((row) => row.tenant === tenant && row.stage === 'checkpoint');
      const isMine = ({ checkpoint }: (typeof open)[number]) =>
        checkpoint?.standing?.assignee === principal || checkpoint?.standing?.claim?.by === principal;
      return {
        open: open.length,
        high: open.filter(({ tier }) => tier === 'high').length,
        dueSoon: open.filter(({ checkpoint }) => (checkpoint?.deadlineAt ?? Infinity) < now + 3_600_000)
          .length,
        mine: open.filter(isMine).length,
        forMe: open.filter(({ checkpoint }) => roles.includes(checkpoint?.approverRole ?? '')).length,
      };
    },
    changedSince: async ({ tenant, since, limit }) =>
      store.rows
        .filter((row) => row.tenant === tenant && row.updatedAt >= since)
        .sort((one, other) => one.updatedAt - other.updatedAt || (one.id < other.id ? -1 : 1))
        .slice(0, limit)
        .map(({ id, stage, outcome, tier, updatedAt }) => ({ id, stage, outcome, tier, updatedAt })),
    overview: async () => ({
      started: 4,
      ended: 3,
      outcomes: [{ code: 'acted', count: 2 }],
      reasons: [
        { code: 'opted_out', count: 1 },
        { code: 'of_a_tenant', count: 1 },
      ],
      tiers: [{ code: 'standard', count: 4 }],
      models: [
        { provider: 'ollama', model: 'm', fallback: null, count: 1 },
        { provider: 'extractive', model: 'composer', fallback: 'unreachable', count: 2 },
        { provider: 'extractive', model: 'composer', fallback: 'no_model_configured', count: 1 },
      ],
      approvals: {
        ...{ decided: 4, approved: 2, edited: 1, rejected: 1, medianMs: 5, p90Ms: 9 },
        ...{ neverRejects: [], fromDecisions: 20 },
      },
      throughput: { unit: 'day', points: [] },
      evidence: { sampled: 0, of: 200, stages: [], regions: [] },
    }),
  };
}
