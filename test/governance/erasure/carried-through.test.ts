// Every step of an erasure dies once after its work was done, on a real Temporal, store, CRM and vector store: it is carried through, and
// nothing is done or counted twice.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createEmbeddedCrm } from '../../../connectors/crm/embedded/create-embedded-crm.ts';
import { embeddedCrmMigrations } from '../../../connectors/crm/embedded/migrations.ts';
import { seedEmbeddedCrm } from '../../../connectors/crm/embedded/seed.ts';
import {
  createPgvectorKnowledgeStore,
  knowledgeMigrations,
} from '../../../connectors/vectors/pgvector/create-pgvector-knowledge-store.ts';
import { hashJson, hashText } from '../../../contracts/canonical-json.ts';
import type { ErasureWorkflowResult } from '../../../contracts/erasure.ts';
import { failures } from '../../../contracts/failures.ts';
import { agentWorkflowId, erasureWorkflowId, journeyWorkflowId } from '../../../contracts/ids.ts';
import type { CrmConnector } from '../../../contracts/ports/crm.ts';
import { regionQueue, updateNames, workflowNames } from '../../../contracts/wire-names.ts';
import { createTemporalEngine } from '../../../gateway/temporal-engine.ts';
import { createStore } from '../../../store/create-store.ts';
import { openDatabase, storeMigrations } from '../../../store/open-database.ts';
import { composeErasure } from '../../../workers/compose-erasure.ts';
import type { ErasureActivities } from '../../../workflows/governance/erasure.ts';
import { newMasterKey } from '../../contracts/store-on-postgres.ts';
import { shippedPolicy } from '../../support/shipped-policy.ts';
import { journeyInput, scriptedActivities, tenant } from '../../support/scripted-activities.ts';
import { startTemporal, startWorker, stopWorkers, temporalPath } from '../../support/temporal.ts';
import { untilFound } from '../../support/until-found.ts';
import { untilOpen } from '../../support/until-open.ts';

const [anna, sara] = ['anna', 'sara'].map((name) => `prn_${hashText(name).slice(0, 32)}`) as [string, string];

