// A customer is erased by two people through the public door, on a real Temporal with the whole stack: what was open ends sealed, what
// was kept is gone everywhere, and what was proved before is proved still.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentWorkflowId, erasureWorkflowId } from '../../../contracts/ids.ts';
import type { ErasureRow } from '../../../contracts/ports/erasure.ts';
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import { createRunArchive } from '../../../store/run-archive.ts';
import { updateNames } from '../../../contracts/wire-names.ts';
import { verifyBundles } from '../../../workers/offline/verify-bundles.ts';
import { canariesIn } from '../../security/canary/canaries.ts';
import { tablesOf, temporalOf } from '../../security/canary/collect-written.ts';
import { temporalPath } from '../../support/temporal.ts';
import { untilFound } from '../../support/until-found.ts';
import { customerId, openErasureGround, tenant } from './erasure-ground.ts';
import type { ErasureGround, JourneySeen } from './erasure-ground.ts';

interface Problem {
  code: string;
  refusal?: { code: string };
}

describe.runIf(temporalPath())('[needs temporal] a customer is erased', () => {
  let ground: ErasureGround;
  let folder: string;
  let sealed: JourneySeen;
  let waiting: JourneySeen;
  let before: { plain: string; withTexts: string };
  let row: ErasureRow;

  const post = async (as: Parameters<ErasureGround['gateway']['post']>[0], path: string, body: object, of = tenant) =>
    ground.gateway.post(as, of, path, body); // prettier-ignore
  const refusal = ({ status, body }: { status: number; body: unknown }) => {
    const { code, refusal: refused } = body as Problem;
    return [status, refused?.code ?? code];
  };

  beforeAll(async () => {
    [ground, folder] = await Promise.all([openErasureGround(), mkdtemp(join(tmpdir(), 'wayproof-erased-'))]);
    await ground.plant();
    await ground.sendEvents('first');
    const first = await untilFound(async () => (await ground.journeys())[0], 120);
    const [open, other] = await Promise.all([
      ground.untilOpen(first.id),
      ground.startLike(first, 'another').then((id) => ground.untilOpen(id)),
    ]);
    waiting = other;
    expect(await ground.reject(open)).toBe(200);
    sealed = await ground.untilEnded(open.id);
    before = {
      plain: await ground.bundle(sealed.id, false),
      withTexts: await ground.bundle(sealed.id, true),
    };
    // Half a minute by itself; many times that on a machine with other work.
  }, 600_000);
  afterAll(async () => {
    await ground?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  }, 60_000);

  async function verified(name: string, text: string) {
    const file = join(folder, name);
    await writeFile(file, text);
    for await (const one of verifyBundles({ files: [file] })) return one;
    throw new Error('nothing was verified');
  }

  it('who asked cannot decide, nor who lost the role, nor another tenant, nor a forged update; each refusal is kept', async () => {
    const asked = await post('compliance', '/v1/erasures', { customerId, ground: 'subject_request' });
    expect(asked.status).toBe(202);
    row = asked.body as ErasureRow;
    expect(row).toMatchObject({ state: 'requested', subject: sealed.subject, decidedBy: null });
    const again = await post('supervisor', '/v1/erasures', { customerId, ground: 'authority_order' });
    expect(again.body).toEqual(row);
    expect(refusal(await post('compliance', '/v1/erasures', { customerId: 'nobody', ground: 'subject_request' }))).toEqual([404, 'customer_not_found']); // prettier-ignore

    const path = `/v1/erasures/${row.id}/decision`;
    expect(refusal(await post('compliance', path, { decision: 'approve' }))).toEqual([403, 'self_approval']);
    expect(refusal(await post('adviser', path, { decision: 'approve' }))).toEqual([403, 'forbidden']);
    expect(refusal(await post('supervisor', path, { decision: 'approve' }, 'aldermoor-wealth'))).toEqual([404, 'erasure_not_found']); // prettier-ignore
    const handle = ground.client.workflow.getHandle(erasureWorkflowId({ tenant, erasure: row.id }));
    const forge = (input: unknown) => handle.executeUpdate(updateNames.decideErasure, { args: [input] });
    expect(await forge({ decision: 'approve', assertion: 'forged' })).toEqual({ verdict: 'refused', code: 'assertion_invalid' }); // prettier-ignore
    await expect(forge({ decision: 'approve' })).rejects.toThrow();

    await withdraw(['supervisor']);
    expect(refusal(await post('supervisor', path, { decision: 'approve' }))).toEqual([403, 'wrong_role']);
    await withdraw([]);

    const codes = (await ground.records('erasure.refused')).map(
      ({ facts }) => (facts as { code: string }).code,
    );
    expect(codes.sort()).toEqual(['assertion_invalid', 'self_approval', 'wrong_role']);
    expect(await ground.erasure(row.id)).toMatchObject({ state: 'requested' });
    const sign = await ground.gateway.get('auditor', tenant, `/v1/erasures/${row.id}/certificate`);
    expect(refusal(sign)).toEqual([404, 'not_erased']);
  }, 120_000);

  async function withdraw(roles: string[]): Promise<void> {
    const people = await ground.store.principals.people({ tenant });
    const supervisor = people.find((one) => [...one.roles, ...one.withdrawnRoles].includes('supervisor'));
    await ground.store.principals.withdrawRoles({ tenant, principal: supervisor?.principal ?? '', roles });
  }

  it('another person approves: open journeys end sealed, the agent is gone, and a certificate says what went', async () => {
    expect((await post('supervisor', `/v1/erasures/${row.id}/decision`, { decision: 'approve' })).body).toEqual({ verdict: 'accepted', decision: 'approve' }); // prettier-ignore
    const erased = await untilFound(async () => {
      const now = await ground.erasure(row.id);
      return now.state === 'erased' ? now : undefined;
    }, 180);
    const [record] = await ground.records('subject.erased');
    expect(erased).toMatchObject({ ledgerIndex: record?.index });
    expect(erased.erased?.documents).toBeGreaterThan(5);
    expect(record?.facts).toMatchObject({
      ...{
        erasure: row.id,
        subject: row.subject,
        requestedBy: row.requestedBy,
        approvedBy: erased.decidedBy,
      },
      runs: { ended: 1, stillOpen: [] },
      erased: {
        ...erased.erased,
        connectors: [{ verdict: 'erased' }, { verdict: 'missing', objects: 0 }],
      },
    });
    expect(await ground.journey(waiting.id)).toMatchObject({ stage: 'ended', outcome: 'withdrawn' });
    expect(await ground.store.ledger.evidenceOf({ tenant, journeyId: waiting.id })).toMatchObject({ statement: { outcome: 'withdrawn' } }); // prettier-ignore
    const agent = await ground.client.workflow.getHandle(agentWorkflowId(row)).describe();
    expect(agent.status.name).toBe('TERMINATED');
    expect(await ground.journeys()).toEqual([]);
    const record404 = await ground.gateway.get('compliance', tenant, `/v1/crm/customers/${encodeURIComponent(customerId)}`); // prettier-ignore
    expect(refusal(record404)).toEqual([404, 'customer_not_found']);
    expect((await ground.journey(sealed.id, 'compliance')).content).toMatchObject({ draft: null, proposal: null }); // prettier-ignore
    expect(refusal(await post('supervisor', `/v1/erasures/${row.id}/decision`, { decision: 'approve' }))).toEqual([409, 'already_decided']); // prettier-ignore
  }, 240_000);

  it('bundles of before and of now verify, and the certificate does', async () => {
    for (const text of Object.values(before)) {
      const found = await verified('before.json', text);
      expect(found.findings.filter(({ state }) => state === 'refuted')).toEqual([]);
      expect(found.findings.find(({ check }) => check === 'documents')?.says).toMatch(/ 0 erased/);
    }
    for (const id of [sealed.id, waiting.id]) {
      const found = await verified('now.json', await ground.bundle(id, true));
      expect(found.findings.filter(({ state }) => state === 'refuted')).toEqual([]);
      expect(found.findings.find(({ check }) => check === 'documents')?.says).toMatch(
        / 0 given, 0 redacted, \d+ erased with their subject, as record \d+ /,
      );
    }
    const answer = await ground.gateway.get('auditor', tenant, `/v1/erasures/${row.id}/certificate`);
    expect(answer.status).toBe(200);
    const text = canonicalJson(answer.body);
    const certificate = await verified('certificate.json', text);
    expect(certificate.findings.filter(({ state }) => state === 'refuted')).toEqual([]);
    expect(certificate).toMatchObject({ verdict: 'partly', erasure: row.id });
    expect(certificate.findings.filter(({ state }) => state !== 'proved').map(({ check }) => check)).toEqual(['anchor']); // prettier-ignore
    for (const [from, to] of [
      ['deleted', 'kept'],
      ['"documents":', '"documents":1'],
      ['subject_request', 'authority_order'],
    ] as const) {
      // prettier-ignore
      expect(text).toContain(from);
      expect((await verified('forged.json', text.replace(from, to))).verdict).toBe('refuted');
    }
  }, 120_000);

  it('is no incident: the sweeper finds each run sealed, and archives both', async () => {
    expect(await ground.sweep()).toMatchObject({ unsealed: 0 });
    expect(await ground.records('incident')).toEqual([]);
    const archive = createRunArchive({ database: ground.stack.stores.database });
    for (const { id } of [sealed, waiting])
      expect(await archive.runsOf({ tenant, journeyId: id })).toMatchObject([{ ending: 'completed', state: 'kept' }]); // prettier-ignore
  }, 120_000);

  it('nothing that is personal of him is left, in no table, history or log', async () => {
    const driven = { stack: ground.stack, stateDirectory: ground.stateDirectory, address: ground.address };
    const written = [
      ...(await tablesOf(ground.stack)),
      ...(await temporalOf(driven)),
      ...(await ground.files()),
    ];
    for (const place of [/^tables\/documents$/, /^crm\//, /^opened histories\/erasure\//, /^files\/logs\//])
      expect(written.some((one) => place.test(one.place))).toBe(true);
    expect(written.flatMap(({ place, text }) => canariesIn(text).map((canary) => `${canary} in ${place}`))).toEqual([]); // prettier-ignore
    expect(written.filter(({ text }) => text.includes(customerId)).map(({ place }) => place)).toEqual([]);
  }, 120_000);

  it('who comes back is another subject, with a journey of his own', async () => {
    await ground.plant();
    await ground.sendEvents('second');
    const fresh = await untilFound(async () => (await ground.journeys())[0], 120);
    expect(fresh.subject).not.toBe(row.subject);
    await ground.untilOpen(fresh.id);
    const asked = await post('supervisor', '/v1/erasures', { customerId, ground: 'retention_ended' });
    expect((asked.body as ErasureRow).id).not.toBe(row.id);
    const path = `/v1/erasures/${(asked.body as ErasureRow).id}/decision`;
    expect((await post('compliance', path, { decision: 'reject' })).status).toBe(200);
    await untilFound(async () => {
      const { state } = await ground.erasure((asked.body as ErasureRow).id);
      return state === 'rejected' ? true : undefined;
    });
    expect(await ground.journey(fresh.id)).toMatchObject({ stage: 'checkpoint' });
  }, 240_000);

  it('the open child of an agent outlives its end, and is sealed', async () => {
    const child = await untilFound(async () => (await ground.journeys())[0]);
    const { parentExecution } = await ground.client.workflow.getHandle(child.workflowId).describe();
    expect(parentExecution?.workflowId).toBe(agentWorkflowId({ tenant, subject: child.subject }));
    const asked = await post('compliance', '/v1/erasures', { customerId, ground: 'subject_request' });
    const { id } = asked.body as ErasureRow;
    expect((await post('supervisor', `/v1/erasures/${id}/decision`, { decision: 'approve' })).status).toBe(200); // prettier-ignore
    await untilFound(async () => ((await ground.erasure(id)).state === 'erased' ? true : undefined), 180);
    const agent = await ground.client.workflow.getHandle(agentWorkflowId({ tenant, subject: child.subject })).describe(); // prettier-ignore
    expect(agent.status.name).toBe('TERMINATED');
    const journey = await ground.client.workflow.getHandle(child.workflowId).describe();
    expect(journey.status.name).toBe('COMPLETED');
    expect(await ground.store.ledger.evidenceOf({ tenant, journeyId: child.id })).toMatchObject({ statement: { outcome: 'withdrawn' } }); // prettier-ignore
  }, 240_000);
});
