// Who works here, by token; for whoever may read it.
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.tsx';
import { shortToken } from '../words/codes.ts';
import { answerOf, api } from './client.ts';
import { keys } from './keys.ts';

export function usePeople() {
  const { may } = useSession();
  return useQuery({
    queryKey: keys.people,
    queryFn: () => answerOf(api.GET('/v1/people')),
    enabled: may('people.read'),
    retry: false,
    staleTime: 300_000,
  });
}

/** Names by token for whoever may read them; for others the token's end. */
export function useNames(): (principal: string) => string {
  const { data } = usePeople();
  const names = new Map(data?.people.map(({ principal, name }) => [principal, name]));
  return (principal) => names.get(principal) ?? `person ${shortToken(principal)}`;
}
