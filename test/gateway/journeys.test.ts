// Journeys, decisions, evidence and ledger through the public door.
import { guardSentences } from '../../contracts/finding-sentences.ts';
import { screenSentences } from '../../contracts/screen-sentences.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { hashJson } from '../../contracts/canonical-json.ts';
import { chainEntry, genesisHash } from '../../contracts/evidence.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import { canary, createHarness, now, openJourney, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

let harness: Harness;
let journey: JourneyRow;
beforeEach(async () => {
  harness = await createHarness();
  journey = await openJourney(harness);
});

const get = (persona: Parameters<Harness['call']>[0], url: string, tenant = wealth) =>
  harness.call(persona, tenant, 'GET', url);

describe('reading', () => {
  test('whoever works with the customer reads the texts of the proposal', async () => {
    for (const persona of ['adviser', 'retention-lead', 'supervisor', 'compliance'] as const) {
      const answer = await get(persona, `/v1/journeys/${journey.id}`);
      expect(answer.json()).toMatchObject({
        id: journey.id,
        checkpoint: { proposalHash: journey.checkpoint?.proposal.commitment },
        content: {
          customerId: 'AW-0001',
          proposal: { text: `call ${canary}` },
          evidence: { text: 'passage' },
        },
      });
    }
  });

  test('operator and auditor read codes only, in the detail and in the list', async () => {
    for (const persona of ['operator', 'auditor'] as const) {
      const detail = await get(persona, `/v1/journeys/${journey.id}`);
      expect(detail.json()).toMatchObject({ stage: 'checkpoint', content: null });
      const list = await get(persona, '/v1/journeys');
      expect(detail.body + list.body).not.toMatch(new RegExp(`${canary}|AW-0001`));
    }
  });

  test('erased texts are null, and refusals come with their sentence', async () => {
    harness.store.saved.clear();
    Object.assign(journey, { outcome: 'denied', reasons: ['opted_out', 'not_suitable'] });
    expect((await get('compliance', `/v1/journeys/${journey.id}`)).json()).toMatchObject({
      content: {
        proposal: null,
        reasons: [{ code: 'opted_out', sentence: 'The customer opted out of AI-assisted outreach.' }],
      },
    });
  });

  test('another tenant’s journey does not exist, in the same words as an unknown one', async () => {
    const bodyOf = async (id: string) => {
      const answer = await get('adviser', `/v1/journeys/${id}`, retail);
      expect(problemIn(answer).code).toBe('journey_not_found');
      return { ...answer.json<object>(), instance: '' };
    };
    const foreign = await bodyOf(journey.id);
    expect(await bodyOf(`jrn_${'0'.repeat(24)}`)).toEqual(foreign);
    expect(await bodyOf('x')).toEqual(foreign);
    expect((await get('adviser', '/v1/journeys', retail)).json()).toEqual({ journeys: [], next: null });
    const decision = { requestId: 'cp_1', proposalHash: 'a'.repeat(64), decision: 'approve' };
    const url = `/v1/journeys/${journey.id}/decision`;
    expect((await harness.call('adviser', retail, 'POST', url, decision)).statusCode).toBe(404);
    expect((await get('auditor', `/v1/journeys/${journey.id}/evidence`, retail)).statusCode).toBe(404);
  });

  test('who sees tokens only does not learn which token a customer has', async () => {
    for (const persona of ['auditor', 'operator'] as const) {
      const answer = await get(persona, '/v1/journeys?customer=AW-0001');
      expect(problemIn(answer).code).toBe('reveal_denied');
      expect((await get(persona, '/v1/journeys')).statusCode).toBe(200);
    }
  });

  test('whoever decides reads in words what the guard found, where a code has a sentence', async () => {
    if (!journey.checkpoint) throw new Error('nobody decides');
    const planted = { code: 'planted_secrecy', severity: 'warn', about: 'kp_1' };
    const linked = { code: 'link_not_allowed', severity: 'block', about: '0' };
    const other = { code: 'rule_of_a_tenant', severity: 'block', about: 'operation:0' };
    journey.checkpoint.findings = [planted, linked, other];
    const seen = (await get('adviser', `/v1/journeys/${journey.id}`)).json<{
      content: { findings: object[] };
    }>();
    expect(seen.content.findings).toEqual([
      { ...planted, sentence: screenSentences.secrecy },
      { ...linked, sentence: guardSentences.link_not_allowed },
      other,
    ]);
  });

  test('the list is filtered, and paged by a cursor', async () => {
    harness.store.rows.push({ ...journey, id: `jrn_${'1'.repeat(24)}`, stage: 'ended', outcome: 'acted' });
    const idsOf = async (query: string) =>
      (await get('adviser', `/v1/journeys?${query}`)).json<{ journeys: { id: string }[] }>().journeys.length;
    expect(await idsOf('')).toBe(2);
    expect(await idsOf('stage=checkpoint')).toBe(1);
    expect(await idsOf('outcome=acted&type=advisory-outreach&approverRole=adviser')).toBe(1);
    expect(await idsOf('customer=AW-0001')).toBe(2);
    expect(await idsOf('customer=AW-9999')).toBe(0);
    const first = (await get('adviser', '/v1/journeys?limit=1')).json<{ next: string }>();
    expect(await idsOf(`limit=1&cursor=${first.next}`)).toBe(1);
    for (const query of ['limit=201', 'limit=0', 'stage=nowhere', 'tenant=lumen-retail', 'type=a&type=b']) {
      expect(problemIn(await get('adviser', `/v1/journeys?${query}`)).code, query).toBe('request_invalid');
    }
  });
});

