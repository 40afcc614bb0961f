// Keys of what is kept of answers. One place, so that an event of the live stream forgets the right ones.

export const keys = {
  session: ['session'] as const,
  /** Every list; an event about any journey forgets them all. */
  lists: ['journeys'] as const,
  list: (filter: object) => ['journeys', filter] as const,
  summary: ['journeys', 'summary'] as const,
  /** Everything about every journey. */
  anyJourney: ['journey'] as const,
  /** Everything about one journey begins with this. */
  journey: (id: string) => ['journey', id] as const,
  journeyPart: (id: string, part: 'detail' | 'policy' | 'rationale' | 'timeline' | 'customer') =>
    ['journey', id, part] as const,
  /** What the CRM would change for the proposal as it stands. */
  crmPreview: (id: string, proposalHash: string | undefined) =>
    ['journey', id, 'crm-preview', proposalHash] as const,
  /** What the guard says of an edit. No event forgets it: it holds for the hash and the text that it was asked for. */
  editPreview: (id: string, proposalHash: string, edit: object) =>
    ['preview', id, proposalHash, edit] as const,
  people: ['people'] as const,
  customer: (id: string) => ['customer', id] as const,
  /** Every count. */
  overview: ['overview'] as const,
  overviewOf: (days: string) => ['overview', days] as const,
  completeness: (from: string) => ['overview', 'completeness', from] as const,
  erasures: ['erasures'] as const,
};
