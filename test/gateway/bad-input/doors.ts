// Every door of the API with a request that passes it. What the tests spoil is one thing of such a request at a time.
import type { Role } from '../../../contracts/ports/identity.ts';
import { bodyLimit } from '../../../gateway/read-json.ts';
import { decodeLimit } from '../../../gateway/routes/codec.ts';
import { now, pageViewed } from '../harness.ts';
import type { Call, Ground } from './ground.ts';

export interface Door {
  /** Null: needs no token. */
  role: Role | null;
  /** Path without query. */
  path: (ground: Ground) => string;
  query?: Record<string, string>;
  body?: (ground: Ground) => unknown;
  /** Default `application/json`. */
  mediaType?: string;
  /** The largest body in bytes; default the gateway's own. */
  limit?: number;
  /** Pointers below which anything may stand. */
  free?: string[];
  /** What the good request is answered with; default 200. */
  status?: number;
}

const journey =
  (rest = '') =>
  ({ journey: { id } }: Ground) =>
    `/v1/journeys/${id}${rest}`;
const at = (path: string) => () => path;
const action = { requestId: 'cp_1' };

/** A fresh id for each call, since the same event twice is one. */
let events = 0;
export function freshEvent(): Record<string, unknown> {
  events += 1;
  const data = { sessionId: 's', topic: 'home', path: '/a', dwellSeconds: 4 };
  return pageViewed({
    id: `bad-input-${events}`,
    dataschema: '/schema',
    datacontenttype: 'application/json',
    data,
  });
}

const knowledgeDocument = {
  documentId: 'bad-input/doc',
  title: 'Returns',
  source: 'faq',
  language: 'en',
  audience: ['all'],
  text: 'Thirty days.',
  updated: '2026-01-01',
};
const question = { subject: 'journey:advisory-outreach', roles: ['adviser'], object: 'customer', action: 'contact', facts: { purpose: 'x' } }; // prettier-ignore
const principalOf = async (ground: Ground, role: Role): Promise<string> =>
  (await ground.call({ method: 'GET', url: '/v1/whoami', headers: await ground.as(role) })).json<{ principal: string }>().principal; // prettier-ignore

/** Tokens of people that paths and bodies name; filled by `meetPeople`. */
const people: Partial<Record<Role, string>> = {};
const person = (role: Role) => people[role] ?? 'nobody';

/** Everybody calls once, so that later calls write nothing about who called. */
export async function meetPeople(ground: Ground): Promise<void> {
  const met: Role[] = [
    'trigger',
    'adviser',
    'retention-lead',
    'supervisor',
    'compliance',
    'operator',
    'auditor',
  ];
  for (const role of met) people[role] = await principalOf(ground, role);
  await ground.call({
    method: 'GET',
    url: '/v1/whoami',
    headers: await ground.as('adviser', 'lumen-retail'),
  });
  await ground.call({
    method: 'GET',
    url: '/v1/whoami',
    headers: await ground.as('compliance', 'lumen-retail'),
  });
}

