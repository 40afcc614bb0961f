// How much of the evidence that journeys owe is there; for whoever may read it.
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useSession } from '../../session/session.tsx';
import { Figure } from './figure.tsx';

const dayMs = 86_400_000;

export function CompletenessFigure({ days }: { days: number }) {
  const { may } = useSession();
  const from = new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);
  const { data } = useQuery({
    queryKey: keys.completeness(from),
    queryFn: () => answerOf(api.GET('/v1/completeness', { params: { query: { from } } })),
    enabled: may('completeness.read'),
    retry: false,
  });
  if (!data) return null;
  const sum = (of: 'entriesPresent' | 'entriesRequired') =>
    data.groups.reduce((total, group) => total + group[of], 0);
  const required = sum('entriesRequired');
  const part = required === 0 ? null : sum('entriesPresent') / required;
  return (
    // Never rounded up: 99.99 % is not complete.
    <Figure
      name="Evidence complete"
      value={part === null ? '–' : `${(Math.floor(part * 1000) / 10).toString()} %`}
    />
  );
}
