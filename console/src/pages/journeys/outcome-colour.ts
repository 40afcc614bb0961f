// One colour for each kind of ending: done, refused, or nothing happened.

/** @param outcome null: it goes on. */
export function outcomeColour(outcome: string | null): string {
  if (outcome === null) return 'petrol';
  if (outcome === 'acted') return 'green';
  return outcome === 'failed_compensated' ? 'red' : 'gray';
}
