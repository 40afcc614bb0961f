// One journey as the gateway shows it, by its public id.
import { isId } from '../contracts/ids.ts';
import type { JourneyDetail } from './describe-journey.ts';
import { UsageError } from './failures.ts';
import type { GatewayClient } from './gateway-client.ts';

/** @throws UsageError when the id has not the form of one. */
export function checkJourneyId(id: string): void {
  if (!isId('journey', id))
    throw new UsageError(`${id} is no journey id; they look like jrn_0123456789abcdef01234567.`);
}

/** @throws UsageError when the id has not the form of one. */
export async function readJourney(client: GatewayClient, id: string): Promise<JourneyDetail> {
  checkJourneyId(id);
  return client.request<JourneyDetail>({ path: `/v1/journeys/${id}` });
}
