// The timeline of a journey, which several cards of a page share.
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import { keys } from './keys.ts';

export function useTimeline(id: string) {
  return useQuery({
    queryKey: keys.journeyPart(id, 'timeline'),
    queryFn: () => answerOf(api.GET('/v1/journeys/{id}/timeline', { params: { path: { id } } })),
    retry: false,
  });
}
