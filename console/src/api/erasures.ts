// The erasures that were asked for, which two pages share; for whoever may read them.
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.tsx';
import { answerOf, api } from './client.ts';
import { keys } from './keys.ts';

export function useErasures() {
  const { may } = useSession();
  return useQuery({
    queryKey: keys.erasures,
    queryFn: () => answerOf(api.GET('/v1/erasures', { params: { query: { limit: 200 } } })),
    enabled: may('erasures.read'),
    retry: false,
  });
}
