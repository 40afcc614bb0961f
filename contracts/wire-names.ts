// Every name that Temporal histories hold. They are for ever: add, never rename. A test keeps this list.

export const workflowNames = {
  journey: 'journey',
  customerAgent: 'customerAgent',
  sweeper: 'sweeper',
  erasure: 'erasure',
} as const;

/** Activities run on the tenant's region's queue; local ones inside the workflow task. */
export const activityNames = {
  assessIntent: 'assessIntent',
  detectIntent: 'detectIntent',
  authoriseJourney: 'authoriseJourney',
  retrieveEvidence: 'retrieveEvidence',
  inferProposal: 'inferProposal',
  guardProposal: 'guardProposal',
  verifyDecision: 'verifyDecision',
  actInCrm: 'actInCrm',
  compensateCrm: 'compensateCrm',
  sealJourney: 'sealJourney',
  verifyCheckpointAction: 'verifyCheckpointAction',
  noteCheckpoint: 'noteCheckpoint',
  sweepRuns: 'sweepRuns',
  verifyErasureDecision: 'verifyErasureDecision',
  detachSubject: 'detachSubject',
  endSubjectRuns: 'endSubjectRuns',
  eraseSubject: 'eraseSubject',
  certifyErasure: 'certifyErasure',
  closeErasure: 'closeErasure',
} as const;

export const signalNames = {
  /** To an agent: a batch of accepted events. */
  events: 'events',
  /** To an agent: a journey of its customer ended. */
  journeyEnded: 'journeyEnded',
  /** To a journey: a decision by signal; the same checks as the update. */
  decision: 'decision',
  /** To a journey: end without acting (withdrawn or superseded). */
  end: 'end',
} as const;

export const updateNames = {
  decide: 'decide',
  claim: 'claim',
  release: 'release',
  delegate: 'delegate',
  decideErasure: 'decideErasure',
} as const;

export const queryNames = {
  journeyState: 'journeyState',
  agentState: 'agentState',
  sweeperState: 'sweeperState',
  /** Of a journey: its evidence entries so far. */
  journeyEvidence: 'journeyEvidence',
} as const;

/** All of type Keyword; codes and tokens only. */
export const searchAttributeNames = {
  tenant: 'WayproofTenant',
  journeyType: 'WayproofJourneyType',
  subject: 'WayproofSubject',
  stage: 'WayproofStage',
  outcome: 'WayproofOutcome',
} as const;

export const sinkNames = { evidence: 'evidence' } as const;

/** Task queue of a region: a run lives on its tenant's region's queue. */
export function regionQueue(region: string): string {
  return `wayproof-${region}`;
}
