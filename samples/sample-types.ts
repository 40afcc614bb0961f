// The shape of sample data. Types only.
import type { EmbeddedCrmSeed } from '../connectors/crm/embedded/seed-types.ts';
import type { EventType } from '../contracts/events.ts';

/** A CloudEvent 1.0 as a plain JSON object; `subject` is the customer's id in the CRM. */
export interface SampleEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: EventType;
  subject: string;
  /** RFC 3339. */
  time: string;
  datacontenttype: 'application/json';
  data: Record<string, unknown>;
}

export interface SampleTenant {
  tenant: string;
  crm: EmbeddedCrmSeed;
  /** In the order in which they happened. */
  events: SampleEvent[];
  cases: SampleCase[];
}

/** Which customer plays which case. */
export interface SampleCase {
  case: string;
  tenant: string;
  customerId: string;
}

export interface Samples {
  seed: number;
  tenants: SampleTenant[];
}
