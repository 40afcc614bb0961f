// One journey as the gateway shows it, by its public id.
import { checkId } from './check-id.ts';
import type { JourneyDetail } from './describe-journey.ts';
import type { GatewayClient } from './gateway-client.ts';

/** @throws UsageError when the id has not the form of one. */
export async function readJourney(client: GatewayClient, id: string): Promise<JourneyDetail> {
  checkId('journey', id);
  return client.request<JourneyDetail>({ path: `/v1/journeys/${id}` });
}
