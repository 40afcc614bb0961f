// The closed list of what the gateway answers when it does not do what was asked (RFC 9457). A test reaches each one.
// Titles and details are fixed texts; nothing of a request is ever echoed.

interface ProblemKind {
  status: number;
  title: string;
  detail: string;
}

export const problemKinds = {
  // who calls
  token_missing: { status: 401, title: 'No token', detail: 'Send an access token: `Authorization: Bearer <token>`.' },
  token_invalid: { status: 401, title: 'Token not valid', detail: 'The access token is not one that a configured issuer signed for this API.' },
  token_expired: { status: 401, title: 'Token expired', detail: 'The access token has expired; get another.' },
  wrong_audience: { status: 401, title: 'Token for another audience', detail: 'The access token was issued for another API.' },
  unknown_tenant: { status: 403, title: 'Tenant not served', detail: 'The access token names no tenant that is served here.' },
  region_not_served: { status: 421, title: 'Region not served', detail: "This gateway does not serve the tenant's region and holds none of its keys; ask the gateway of that region." },
  no_role: { status: 403, title: 'No role', detail: 'The access token grants no role of this API.' },
  forbidden: { status: 403, title: 'Role missing', detail: 'None of the roles in the access token may do this; `roles` lists those that may.' },
  role_withdrawn: { status: 403, title: 'Role withdrawn', detail: 'The role that this needs was withdrawn from you here, whatever your token says; compliance can give it back.' },
  session_ended: { status: 401, title: 'Session ended', detail: 'The session of this browser has ended; sign in again at /auth/sign-in.' },
  cross_site: { status: 403, title: 'Not from here', detail: 'A session changes something only for a page of this origin that sends the token of /auth/session as `x-wayproof-csrf`.' },
  sign_in_invalid: { status: 400, title: 'Sign-in not valid', detail: 'This is not the end of a sign-in that this browser began in the last ten minutes; begin again at /auth/sign-in.' },
  sign_in_refused: { status: 403, title: 'Sign-in refused', detail: 'The identity provider did not sign you in.' },
  reveal_denied: { status: 403, title: 'Not to be shown', detail: 'No rule of the policy lets you read texts and names of customers; it is a right of its own (`reveal`).' },
  issuer_unreachable: { status: 503, title: 'Issuer unreachable', detail: "The issuer's keys cannot be read now, so no token can be verified." },
  rate_limited: { status: 429, title: 'Too many calls', detail: 'This caller calls too often; try again after `Retry-After` seconds.' },
  tenant_rate_limited: { status: 429, title: 'Too many calls of the tenant', detail: 'The callers of this tenant together call too often; try again after `Retry-After` seconds.' },
  not_loopback: { status: 403, title: 'Loopback only', detail: 'The embedded identity answers to this machine only.' },
  persona_unknown: { status: 404, title: 'No such persona', detail: 'No tenant here has this persona; `GET /identity/personas` lists them.' },
  // what was sent
  url_invalid: { status: 400, title: 'URL not valid', detail: 'The URL is not well-formed.' },
  http_invalid: { status: 400, title: 'HTTP not valid', detail: 'The request is no valid HTTP, lacks its host, or repeats a header that may stand once only.' },
  head_too_large: { status: 431, title: 'Head too large', detail: 'The head of a request may have 16 KiB, its URL included.' },
  request_timeout: { status: 408, title: 'Too slow', detail: 'The request did not come to its end in time.' },
  expectation_failed: { status: 417, title: 'Expectation failed', detail: 'The only expectation that is met is `100-continue`.' },
  json_invalid: { status: 400, title: 'JSON not valid', detail: 'The body is not acceptable JSON; `reason` says why.' },
  request_invalid: { status: 400, title: 'Request not valid', detail: 'The request does not have the form that /openapi.json describes; `errors` points at what is wrong.' },
  event_invalid: { status: 400, title: 'Event not valid', detail: 'An event is not acceptable, so nothing was stored; `errors` names each by index and pointer.' },
  body_too_large: { status: 413, title: 'Body too large', detail: 'A body may have 256 KiB, a batch of events 1 MiB and 200 events.' },
  archive_too_large: { status: 413, title: 'Archive too large', detail: 'What is held about the customer is more than an archive may have (64 MiB), so nothing was given; export his journeys one by one.' },
  media_type_unsupported: { status: 415, title: 'Media type not supported', detail: 'The content type is not one that this route takes; JSON is UTF-8 and not compressed.' },
  // what is not there
  route_not_found: { status: 404, title: 'No such route', detail: 'Nothing answers to this method and path; see /openapi.json.' },
  journey_not_found: { status: 404, title: 'No such journey', detail: 'The tenant has no journey with this id.' },
  customer_not_found: { status: 404, title: 'No such customer', detail: 'The CRM of the tenant has no such customer.' },
  subject_not_found: { status: 404, title: 'Nobody known', detail: 'Nothing is held about a customer with this id: none of his events was ever accepted and the CRM has no record of him, or he was erased; whoever asked for his erasure has its certificate.' },
  person_not_found: { status: 404, title: 'No such person', detail: 'Nobody with this token has ever called in this tenant; `GET /v1/people` lists everybody.' },
  document_not_found: { status: 404, title: 'No such document', detail: 'The knowledge of the tenant holds no document with this id.' },
  erasure_not_found: { status: 404, title: 'No such erasure', detail: 'The tenant has no erasure with this id; `GET /v1/erasures` lists them.' },
  not_erased: { status: 404, title: 'Not erased', detail: 'The erasure has not ended, or erased nothing, so there is no certificate.' },
  switch_not_found: { status: 404, title: 'No such kill switch', detail: 'The tenant has no kill switch with this id; `GET /v1/switches` lists them.' },
  no_samples: { status: 404, title: 'No samples', detail: 'The tenant has no sample events here: they come with the sample tenants and the embedded identity alone.' },
  not_sealed: { status: 404, title: 'Not sealed', detail: 'The journey has not ended, or its evidence is not sealed yet.' },
  // what is refused
  event_conflict: { status: 409, title: 'Event conflict', detail: 'An event with this source and id was accepted before with other content; the first one stands, and a person must look.' },
  decision_refused: { status: 409, title: 'Decision refused', detail: 'The decision was refused; `refusal` says why.' },
  checkpoint_action_refused: { status: 409, title: 'Action refused', detail: 'The claim, release or delegation was refused; `refusal` says why.' },
  erasure_refused: { status: 409, title: 'Decision refused', detail: 'The decision about the erasure was refused; `refusal` says why.' },
  too_many_refusals: { status: 429, title: 'Refused too often', detail: 'You were refused at this journey as often as its limit allows, so nothing was sent; try again after `Retry-After` seconds.' },
  too_many_streams: { status: 429, title: 'Too many streams', detail: 'You, or everybody together, hold as many streams of changes as this gateway serves; close one, or try again after `Retry-After` seconds.' },
  already_reset: { status: 409, title: 'Already reset', detail: 'Somebody has reset this kill switch; `GET /v1/switches` says who and why.' },
  own_roles: { status: 403, title: 'Own roles', detail: 'Nobody withdraws his own roles or gives them back to himself; another compliance officer does.' },
  residency_unacknowledged: { status: 403, title: 'Residency not acknowledged', detail: "Nobody acknowledged the tenant's residency, so nothing is processed for it." },
  tenant_overloaded: { status: 429, title: 'Too many events wait', detail: 'Too many events of this tenant wait for their answer, so none of these was stored; send them again after `Retry-After` seconds.' },
  // what is down
  overloaded: { status: 503, title: 'Overloaded', detail: 'Too many events wait for their answer, so none of these was stored; send them again after `Retry-After` seconds.' },
  part_unavailable: { status: 503, title: 'Part unavailable', detail: 'A part that this needs does not answer; try again after `Retry-After` seconds.' },
  stopping: { status: 503, title: 'Stopping', detail: 'This gateway is being stopped and takes nothing new, so nothing was stored; send it again after `Retry-After` seconds.' },
  policy_unreadable: { status: 503, title: 'Policy unreadable', detail: 'The policy cannot be read, so nothing is allowed.' },
  not_ready: { status: 503, title: 'Not ready', detail: '`parts` says what is missing.' },
  integrity_failed: { status: 500, title: 'Integrity failed', detail: 'What is stored does not match its commitment, so it is not shown.' },
  internal: { status: 500, title: 'Internal error', detail: 'The gateway failed; the log holds the request id in `instance`.' },
} as const satisfies Record<string, ProblemKind>; // prettier-ignore

export type ProblemCode = keyof typeof problemKinds;

/** Members beyond RFC 9457's own; codes, positions and fixed sentences only. */
export interface ProblemMembers {
  status?: number;
  detail?: string;
  errors?: { index?: number; pointer: string; reason: string }[];
  reason?: string;
  roles?: readonly string[];
  refusal?: { code: string; sentence: string; findings: unknown };
  parts?: unknown;
}

/** Thrown to answer with a problem. `retryAfterSeconds` becomes the Retry-After header. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly members: ProblemMembers;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, members: ProblemMembers = {}, retryAfterSeconds?: number) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.members = members;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return this.members.status ?? problemKinds[this.code].status;
  }

  /** The body; `instance` is the request's id. */
  body(instance: string): Record<string, unknown> {
    const { title, detail } = problemKinds[this.code];
    return {
      type: `/problems/${this.code}`,
      title,
      status: this.status,
      detail,
      code: this.code,
      instance,
      ...this.members,
    };
  }
}