describe('deciding', () => {
  const approve = () => ({ requestId: 'cp_1', proposalHash: journey.checkpoint?.proposal.commitment, decision: 'approve' }); // prettier-ignore
  const decide = (payload: object) =>
    harness.call('adviser', wealth, 'POST', `/v1/journeys/${journey.id}/decision`, payload);

  test('an approval reaches the journey with an assertion bound to exactly this decision', async () => {
    const answer = await decide({ ...approve(), comment: canary });
    expect(answer.json()).toMatchObject({ verdict: 'accepted', decision: 'approve' });
    const [sent] = harness.engine.decisions;
    const { assertion, ...unsigned } = sent?.decision ?? { assertion: '' };
    expect(unsigned).toMatchObject({ requestId: 'cp_1', reasonCode: null, edit: null });
    expect(JSON.stringify(unsigned)).not.toContain(canary);
    expect(await harness.assertions.verify(assertion)).toEqual({
      tenant: wealth,
      workflowId: journey.workflowId,
      actor: expect.stringMatching(/^prn_/) as string,
      roles: ['adviser'],
      bodyHash: hashJson(unsigned),
      issuedAt: now,
      expiresAt: now + 300_000,
      posture: 'managed',
      risk: 'low',
    });
    expect(harness.store.records).toEqual([]);
  });

  test('an edit travels as a document that holds the edited output', async () => {
    const edit = { slot: 's1', briefing: [{ text: canary, citations: [] }] };
    await decide({ ...approve(), decision: 'edit_and_approve', edit });
    const reference = harness.engine.decisions[0]?.decision.edit;
    const stored = harness.store.saved.get(reference?.ref ?? '');
    expect(stored).toMatchObject({ kind: 'edit', tenant: wealth, body: { output: edit } });
  });

  test.each([
    ['stale_proposal', 409],
    ['deadline_passed', 409],
    ['edit_failed_guard', 409],
    ['wrong_role', 403],
    ['self_approval', 403],
  ] as const)('a refusal (%s) is a %i with its sentence, and every one is kept in the ledger', async (code, status) => {
    const finding = { code: 'product_within_risk_class', severity: 'block' as const, about: null };
    const sentence = expect.stringMatching(/\.$/) as string;
    harness.engine.answer = { verdict: 'refused', code, findings: [finding] };
    const answer = await decide(approve());
    expect(problemIn(answer)).toMatchObject({
      code: 'decision_refused',
      status,
      refusal: { code, sentence, findings: [{ ...finding, sentence }] },
    });
    await decide(approve());
    expect(harness.store.records).toHaveLength(2);
    expect(harness.store.records[0]).toMatchObject({
      tenant: wealth,
      kind: 'decision.refused',
      journeyId: journey.id,
      facts: { code, requestId: 'cp_1', decision: 'approve', roles: ['adviser'], findings: [finding.code] },
    });
  }); // prettier-ignore

  test('a decision about a closed journey says how it closed', async () => {
    harness.engine.answer = { verdict: 'refused', code: 'checkpoint_not_open', findings: [] };
    const code = async () => (problemIn(await decide(approve())).refusal as { code: string }).code;
    expect(await code()).toBe('checkpoint_not_open');
    journey.outcome = 'expired';
    expect(await code()).toBe('deadline_passed');
    journey.outcome = 'rejected';
    expect(await code()).toBe('already_decided');
    Object.assign(journey, { outcome: null, stage: 'guard' });
    journey.decision = { proposal: null, kind: 'approve', actor: `prn_${'0'.repeat(32)}`, role: 'adviser', at: now, reasonCode: null }; // prettier-ignore
    expect(await code()).toBe('already_decided');
  });

  test.each([
    ['another decision', { decision: 'perhaps' }],
    ['an approval with an edit', { edit: { a: 1 } }],
    ['an approval with a reason', { reasonCode: 'not_suitable' }],
    ['a short hash', { proposalHash: 'abc' }],
    ['an actor', { actor: 'prn_x' }],
    ['an edit that is no object', { decision: 'edit_and_approve', edit: [1] }],
    ['a request id that could be a name', { requestId: canary }],
  ])('%s is refused and reaches nobody', async (_what, change) => {
    const answer = await decide({ ...approve(), ...change });
    expect(problemIn(answer).code).toBe('request_invalid');
    expect(answer.body).not.toContain(canary);
    expect(harness.engine.decisions).toEqual([]);
  });
});

