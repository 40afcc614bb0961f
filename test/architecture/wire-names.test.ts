// Names that histories hold are for ever: this list is only ever added to.
import { expect, it } from 'vitest';
import {
  activityNames,
  queryNames,
  regionQueue,
  searchAttributeNames,
  signalNames,
  sinkNames,
  updateNames,
  workflowNames,
} from '../../contracts/wire-names.ts';
import { journeyOutcomes, journeyStages } from '../../contracts/control-facts.ts';
import { evidenceTypes } from '../../contracts/evidence-entry.ts';
import {
  agentWorkflowId,
  crmWriteKey,
  episodeOf,
  journeyIdOf,
  journeyWorkflowId,
  parseJourneyWorkflowId,
  sweeperWorkflowId,
} from '../../contracts/ids.ts';

it('wire names are what recorded histories say', () => {
  const values = (group: Record<string, string>) => Object.values(group);
  expect(values(workflowNames)).toEqual(['journey', 'customerAgent', 'sweeper', 'erasure']);
  expect(values(activityNames)).toEqual([
    'assessIntent',
    'detectIntent',
    'authoriseJourney',
    'retrieveEvidence',
    'inferProposal',
    'guardProposal',
    'verifyDecision',
    'actInCrm',
    'compensateCrm',
    'sealJourney',
    'verifyCheckpointAction',
    'noteCheckpoint',
    'sweepRuns',
    'verifyErasureDecision',
    'detachSubject',
    'endSubjectRuns',
    'eraseSubject',
    'certifyErasure',
    'closeErasure',
  ]);
  expect(values(signalNames)).toEqual(['events', 'journeyEnded', 'decision', 'end']);
  expect(values(updateNames)).toEqual(['decide', 'claim', 'release', 'delegate', 'decideErasure']);
  expect(values(queryNames)).toEqual(['journeyState', 'agentState', 'sweeperState', 'journeyEvidence']);
  expect(values(searchAttributeNames)).toEqual([
    'WayproofTenant',
    'WayproofJourneyType',
    'WayproofSubject',
    'WayproofStage',
    'WayproofOutcome',
  ]);
  expect(values(sinkNames)).toEqual(['evidence']);
  expect(regionQueue('eu')).toBe('wayproof-eu');
});

it('evidence types, outcomes and stages keep their names and order', () => {
  expect(journeyOutcomes).toEqual([
    'no_intent',
    'denied',
    'no_evidence',
    'withdrawn',
    'superseded',
    'rejected',
    'expired',
    'acted',
    'failed_compensated',
  ]);
  expect(journeyStages).toEqual([
    'detect',
    'authorise',
    'retrieve',
    'infer',
    'guard',
    'checkpoint',
    'act',
    'seal',
    'ended',
  ]);
  expect(evidenceTypes).toEqual([
    'journey.started',
    'intent.confirmed',
    'intent.not_confirmed',
    'policy.allowed',
    'policy.denied',
    'grant.renewed',
    'evidence.retrieved',
    'evidence.none',
    'draft.inferred',
    'guard.passed',
    'guard.failed',
    'checkpoint.opened',
    'decision.refused',
    'decision.accepted',
    'checkpoint.claimed',
    'checkpoint.released',
    'checkpoint.delegated',
    'checkpoint.action_refused',
    'checkpoint.reminded',
    'checkpoint.escalated',
    'checkpoint.expired',
    'act.waiting',
    'act.denied',
    'act.refused_by_crm',
    'act.record_changed',
    'act.approval_lapsed',
    'act.failed',
    'act.compensated',
    'crm.acted',
    'journey.ended',
  ]);
});

it('ids have the form that histories and the CRM hold', () => {
  const key = {
    type: 'advisory-outreach',
    tenant: 'aldermoor-wealth',
    subject: `sub_${'a'.repeat(32)}`,
    episode: episodeOf(`evt_${'0123456789abcdef'.repeat(2)}`),
  };
  const workflowId = journeyWorkflowId(key);
  expect(workflowId).toBe(
    `journey/advisory-outreach/aldermoor-wealth/sub_${'a'.repeat(32)}/0123456789abcdef`,
  );
  expect(parseJourneyWorkflowId(workflowId)).toEqual(key);
  expect(parseJourneyWorkflowId(`${workflowId}/more`)).toBeUndefined();
  expect(parseJourneyWorkflowId(workflowId.replace('sub_', 'jane'))).toBeUndefined();
  expect(agentWorkflowId(key)).toBe(`agent/aldermoor-wealth/${key.subject}`);
  expect(sweeperWorkflowId('eu')).toBe('sweeper/eu');
  expect(journeyIdOf('journey/x')).toBe('jrn_77bc0ff207952649854a64d2');
  expect(crmWriteKey({ workflowId: 'w', stage: 'act', proposalHash: 'h' })).toBe('w#act#h');
});