/** By method and path as the OpenAPI document writes them; a route that is not here fails a test. */
export const doors: Record<string, Door> = {
  'GET /healthz': { role: null, path: at('/healthz') },
  'GET /readyz': { role: null, path: at('/readyz') },
  'GET /metrics': { role: null, path: at('/metrics') },
  'GET /openapi.json': { role: null, path: at('/openapi.json') },
  'GET /identity/personas': { role: null, path: at('/identity/personas') },
  'POST /identity/personas/token': {
    role: null,
    path: at('/identity/personas/token'),
    body: () => ({ persona: 'auditor', tenant: 'aldermoor-wealth' }),
  },
  'GET /auth/sign-in': { role: null, path: at('/auth/sign-in'), query: { returnTo: '/console/?view=open' }, status: 303 },
  // Without a sign-in or a session; test/security/ comes with one.
  'GET /auth/callback': { role: null, path: at('/auth/callback'), status: 400 },
  'GET /auth/session': { role: null, path: at('/auth/session'), status: 401 },
  'POST /auth/sign-out': { role: null, path: at('/auth/sign-out'), status: 401 },
  'POST /v1/events': {
    role: 'trigger',
    path: at('/v1/events'),
    body: freshEvent,
    mediaType: 'application/cloudevents+json',
    limit: bodyLimit,
    status: 202,
  },
  'GET /v1/journeys': {
    role: 'adviser',
    path: at('/v1/journeys'),
    query: {
      ...{ type: 'advisory-outreach', stage: 'checkpoint', tier: 'standard', approverRole: 'adviser', customer: 'anna' },
      ...{ since: '0', until: '9007199254740991', mine: 'false', claimed: 'nobody', order: 'urgency', limit: '5' },
    },
  },
  'GET /v1/journeys/summary': { role: 'adviser', path: at('/v1/journeys/summary') },
  'GET /v1/journeys/{id}': { role: 'adviser', path: journey() },
  'GET /v1/journeys/{id}/evidence': {
    role: 'auditor',
    path: journey('/evidence'),
    query: { documents: 'false' },
    status: 404,
  },
  'GET /v1/journeys/{id}/verification': { role: 'auditor', path: journey('/verification'), status: 404 },
  'POST /v1/access-requests': {
    role: 'compliance',
    path: at('/v1/access-requests'),
    body: () => ({ customerId: 'anna' }),
  },
  'GET /v1/lineage': {
    role: 'auditor',
    path: at('/v1/lineage'),
    query: { event: `evt_${'a'.repeat(32)}`, values: 'false', limit: '5' },
  },
  'GET /v1/journeys/{id}/rationale': { role: 'adviser', path: journey('/rationale'), status: 404 },
  'GET /v1/journeys/{id}/timeline': { role: 'adviser', path: journey('/timeline'), status: 404 },
  'GET /v1/completeness': {
    role: 'auditor',
    path: at('/v1/completeness'),
    query: { from: '2026-01-01', to: '2026-02-01', by: 'day' },
  },
  'GET /v1/journeys/{id}/policy': { role: 'auditor', path: journey('/policy') },
  'POST /v1/journeys/{id}/decision': {
    role: 'adviser',
    path: journey('/decision'),
    body: ({ journey: { proposalHash } }) => ({ ...action, proposalHash, decision: 'edit_and_approve', edit: { a: 1 }, comment: 'Fine.' }),
    free: ['/edit/'],
  },
  'POST /v1/journeys/{id}/preview': {
    role: 'adviser',
    path: journey('/preview'),
    body: () => ({ edit: { a: 1 } }),
    free: ['/edit/'],
  },
  'POST /v1/journeys/{id}/reveal': {
    role: 'adviser',
    path: journey('/reveal'),
    body: () => ({ field: 'token', token: `[[PERSON_${'7'.repeat(16)}]]`, reason: 'check_proposal', comment: 'Who is it?' }),
  },
  'GET /v1/journeys/{id}/customer': { role: 'adviser', path: journey('/customer') },
  'GET /v1/subjects/{subject}': { role: 'adviser', path: ({ journey: { subject } }) => `/v1/subjects/${subject}` },
  'GET /v1/overview': { role: 'compliance', path: at('/v1/overview'), query: { days: '7' } },
  'POST /v1/samples': { role: 'compliance', path: at('/v1/samples') },
  'POST /v1/journeys/{id}/claim': { role: 'adviser', path: journey('/claim'), body: () => action },
  'POST /v1/journeys/{id}/release': { role: 'adviser', path: journey('/release'), body: () => action },
  'POST /v1/journeys/{id}/delegate': {
    role: 'adviser',
    path: journey('/delegate'),
    body: () => ({ ...action, to: person('supervisor') }),
  },
  'GET /v1/stream': { role: 'adviser', path: at('/v1/stream'), query: { once: 'true' } },
  'GET /v1/people': { role: 'adviser', path: at('/v1/people'), query: { role: 'adviser' } },
  'PUT /v1/people/{principal}/withdrawn-roles': {
    role: 'compliance',
    path: () => `/v1/people/${person('operator')}/withdrawn-roles`,
    // One that he has not, so that the doors that he opens stay open.
    body: () => ({ roles: ['trigger'] }),
  },
  'PUT /v1/me/absence': {
    role: 'adviser',
    path: at('/v1/me/absence'),
    body: () => ({ until: now + 3_600_000, substitute: person('supervisor') }),
  },
  'DELETE /v1/me/absence': { role: 'adviser', path: at('/v1/me/absence') },
  'GET /v1/ledger': { role: 'auditor', path: at('/v1/ledger'), query: { kind: 'event.conflict', after: '0', limit: '5' } },
  'GET /v1/incidents': { role: 'auditor', path: at('/v1/incidents'), query: { after: '0', limit: '5' } },
  'POST /v1/erasures': {
    role: 'compliance',
    path: at('/v1/erasures'),
    body: () => ({ customerId: 'anna', ground: 'subject_request' }),
    status: 202,
  },
  'GET /v1/erasures': { role: 'auditor', path: at('/v1/erasures'), query: { state: 'requested', limit: '5' } },
  'GET /v1/erasures/{id}': { role: 'auditor', path: at(`/v1/erasures/ers_${'0'.repeat(24)}`), status: 404 },
  'POST /v1/erasures/{id}/decision': {
    role: 'supervisor',
    path: at(`/v1/erasures/ers_${'0'.repeat(24)}/decision`),
    body: () => ({ decision: 'reject' }),
    status: 404,
  },
  'GET /v1/erasures/{id}/certificate': { role: 'auditor', path: at(`/v1/erasures/ers_${'0'.repeat(24)}/certificate`), status: 404 },
  'GET /v1/crm/customers/{customerId}': { role: 'adviser', path: at('/v1/crm/customers/anna') },
  'GET /v1/switches': { role: 'auditor', path: at('/v1/switches'), query: { state: 'all', limit: '5' } },
  'POST /v1/switches': {
    role: 'operator',
    path: at('/v1/switches'),
    body: () => ({ scope: 'model', value: 'bad-input:7b', reasonCode: 'drill' }),
  },
  'POST /v1/switches/{id}/reset': {
    role: 'compliance',
    path: at(`/v1/switches/ksw_${'0'.repeat(32)}/reset`),
    body: () => ({ reasonCode: 'drill_over' }),
    status: 404,
  },
  'GET /v1/limits': { role: 'operator', path: at('/v1/limits') },
  'POST /v1/policy/check': { role: 'compliance', path: at('/v1/policy/check'), body: () => question, free: ['/facts/'] },
  'POST /v1/policy/explain': { role: 'compliance', path: at('/v1/policy/explain'), body: () => question, free: ['/facts/'] },
  'POST /v1/knowledge/documents': {
    role: 'compliance',
    path: at('/v1/knowledge/documents'),
    body: () => ({ documents: [knowledgeDocument] }),
    limit: 1280 * 1024,
  },
  'GET /v1/knowledge/documents': { role: 'compliance', path: at('/v1/knowledge/documents'), query: { prefix: 'bad' } },
  'DELETE /v1/knowledge/documents': {
    role: 'compliance',
    path: at('/v1/knowledge/documents'),
    query: { documentId: 'bad-input/doc' },
  },
  'POST /v1/knowledge/evaluation': {
    role: 'compliance',
    path: at('/v1/knowledge/evaluation'),
    body: () => ({ questions: [{ id: 'q1', role: 'adviser', query: 'returns', relevant: ['bad-input/doc'] }] }),
  },
  'GET /v1/knowledge/search': { role: 'adviser', path: at('/v1/knowledge/search'), query: { q: 'returns', source: 'faq', limit: '5' } },
  'POST /codec/decode': {
    role: 'operator',
    path: at('/codec/decode'),
    body: () => ({ payloads: [{ metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'e30=' }] }),
    limit: decodeLimit,
  },
  'GET /v1/whoami': { role: 'adviser', path: at('/v1/whoami') },
}; // prettier-ignore

export type NamedDoor = Door & { name: string; method: string };

export const namedDoors: NamedDoor[] = Object.entries(doors).map(([name, door]) => ({
  ...door,
  name,
  method: name.split(' ')[0] ?? '',
}));
export const bodyDoors = namedDoors.filter(({ body }) => body);
export const guardedDoors = namedDoors.filter(({ role }) => role);

/** The door's good request. */
export async function goodCall(ground: Ground, door: NamedDoor): Promise<Call> {
  const { method, role, path, query, body } = door;
  return {
    method,
    url: path(ground),
    headers: {
      ...(role && (await ground.as(role))),
      ...(body && { 'content-type': door.mediaType ?? 'application/json' }),
    },
    ...(query && { query }),
    ...(body && { payload: JSON.stringify(body(ground)) }),
  };
}

/** The good request with another body. */
export async function callWithBody(ground: Ground, door: NamedDoor, payload: string | Buffer): Promise<Call> {
  return { ...(await goodCall(ground, door)), payload };
}
