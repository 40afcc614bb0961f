// In which requests, order and repetition the sample events are delivered. Pure; the cases' deliveries come from the
// expectation file.
import type { ExpectedCases } from '../../samples/expected-cases.ts';
import { prngOf } from '../../samples/prng.ts';
import type { SampleEvent, SampleTenant } from '../../samples/sample-types.ts';
import type { EventMode } from './gateway-client.ts';

/** Events of one batch: about 20 kB. */
const batchSize = 48;

export interface Delivery {
  mode: EventMode;
  events: SampleEvent[];
}

/** The tenant's events as requests, to be sent one after another. Of each 50 events one goes structured and one binary. */
export function planDeliveries(sample: SampleTenant, seed: number, expectations: ExpectedCases): Delivery[] {
  const howOf = new Map(
    sample.cases.map(({ case: name, customerId }) => [
      customerId,
      expectations.cases.find((expected) => expected.case === name)?.delivery ?? 'in_order',
    ]),
  );
  const stream = shuffleWithin(sample.events, seed, (event) => howOf.get(event.subject) === 'shuffled');
  const repeated = (event: SampleEvent) => howOf.get(event.subject) === 'three_times';
  // Once more at once, as an impatient sender does, and once more when everything else is through, as a replay does.
  const doubled = stream.flatMap((event) => (repeated(event) ? [event, event] : [event]));
  return [...doubled, ...stream.filter(repeated)].reduce<Delivery[]>(intoRequests, []);
}

/** The chosen events change places among themselves; everybody else's stay where they are. */
function shuffleWithin(
  events: readonly SampleEvent[],
  seed: number,
  isChosen: (event: SampleEvent) => boolean,
): SampleEvent[] {
  const shuffled = prngOf(`wayproof-delivery/1/${seed}`).shuffle(events.filter(isChosen));
  return events.map((event) => (isChosen(event) ? (shuffled.shift() ?? event) : event));
}

function intoRequests(deliveries: Delivery[], event: SampleEvent, index: number): Delivery[] {
  const place = index % (batchSize + 2);
  const open = deliveries.at(-1);
  if (place === batchSize) deliveries.push({ mode: 'structured', events: [event] });
  else if (place === batchSize + 1) deliveries.push({ mode: 'binary', events: [event] });
  else if (place === 0 || !open) deliveries.push({ mode: 'batch', events: [event] });
  else open.events.push(event);
  return deliveries;
}
