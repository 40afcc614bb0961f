// The checkpoint through the public door: who has it in hand, what it shows, and how a stale row is mended.
import { beforeEach, describe, expect, test } from 'vitest';
import { hashJson } from '../../contracts/canonical-json.ts';
import { decisionRefusals } from '../../contracts/decision.ts';
import type { CheckpointStanding } from '../../contracts/decision.ts';
import { failures } from '../../contracts/failures.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import type { JourneyState } from '../../contracts/stage-messages.ts';
import { decisionRefusalSentences } from '../../contracts/refusals.ts';
import { canary, createHarness, now, openJourney, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

type Persona = Parameters<Harness['call']>[0];
let harness: Harness;
let journey: JourneyRow;
beforeEach(async () => {
  harness = await createHarness();
  journey = await openJourney(harness);
});

const delegate = `prn_${'d'.repeat(32)}`;
const bodies = { claim: {}, release: {}, delegate: { to: delegate } } as const;
type Action = keyof typeof bodies;
const actions = Object.keys(bodies) as Action[];
const act = (action: Action, change: object = {}, persona: Persona = 'adviser', tenant = wealth) => {
  const url = `/v1/journeys/${journey.id}/${action}`;
  return harness.call(persona, tenant, 'POST', url, { requestId: 'cp_1', ...bodies[action], ...change });
};
const principalOf = async (persona: Persona) =>
  (await harness.call(persona, wealth, 'GET', '/v1/whoami')).json<{ principal: string }>().principal;
const read = async (persona: Persona = 'adviser') =>
  (await harness.call(persona, wealth, 'GET', `/v1/journeys/${journey.id}`)).json<{
    checkpoint: Record<string, unknown>;
    content: Record<string, unknown> | null;
  }>();
const checkpointOf = (row: JourneyRow) => {
  if (!row.checkpoint) throw new Error('no checkpoint');
  return row.checkpoint;
};
const standing = (change: Partial<CheckpointStanding> = {}): CheckpointStanding => ({
  claim: null,
  assignee: null,
  delegators: [],
  approvals: [],
  level: 0,
  ...change,
});

describe('claim, release, delegate', () => {
  test.each(actions)('%s reaches the journey, signed for exactly this', async (action) => {
    const answer = await act(action);
    const assignee = action === 'delegate' ? delegate : null;
    expect(answer.json()).toEqual({ verdict: 'accepted', action, claimedUntil: null, assignee });
    const [sent] = harness.engine.actions;
    expect(sent?.workflowId).toBe(journey.workflowId);
    const { assertion, ...unsigned } = sent?.action ?? { assertion: '' };
    expect(unsigned).toEqual({ requestId: 'cp_1', action, delegate: assignee });
    expect(await harness.assertions.verify(assertion)).toEqual({
      tenant: wealth,
      workflowId: journey.workflowId,
      actor: await principalOf('adviser'),
      roles: ['adviser'],
      bodyHash: hashJson(unsigned),
      issuedAt: now,
      expiresAt: now + 300_000,
      posture: 'managed',
      risk: 'low',
    });
    expect(harness.store.records).toEqual([]);
  });

  test.each(decisionRefusals)('the refusal %s is explained and kept, for each of the three', async (code) => {
    const personal = ['wrong_role', 'self_approval', 'delegated_away', 'assigned_to_other', 'device_not_trusted', 'sign_in_risky'].includes(code); // prettier-ignore
    harness.engine.refusal = { verdict: 'refused', code };
    for (const action of actions) {
      expect(problemIn(await act(action))).toMatchObject({
        code: 'checkpoint_action_refused',
        status: personal ? 403 : 409,
        refusal: { code, sentence: decisionRefusalSentences[code], findings: [] },
      });
      expect(harness.store.records.at(-1)).toMatchObject({
        tenant: wealth,
        kind: 'checkpoint.action_refused',
        journeyId: journey.id,
        facts: { code, action, requestId: 'cp_1', actor: await principalOf('adviser'), roles: ['adviser'] },
      });
    }
    expect(harness.store.records).toHaveLength(3);
    const { body } = await harness.app.inject('/metrics');
    expect(body).toContain(`wayproof_checkpoint_actions_total{action="claim",verdict="${code}"} 1`);
  });

  test('of a journey that ended says how it ended', async () => {
    harness.engine.refusal = { verdict: 'refused', code: 'checkpoint_not_open' };
    const code = async () => (problemIn(await act('claim')).refusal as { code: string }).code;
    for (const [outcome, said] of [
      ['expired', 'deadline_passed'],
      ['acted', 'already_decided'],
      ['withdrawn', 'checkpoint_not_open'],
    ] as const) {
      journey.outcome = outcome;
      expect(await code(), outcome).toBe(said);
    }
  });

  test.each([
    ['claim', { requestId: canary }],
    ['claim', { to: delegate }],
    ['claim', { requestId: undefined }],
    ['delegate', { to: canary }],
    ['delegate', { to: undefined }],
    ['release', { until: 5 }],
  ] as const)('%s with %o is refused at the door and reaches nobody', async (action, change) => {
    const answer = await act(action, change);
    expect(problemIn(answer).code).toBe('request_invalid');
    expect(answer.body).not.toContain(canary);
    expect(harness.engine.actions).toEqual([]);
  });

  test.each(actions)('%s of another tenant’s journey finds none', async (action) => {
    expect(problemIn(await act(action, {}, 'adviser', retail)).code).toBe('journey_not_found');
    expect(harness.engine.actions).toEqual([]);
  });
});

describe('a checkpoint that is shown', () => {
  test('from before claims were kept is one that nobody has touched', async () => {
    expect((await read()).checkpoint).toMatchObject({
      standing: standing(),
      remindedAt: null,
      schedule: [],
      remaining: 1,
      quorum: { approvals: 1, including: null },
    });
  });

  test('that nobody has touched needs all of its quorum', async () => {
    Object.assign(checkpointOf(journey), { quorum: { approvals: 2, including: 'supervisor' } });
    expect((await read()).checkpoint).toMatchObject({ remaining: 2, quorum: { approvals: 2 } });
  });

  test('is whole, with names for those who may see them, and tokens for the others', async () => {
    const [adviser, supervisor, lead] = await Promise.all(
      (['adviser', 'supervisor', 'retention-lead'] as const).map(principalOf),
    );
    if (!adviser || !supervisor || !lead) throw new Error('no principals');
    const approval = { actor: supervisor, role: 'supervisor', decision: 'approve', at: now - 5, insteadOf: lead } as const; // prettier-ignore
    const whole = standing({ claim: { by: adviser, until: now + 1 }, delegators: [lead], approvals: [approval], level: 1 }); // prettier-ignore
    const schedule = [{ step: 'remind', at: now + 5, role: null }, { step: 'escalate', at: now + 9, role: 'supervisor' }]; // prettier-ignore
    Object.assign(checkpointOf(journey), { standing: whole, remaining: 1, remindedAt: now - 9, schedule });
    const seen = await read();
    expect(seen.checkpoint).toMatchObject({
      standing: whole,
      remaining: 1,
      remindedAt: now - 9,
      schedule,
      quorum: { approvals: 2, including: null },
    });
    const names = { [adviser]: `Adviser (${wealth})`, [supervisor]: `Supervisor (${wealth})`, [lead]: `Retention lead (${wealth})` }; // prettier-ignore
    expect(seen.content?.people).toEqual(names);
    const auditor = await read('auditor');
    expect(auditor.checkpoint).toMatchObject({ standing: whole });
    expect(JSON.stringify(auditor)).not.toContain('Adviser (');
    Object.assign(checkpointOf(journey), { quorum: { approvals: 3, including: 'supervisor' } });
    expect((await read()).checkpoint.quorum).toEqual({ approvals: 3, including: 'supervisor' });
  });

  test('shows no claim that has lapsed', async () => {
    const claim = { by: delegate, until: now };
    Object.assign(checkpointOf(journey), { standing: standing({ claim }) });
    expect((await read()).checkpoint.standing).toMatchObject({ claim: null });
    claim.until = now + 1;
    expect((await read()).checkpoint.standing).toMatchObject({ claim });
  });

  test('needs nothing more of anybody when it is over', async () => {
    const claim = { by: delegate, until: now + 1 };
    Object.assign(checkpointOf(journey), { standing: standing({ claim, level: 1 }), remaining: 2 });
    Object.assign(journey, { stage: 'ended', outcome: 'acted' });
    expect((await read()).checkpoint).toMatchObject({ standing: standing({ level: 1 }), remaining: 0 });
  });

  test('shows the proposal that is open, not the one that was decided about before', async () => {
    const { subject } = journey;
    const earlier = await harness.store.documents.put({ tenant: wealth, subject, kind: 'proposal', body: { text: 'earlier' } }); // prettier-ignore
    journey.decision = { proposal: earlier, kind: 'approve', actor: delegate, role: 'adviser', at: now, reasonCode: null }; // prettier-ignore
    expect((await read()).content).toMatchObject({ proposal: { text: `call ${canary}` } });
    journey.stage = 'ended';
    expect((await read()).content).toMatchObject({ proposal: { text: 'earlier' } });
  });

  test('is listed for whom it was given to, and for whom holds it', async () => {
    const me = await principalOf('adviser');
    const mine = async (query = 'mine=true') =>
      (await harness.call('adviser', wealth, 'GET', `/v1/journeys?${query}`)).json<{ journeys: object[] }>()
        .journeys.length;
    expect(await mine()).toBe(0);
    expect(await mine('mine=false')).toBe(1);
    for (const [change, count] of [
      [{ claim: { by: me, until: now + 1 } }, 1],
      [{ claim: { by: me, until: now } }, 0],
      [{ claim: { by: delegate, until: now + 1 } }, 0],
      [{ assignee: me }, 1],
      [{ delegators: [me] }, 0],
    ] as const) {
      Object.assign(checkpointOf(journey), { standing: standing(change as Partial<CheckpointStanding>) });
      expect(await mine(), JSON.stringify(change)).toBe(count);
    }
    const bad = await harness.call('adviser', wealth, 'GET', `/v1/journeys?mine=${canary}`);
    expect(problemIn(bad).code).toBe('request_invalid');
  });
});

describe('deciding together', () => {
  const approve = () => ({
    requestId: 'cp_1',
    proposalHash: checkpointOf(journey).proposal.commitment,
    decision: 'approve',
  });
  const decide = (change: object = {}) =>
    harness.call('adviser', wealth, 'POST', `/v1/journeys/${journey.id}/decision`, {
      ...approve(),
      ...change,
    });

  test('an approval that is not the last says how many are missing', async () => {
    const accepted = { verdict: 'accepted', decision: 'approve', proposalHash: '0'.repeat(64) } as const;
    harness.engine.answer = { ...accepted, remaining: 1 };
    expect((await decide()).json()).toEqual({ ...accepted, remaining: 1 });
    harness.engine.answer = accepted;
    expect((await decide()).json()).toEqual(accepted);
  });

  test.each(decisionRefusals)('the refusal %s has its sentence and is kept', async (code) => {
    harness.engine.answer = { verdict: 'refused', code, findings: [] };
    const problem = problemIn(await decide());
    expect(problem).toMatchObject({ refusal: { code, sentence: decisionRefusalSentences[code] } });
    expect(harness.store.records).toMatchObject([{ kind: 'decision.refused', facts: { code } }]);
  });

  test.each([
    ['ended', { outcome: 'rejected', stage: 'ended' }, 'already_decided'],
    ['expired', { outcome: 'expired', stage: 'ended' }, 'deadline_passed'],
    ['is acting', { stage: 'act', decision: { proposal: null, kind: 'approve', actor: delegate, role: 'adviser', at: now, reasonCode: null } }, 'already_decided'],
  ] as const)('no text is stored for a decision about a journey that %s; the refusal is kept', async (_what, change, code) => {
    Object.assign(journey, change);
    const stored = harness.store.saved.size;
    const answer = await decide({ decision: 'edit_and_approve', edit: { a: canary }, comment: canary });
    expect(problemIn(answer)).toMatchObject({ refusal: { code } });
    expect(harness.store.saved.size).toBe(stored);
    expect(harness.engine.decisions).toEqual([]);
    expect(harness.store.records).toMatchObject([{ kind: 'decision.refused', facts: { code } }]);
  }); // prettier-ignore

  test('a decision on the row from before people were asked again keeps nobody from deciding', async () => {
    journey.decision = { proposal: null, kind: 'approve', actor: delegate, role: 'adviser', at: now, reasonCode: null }; // prettier-ignore
    expect((await decide()).statusCode).toBe(200);
  });

  describe('when the row is stale', () => {
    const reference = (digit: string) => ({ ref: `doc_${digit.repeat(32)}`, commitment: digit.repeat(64) });
    const open = {
      requestId: 'cp_1',
      proposal: reference('7'),
      proposalHash: '7'.repeat(64),
      draft: reference('8'),
      deadlineAt: now + 500,
      approvable: true,
      standing: standing({ approvals: [{ actor: delegate, role: 'adviser', decision: 'edit_and_approve', at: now, insteadOf: null }] }),
      remaining: 1,
    }; // prettier-ignore
    const stateWith = (checkpoint: JourneyState['checkpoint']): JourneyState => ({
      stage: 'checkpoint',
      outcome: null,
      checkpoint,
      head: '0'.repeat(64),
      entries: 5,
    });
    const shown = () => checkpointOf(journey);
    const schedule = [{ step: 'remind' as const, at: now + 5, role: null }];
    beforeEach(() => {
      harness.engine.known = stateWith(open);
      shown().findings = [{ code: 'x' }];
      shown().schedule = schedule;
    });

    test('the next read after the refusal shows the proposal that is open', async () => {
      harness.engine.answer = { verdict: 'refused', code: 'stale_proposal', findings: [] };
      expect(problemIn(await decide())).toMatchObject({ refusal: { code: 'stale_proposal' } });
      const { evidence, rejectReasons, approverRole, opensAt } = shown();
      expect((await read()).checkpoint).toMatchObject({
        ...{ evidence, rejectReasons, approverRole, opensAt },
        requestId: 'cp_1',
        proposalHash: open.proposalHash,
        proposal: open.proposal,
        draft: open.draft,
        deadlineAt: open.deadlineAt,
        blocked: false,
        findings: [],
        standing: open.standing,
        remaining: 1,
        schedule,
      });
    });

    test('another request is shown as well, and what stands of the old one goes', async () => {
      Object.assign(shown(), { remindedAt: now - 5, opensAt: now - 50 });
      harness.engine.known = stateWith({ ...open, requestId: 'cp_2', approvable: false });
      harness.engine.refusal = { verdict: 'refused', code: 'stale_request' };
      await act('claim');
      expect(shown()).toMatchObject({
        requestId: 'cp_2',
        blocked: true,
        remindedAt: null,
        schedule: [],
        opensAt: now,
      });
    });

    test.each([
      [
        'the decision named another proposal than the row',
        { proposalHash: 'a'.repeat(64) },
        'stale_proposal',
      ],
      ['the decision named another request than the row', { requestId: 'cp_9' }, 'stale_request'],
      ['the refusal has another reason', {}, 'wrong_role'],
    ] as const)('it is left as it is when %s', async (_what, change, code) => {
      const before = structuredClone(shown());
      harness.engine.answer = { verdict: 'refused', code, findings: [] };
      await decide(change);
      expect(shown()).toEqual(before);
    });

    test('it is left as it is when nothing is open, or a worker’s note came meanwhile', async () => {
      const before = structuredClone(shown());
      harness.engine.answer = { verdict: 'refused', code: 'stale_proposal', findings: [] };
      harness.engine.known = stateWith(null);
      await decide();
      expect(shown()).toEqual(before);
      const state = harness.engine.state.bind(harness.engine);
      harness.engine.known = stateWith(open);
      harness.engine.state = async (input) => {
        journey.updatedAt += 1;
        return state(input);
      };
      await decide();
      expect(shown()).toEqual(before);
    });

    test('the refusal is answered and kept even if the engine does not say more', async () => {
      harness.engine.answer = { verdict: 'refused', code: 'stale_proposal', findings: [] };
      harness.engine.known = failures.dependencyUnavailable('temporal does not answer', { part: 'temporal' });
      expect(problemIn(await decide())).toMatchObject({ refusal: { code: 'stale_proposal' } });
      expect(harness.store.records).toHaveLength(1);
      expect(harness.lines.join('')).toContain('a stale checkpoint could not be mended');
    });
  });
});