describe('evidence and ledger', () => {
  test('a sealed journey gives statement, entries, record and keys as they are', async () => {
    const url = `/v1/journeys/${journey.id}/evidence`;
    expect(problemIn(await get('auditor', url)).code).toBe('not_sealed');
    const entry = chainEntry({ seq: 0, type: 'journey.started', stage: 'detect', at: now, facts: { a: 1 }, prev: genesisHash(journey.workflowId) }); // prettier-ignore
    const statement = { format: 'wayproof-seal/1', tenant: wealth, workflowId: journey.workflowId, outcome: 'acted', head: entry.hash, entries: 1 } as const; // prettier-ignore
    const record = await harness.store.ledger.append({ tenant: wealth, key: 'seal', kind: 'seal', journeyId: journey.id, facts: {} }); // prettier-ignore
    const { tenant: _, ...shown } = record as typeof record & { tenant: string };
    harness.store.sealed.set(`${wealth}/${journey.id}`, { statement, entries: [entry], record });
    expect((await get('auditor', url)).json()).toEqual({
      statement,
      entries: [entry],
      record: shown,
      regions: [],
      keys: [{ keyId: 'k1', jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AA' } }],
    });
  });

  test('the ledger is listed by kind and journey, from a position on', async () => {
    for (const key of ['a', 'b', 'c']) {
      await harness.store.ledger.append({
        tenant: wealth,
        key,
        kind: `k.${key}`,
        journeyId: null,
        facts: {},
      });
    }
    const indexes = async (query: string, tenant = wealth) =>
      (await get('auditor', `/v1/ledger?${query}`, tenant)).json<{ records: { index: number }[] }>()
        .records.map(({ index }) => index); // prettier-ignore
    expect(await indexes('')).toEqual([0, 1, 2]);
    expect(await indexes('kind=k.b')).toEqual([1]);
    expect(await indexes('after=0&limit=1')).toEqual([1]);
    expect(await indexes(`journey=${journey.id}`)).toEqual([]);
    expect(await indexes('', retail)).toEqual([]);
  });
});

describe('the other rooms', () => {
  test('a customer’s record, of this tenant only', async () => {
    const record = await get('adviser', '/v1/crm/customers/AW-0001');
    expect(record.json()).toMatchObject({ identity: { name: canary }, facts: { version: 3, riskClass: 4 } });
    expect(problemIn(await get('adviser', '/v1/crm/customers/AW-0001', retail)).code).toBe(
      'customer_not_found',
    );
  });

  test('policy is asked for the caller’s tenant, briefly and in full', async () => {
    const question = { subject: 'journey:churn-rescue', object: 'customer', action: 'contact', facts: { optedOut: true } }; // prettier-ignore
    const ask = async (what: string, body: object) =>
      (await harness.call('compliance', retail, 'POST', `/v1/policy/${what}`, body)).json<object>();
    expect(await ask('check', question)).toEqual({ verdict: 'denied', code: 'no_rule', policySnapshot: 'e'.repeat(64) }); // prettier-ignore
    expect(await ask('explain', question)).toMatchObject({
      rule: 'r2',
      sentence: 'No rule allows this.',
      missing: [
        { code: 'role_missing', sentence: expect.any(String) as string },
        { code: 'odd', sentence: null },
      ],
      considered: [{ rule: 'r2' }],
    });
    expect(await ask('check', { ...question, action: 'read' })).toMatchObject({
      verdict: 'allowed',
      code: null,
    });
    expect(harness.questions.every(({ tenant }) => tenant === retail)).toBe(true);
    expect(await ask('check', { ...question, tenant: wealth })).toMatchObject({ code: 'request_invalid' });
  });

  test('knowledge is loaded by compliance and found by its audience', async () => {
    const document = { documentId: 'faq-1', title: 'T', source: 'faq', language: 'en', audience: ['adviser'], text: 'x', updated: '2026-01-01' }; // prettier-ignore
    const load = await harness.call('compliance', wealth, 'POST', '/v1/knowledge/documents', { documents: [document] }); // prettier-ignore
    expect(load.json()).toEqual({
      documents: 1,
      changed: 1,
      written: 1,
      unchanged: 0,
      hidden: {},
      screened: [],
    });
    const found = async (...[persona, tenant]: ['adviser' | 'supervisor', string]) =>
      (await get(persona, '/v1/knowledge/search?q=x', tenant)).json<{ passages: unknown[] }>().passages
        .length;
    expect(await found('adviser', wealth)).toBe(1);
    expect(await found('supervisor', wealth)).toBe(0);
    expect(await found('adviser', retail)).toBe(0);
    const open = { ...document, documentId: 'faq/open.md', audience: ['all'] };
    await harness.call('compliance', wealth, 'POST', '/v1/knowledge/documents', { documents: [open] });
    expect(await found('supervisor', wealth)).toBe(1);
  });
});
