// Keys of what is kept of answers. One place, so that an event of the live stream forgets the right ones.

export const keys = {
  session: ['session'] as const,
  /** Every list; an event about any journey forgets them all. */
  lists: ['journeys'] as const,
  list: (filter: object) => ['journeys', filter] as const,
  /** Everything about one journey begins with this. */
  journey: (id: string) => ['journey', id] as const,
  journeyPart: (
    id: string,
    part: 'detail' | 'policy' | 'evidence' | 'rationale' | 'timeline' | 'customer' | 'crm-preview',
  ) => ['journey', id, part] as const,
  people: ['people'] as const,
  customer: (id: string) => ['customer', id] as const,
  overview: ['overview'] as const,
  erasures: ['erasures'] as const,
};
