// One journey and its timeline, which pages and several cards of a page share.
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import { keys } from './keys.ts';
import type { JourneyDetail } from './types.ts';

/** @param againMs after how many milliseconds it is asked for again; absent: only when it is said to have changed. */
export function useJourney(id: string, againMs?: (journey: JourneyDetail | undefined) => number) {
  return useQuery({
    queryKey: keys.journeyPart(id, 'detail'),
    queryFn: () => answerOf(api.GET('/v1/journeys/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => againMs?.(state.data) ?? false,
  });
}

export function useTimeline(id: string) {
  return useQuery({
    queryKey: keys.journeyPart(id, 'timeline'),
    queryFn: () => answerOf(api.GET('/v1/journeys/{id}/timeline', { params: { path: { id } } })),
    retry: false,
  });
}
