// Names for the shapes of the API that pages pass around.
import type { operations } from './schema.d.ts';

type Answer<Operation extends keyof operations> = operations[Operation] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

export type Session = Answer<'getSession'>;
export type Call = Session['may'][number];
export type Journey = Answer<'listJourneys'>['journeys'][number];
export type JourneyDetail = Answer<'getJourney'>;
export type Checkpoint = NonNullable<Journey['checkpoint']>;
export type Evidence = Answer<'getEvidence'>;
export type Timeline = Answer<'getTimeline'>;
export type Verification = Answer<'getVerification'>;
export type Overview = Answer<'getOverview'>;
export type Customer = Answer<'getSubject'>;
export type Erasure = Answer<'listErasures'>['erasures'][number];
