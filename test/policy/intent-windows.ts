// Windows of events for tests of the intent room, written as `kind:topic@session+hours`.
import type { EventKind, EventSignal, Topic } from '../../contracts/events.ts';

const start = Date.parse('2025-11-01T09:00:00Z');
const HOUR_MS = 3_600_000;

/** e.g. `page_viewed:structured_notes@s1+24`; without `@…` the event has no session. */
export function windowOf(...events: string[]): EventSignal[] {
  return events.map((text, index) => {
    const match = /^([a-z_]+):([a-z_]+)(?:@(\w+))?\+([\d.]+)$/.exec(text);
    if (!match) throw new Error(`not an event: ${text}`);
    const [, kind, topic, session, hours] = match;
    return {
      event: `evt_${index.toString(16).padStart(32, '0')}`,
      kind: kind as EventKind,
      topic: topic as Topic,
      session: session ?? null,
      at: start + Number(hours) * HOUR_MS,
      by: 'prn_1',
      body: { ref: 'doc_1', commitment: '0' },
    };
  });
}

export const browsing = {
  shift: windowOf(
    'page_viewed:structured_notes@s1+0',
    'product_viewed:structured_notes@s1+0.1',
    'page_viewed:structured_notes@s2+48',
    'tool_used:return_calculator@s2+48.2',
    'tool_used:return_calculator@s3+96',
    'page_viewed:risk_scenarios@s3+96.2',
    'page_viewed:risk_scenarios@s4+120',
  ),
  flight: windowOf(
    'product_viewed:premium_electronics@s1+0',
    'product_viewed:premium_electronics@s1+0.1',
    'product_viewed:premium_electronics@s2+24',
    'checkout_abandoned:premium_electronics@s2+24.2',
    'product_viewed:premium_electronics@s3+72',
    'checkout_abandoned:premium_electronics@s3+72.2',
    'contact_logged:shipping+96',
  ),
};