describe.runIf(temporalPath())('[needs temporal] an erasure is carried through', () => {
  let environment: TestWorkflowEnvironment;
  let under: Awaited<ReturnType<typeof openUnder>>;

  async function openUnder() {
    const database = await openDatabase({
      target: { kind: 'pglite', dataDir: 'memory' },
      migrations: [storeMigrations, embeddedCrmMigrations, knowledgeMigrations],
      vector: true,
    });
    const embedding = { space: 'test/1', dimensions: 2 };
    return {
      database,
      store: createStore({ database, masterKey: newMasterKey() }),
      crm: createEmbeddedCrm({ database, region: 'eu' }),
      knowledge: createPgvectorKnowledgeStore({ database, region: 'eu', embedding }),
    };
  }

  beforeAll(async () => {
    [environment, under] = await Promise.all([startTemporal(), openUnder()]);
  }, 120_000);
  afterEach(stopWorkers);
  afterAll(async () => {
    await environment?.teardown();
    await under?.database.close();
  });

  function activities(crm: CrmConnector = under.crm): ErasureActivities {
    const { store, knowledge } = under;
    return composeErasure({
      ...{ region: 'eu', client: environment.client },
      stores: { store, crmIn: () => crm, knowledgeIn: () => knowledge },
      policies: { current: async () => shippedPolicy, byHash: async () => shippedPolicy },
      // It only says who decides; what the gateway signs is tested where it is signed.
      assertions: {
        verify: async (assertion) =>
          assertion === 'forged'
            ? null
            : {
                ...(JSON.parse(assertion) as { workflowId: string; bodyHash: string; actor: string }),
                ...{ tenant, roles: ['supervisor' as const] },
                ...{ issuedAt: Date.now(), expiresAt: Date.now() + 60_000 },
              },
      },
      terms: { waitMs: 60_000, everyMs: 200, settleMs: 400 },
    });
  }

  /** Each dies the first time, when its work is done. */
  function dyingOnce(real: ErasureActivities): { activities: ErasureActivities; calls: string[] } {
    const calls: string[] = [];
    const wrap = <Input, Result>(name: string, activity: (input: Input) => Promise<Result>) =>
      async (input: Input): Promise<Result> => {
        calls.push(name);
        const result = await activity(input);
        if (calls.filter((one) => one === name).length === 1)
          throw failures.dependencyUnavailable('killed when its work was done', { part: 'worker' });
        return result;
      }; // prettier-ignore
    return {
      calls,
      activities: {
        verifyErasureDecision: wrap('verify', real.verifyErasureDecision),
        detachSubject: wrap('detach', real.detachSubject),
        endSubjectRuns: wrap('end', real.endSubjectRuns),
        eraseSubject: wrap('erase', real.eraseSubject),
        certifyErasure: wrap('certify', real.certifyErasure),
        closeErasure: wrap('close', real.closeErasure),
      },
    };
  }

  /** A customer with a record, texts, a value, a passage and a request to erase him that waits. */
  async function begin() {
    const { store, database, knowledge } = under;
    const customerId = randomUUID();
    const facts = {
      ...{ segment: 'private', riskClass: 3, loyalty: null, optedOut: false, timeZone: null, language: 'en' },
      ...{ openCases: 0, holdings: [], recentContacts: [], consents: { purposes: {}, channels: {} } },
    };
    const identity = { name: 'Somebody', email: null, phone: null };
    await seedEmbeddedCrm({
      ...{ database, tenant },
      seed: { customers: [{ customerId, identity, facts }], products: [], offers: [], slots: [] },
    });
    const subject = await store.vault.subjectOf({ tenant, customerId });
    const { ref } = await store.documents.put({ tenant, subject, kind: 'event', body: { text: 'his own words' } }); // prettier-ignore
    await store.values.keep({ tenant, subject, values: [{ token: '[[PERSON:00000000]]', type: 'PERSON', value: 'Somebody' }] }); // prettier-ignore
    const id = `kp_${hashText(customerId).slice(0, 32)}`;
    const passage = {
      ...{ id, documentId: `notes/${id}`, title: 'note', source: 'interactions', language: 'en', audience: ['all'] },
      ...{ text: 'he called', contentHash: hashText('a'), documentHash: hashText('b'), version: 1, updated: '2026-01-01', subject },
    }; // prettier-ignore
    await knowledge.upsert({ scope: { tenant }, documentId: passage.documentId, passages: [{ passage, vector: [1, 0] }] }); // prettier-ignore
    const now = Date.now();
    const asked = { tenant, subject, ground: 'subject_request' as const, requestedBy: anna, now };
    const { row } = await store.erasures.request({ ...asked, deadlineAt: now + 3_600_000 });
    const engine = createTemporalEngine(environment.client);
    const { ground, requestedBy, deadlineAt } = row;
    const start = (options?: { again: boolean; deadlineAt?: number }) =>
      engine.startErasure(
        {
          ...{ tenant, region: 'eu', subject, erasure: row.id, ground, requestedBy },
          deadlineAt: options?.deadlineAt ?? deadlineAt,
        },
        options,
      );
    await start();
    const workflowId = erasureWorkflowId({ tenant, erasure: row.id });
    const handle = environment.client.workflow.getHandle(workflowId);
    const runId = async () => (await handle.describe()).runId;
    const decide = (decision: 'approve' | 'reject', actor = sara) =>
      engine.decideErasure({
        workflowId,
        decision: {
          decision,
          assertion: JSON.stringify({ actor, workflowId, bodyHash: hashJson({ decision }) }),
        },
      });
    return { customerId, subject, ref, row, handle, runId, start, decide, workflowId, engine };
  }

  const records = async (kind: string, erasure: string) =>
    (await under.store.ledger.list({ tenant, kind, limit: 200, afterIndex: null })).filter(
      ({ facts }) => (facts as { erasure: string }).erasure === erasure,
    );

  it('though every step dies once, each thing goes once, and the certificate says what the first try destroyed', async () => {
    const { activities: dying, calls } = dyingOnce(activities());
    await startWorker(environment, { ...scriptedActivities(), ...dying });
    const { customerId, subject, ref, row, handle, start, decide } = await begin();
    const input = { ...journeyInput(randomUUID()), subject, agent: agentWorkflowId({ tenant, subject }) };
    const workflowId = journeyWorkflowId(input);
    const journey = await environment.client.workflow.start(workflowNames.journey, {
      ...{ workflowId, taskQueue: regionQueue('eu'), args: [input] },
    });
    await untilOpen(journey);
    // In the list of journeys, if Temporal's index should not show it yet.
    await under.store.journeys.record({ tenant, workflowId, patch: { stage: 'checkpoint' } });
    await start();

    expect(await decide('approve')).toEqual({ verdict: 'accepted', decision: 'approve' });
    expect(await handle.result()).toMatchObject({ state: 'erased' } satisfies Partial<ErasureWorkflowResult>);
    expect(calls.filter((name) => name === 'erase')).toHaveLength(2);
    expect(await journey.result()).toMatchObject({ outcome: 'withdrawn' });

    const { store, crm } = under;
    const done = await store.erasures.get({ tenant, id: row.id });
    expect(done).toMatchObject({ state: 'erased', erased: { documents: 1, personalValues: 1, passages: 1 } });
    for (const kind of ['erasure.decided', 'subject.erased'])
      expect(await records(kind, row.id)).toHaveLength(1);
    const [certificate] = await records('subject.erased', row.id);
    expect(certificate?.index).toBe(done?.ledgerIndex);
    expect(certificate?.facts).toMatchObject({
      ...{ requestedBy: anna, approvedBy: sara, runs: { ended: 1, stillOpen: [] } },
      erased: {
        connectors: [
          { name: crm.name, verdict: 'erased' },
          { verdict: 'erased', objects: 1 },
        ],
      },
    });
    expect(await store.documents.get({ tenant, ref })).toBeNull();
    expect(await crm.view({ tenant, customerId })).toBeNull();
    expect(await store.erasures.customerOf({ tenant, id: row.id })).toBeNull();
    expect(await store.vault.find({ tenant, customerId })).toBeNull();
  }, 120_000);

  it('a CRM that must keep its record is named, and what is kept here goes all the same', async () => {
    const refusing = { ...under.crm, erase: async () => ({ verdict: 'refused' as const, code: 'retention_duty' }) }; // prettier-ignore
    await startWorker(environment, activities(refusing));
    const { ref, row, handle, decide } = await begin();
    await decide('approve');
    await handle.result();
    expect(await under.store.documents.get({ tenant, ref })).toBeNull();
    const [certificate] = await records('subject.erased', row.id);
    expect(certificate?.facts).toMatchObject({ erased: { connectors: [{ verdict: 'refused', objects: 0 }, {}] } }); // prettier-ignore
  }, 120_000);

  /** One that was stopped by force while it erased; the CRM, for which it waited, is there again. */
  async function stoppedWhileErasing() {
    let away = true;
    const real = activities();
    await startWorker(environment, {
      ...real,
      async eraseSubject(input) {
        if (away) throw failures.dependencyUnavailable('the CRM is away', { part: 'crm' });
        return real.eraseSubject(input);
      },
    });
    const begun = await begin();
    await begun.decide('approve');
    await untilFound(async () => {
      const now = await under.store.erasures.get({ tenant, id: begun.row.id });
      return now?.state === 'erasing' ? now : undefined;
    });
    await begun.handle.terminate();
    away = false;
    return begun;
  }

  it('one that was stopped by force while it erased is approved again and ends; nobody can reject it any more', async () => {
    const { row, handle, start, decide } = await stoppedWhileErasing();
    await start();
    const other = `prn_${hashText('otto').slice(0, 32)}`;
    expect(await decide('approve', other)).toMatchObject({ verdict: 'accepted' });
    await handle.result();
    const [certificate] = await records('subject.erased', row.id);
    expect(certificate?.facts).toMatchObject({ approvedBy: sara });
    expect(await under.store.erasures.get({ tenant, id: row.id })).toMatchObject({ state: 'erased', decidedBy: sara }); // prettier-ignore
  }, 120_000);

  it('one that was stopped by force between approval and first step is carried on; the first approval stands', async () => {
    const real = activities();
    let stuck = true;
    await startWorker(environment, {
      ...real,
      async detachSubject(input) {
        if (stuck) throw failures.dependencyUnavailable('the store is away', { part: 'store' });
        return real.detachSubject(input);
      },
    });
    const { row, handle, start, decide } = await begin();
    await decide('approve');
    await handle.terminate();
    stuck = false;
    await start();
    const other = `prn_${hashText('otto').slice(0, 32)}`;
    expect(await decide('reject', other)).toEqual({ verdict: 'refused', code: 'already_decided' });
    expect(await decide('approve', other)).toMatchObject({ verdict: 'accepted' });
    await handle.result();
    const [certificate] = await records('subject.erased', row.id);
    expect(certificate?.facts).toMatchObject({ approvedBy: sara });
    expect((await records('erasure.decided', row.id)).map(({ facts }) => facts)).toMatchObject([{ by: sara }]); // prettier-ignore
  }, 120_000);

  it('one that nobody approved again in time is started once more; one that is erased starts no second run', async () => {
    const { row, handle, runId, start, decide } = await stoppedWhileErasing();
    await start({ again: true, deadlineAt: Date.now() });
    await handle.result();
    expect(await under.store.erasures.get({ tenant, id: row.id })).toMatchObject({ state: 'erasing' });
    await start({ again: true });
    expect(await decide('approve')).toMatchObject({ verdict: 'accepted' });
    expect(await handle.result()).toMatchObject({ state: 'erased' });

    const ended = await runId();
    await start();
    expect(await runId()).toBe(ended);
    expect(await decide('approve')).toEqual({ verdict: 'refused', code: 'already_decided' });
    // The gateway may have read the row a moment too early: the run that it starts decides nothing, and leaves the register alone.
    const before = await under.store.erasures.get({ tenant, id: row.id });
    await start({ again: true });
    expect(await decide('approve')).toEqual({ verdict: 'refused', code: 'already_decided' });
    await handle.terminate();
    await start({ again: true, deadlineAt: Date.now() });
    await handle.result();
    expect(await under.store.erasures.get({ tenant, id: row.id })).toEqual(before);
    expect(await records('subject.erased', row.id)).toHaveLength(1);
  }, 120_000);

  it('an erasure of another subject under the same id is decided by nobody', async () => {
    await startWorker(environment, activities());
    const [{ row, handle, engine, decide }, victim] = [await begin(), await begin()];
    await handle.terminate();
    const { id: erasure, ground, requestedBy, deadlineAt } = row;
    await engine.startErasure({ tenant, region: 'eu', subject: victim.subject, erasure, ground, requestedBy, deadlineAt }); // prettier-ignore
    await expect(decide('approve')).rejects.toThrow();
    expect(await records('erasure.decided', row.id)).toEqual([]);
    expect(await under.store.documents.get({ tenant, ref: victim.ref })).not.toBeNull();
    await Promise.all([handle.terminate(), victim.handle.terminate()]);
  }, 120_000);

  it('rejected: nothing is touched, and another request may be made', async () => {
    const { activities: dying } = dyingOnce(activities());
    await startWorker(environment, dying);
    const { ref, row, handle, decide, workflowId } = await begin();
    expect(await decide('approve', anna)).toEqual({ verdict: 'refused', code: 'self_approval' });
    const forged = { decision: 'approve', assertion: 'forged' };
    expect(await handle.executeUpdate(updateNames.decideErasure, { args: [forged] })).toEqual({ verdict: 'refused', code: 'assertion_invalid' }); // prettier-ignore
    const stale = { decision: 'reject', assertion: JSON.stringify({ actor: sara, workflowId, bodyHash: hashJson({ decision: 'approve' }) }) }; // prettier-ignore
    expect(await handle.executeUpdate(updateNames.decideErasure, { args: [stale] })).toEqual({ verdict: 'refused', code: 'assertion_invalid' }); // prettier-ignore
    expect(await decide('reject')).toEqual({ verdict: 'accepted', decision: 'reject' });
    expect(await handle.result()).toEqual({ state: 'rejected', ledgerIndex: null });
    expect(await decide('approve')).toEqual({ verdict: 'refused', code: 'already_decided' });
    expect(await under.store.documents.get({ tenant, ref })).not.toBeNull();
    expect(await records('erasure.refused', row.id)).toHaveLength(3);
    expect((await records('erasure.decided', row.id)).map(({ facts }) => facts)).toMatchObject([{ decision: 'rejected', by: sara }]); // prettier-ignore
  }, 120_000);
});
