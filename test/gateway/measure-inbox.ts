// How long the API takes for a page of the inbox, its filters, its counts and the overview, with 5,000 journeys on PGlite:
// `node --import tsx test/gateway/measure-inbox.ts`. It measures and judges nothing; the order comes from an index by a test of the store.
import { sql } from 'drizzle-orm';
import { createGround } from './bad-input/ground.ts';
import { wealth } from './harness.ts';

const journeys = 5_000;
const calls = 60;
const queries = [
  '/v1/journeys?limit=50',
  '/v1/journeys?order=urgency&limit=50',
  '/v1/journeys?order=urgency&tier=high&limit=50',
  '/v1/journeys?stage=checkpoint&order=urgency&claimed=nobody&approverRole=adviser&limit=50',
  '/v1/journeys?mine=true&limit=50',
  '/v1/journeys?outcome=acted&since=1&limit=50',
  '/v1/journeys/summary',
  '/v1/overview?days=30',
];

const ground = await createGround();
const checkpoint = JSON.stringify({
  ...{ requestId: 'cp_1', proposal: { ref: 'doc_1', commitment: 'a'.repeat(64) }, approverRole: 'adviser' },
  ...{ draft: { ref: 'doc_1', commitment: 'a'.repeat(64) }, evidence: null, opensAt: 1, blocked: false },
  ...{ findings: [], rejectReasons: [] },
});
await ground.database.withoutTenant(async (transaction) => {
  await transaction.execute(sql`reset role`);
  await transaction.execute(sql`insert into journeys
      (tenant, id, workflow_id, type, subject, episode, stage, outcome, reasons, tier, checkpoint, approver_role, created_at, updated_at)
    select ${wealth}, 'jrn_' || lpad(to_hex(n), 24, '0'), 'w' || n, 'churn-rescue', 'sub_' || n, 'e',
      case n % 4 when 0 then 'ended' else 'checkpoint' end, case n % 4 when 0 then 'acted' end, '[]',
      case n % 5 when 0 then 'high' else 'standard' end,
      (${checkpoint}::jsonb || jsonb_build_object('deadlineAt', 1795000000000 + n))::text, 'adviser',
      1772000000000 + n * 60000, 1772000000000 + n
    from generate_series(1, ${journeys}) n`);
  await transaction.execute(sql`analyze journeys`);
});
for (const url of queries) {
  const headers = await ground.as(url.startsWith('/v1/overview') ? 'compliance' : 'adviser');
  const took: number[] = [];
  let next: string | null = null;
  for (let call = 0; call < calls; call += 1) {
    const begun = performance.now();
    const page: string = next === null ? url : `${url}&cursor=${next}`;
    const answer = await ground.call({ method: 'GET', url: page, headers });
    took.push(performance.now() - begun);
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
    next = answer.json<{ next?: string | null }>().next ?? null;
  }
  const sorted = took.sort((one, other) => one - other);
  const [p50Ms, p95Ms, maxMs] = [0.5, 0.95, 1].map((share) =>
    sorted[Math.min(calls - 1, Math.floor(share * calls))]?.toFixed(1),
  );
  process.stdout.write(`${url.padEnd(90)} p50 ${p50Ms} ms  p95 ${p95Ms} ms  most ${maxMs} ms\n`);
}
await ground.database.close();
process.exitCode = 0;
