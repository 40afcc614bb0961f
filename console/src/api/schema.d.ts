// Made by `npm run console:types` from the OpenAPI document; never edited by hand.
/* eslint-disable */

export interface paths {
  '/healthz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Is the process alive? */
    get: operations['health'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Are all parts there? */
    get: operations['readiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Prometheus metrics */
    get: operations['metrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document */
    get: operations['openapi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/sign-in': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Send the browser to the identity provider */
    get: operations['signIn'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the identity provider sends the browser back */
    get: operations['signInCallback'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is signed in, and until when? */
    get: operations['getSession'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/sign-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End the session */
    post: operations['signOut'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/identity/personas': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the embedded personas (loopback only) */
    get: operations['listPersonas'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/identity/personas/token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Get a token of a persona (loopback only) */
    post: operations['issuePersonaToken'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count the checkpoints that are open, and those that wait for me */
    get: operations['countWaiting'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which journeys change, as server-sent events
     * @description `journey` with {id, stage, outcome, tier, updatedAt}, perhaps twice; `reset` when more changed than is told: read the list again; `ping` every 15 seconds. Goes on after `Last-Event-ID`. Ends when the session, the token or the right to it does.
     */
    get: operations['streamChanges'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List journeys, newest or most urgent first */
    get: operations['listJourneys'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read one journey, with its proposal for those who work with the customer */
    get: operations['getJourney'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/decision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approve, edit and approve, or reject the open proposal
     * @description Names the request and the hash of the proposal that was read; every refusal is kept. Where several people must approve, `remaining` says how many are still missing.
     */
    post: operations['sendDecision'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What approving the open proposal, or an edit of it, would change in the CRM; decides nothing
     * @description With `edit` null: the open proposal. With an edit: the guard’s findings on the edit as well. Personal values are tokens in both.
     */
    post: operations['previewDecision'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/reveal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Have one personal value of the customer shown, for a reason that is kept */
    post: operations['revealField'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/customer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is known of a journey's customer */
    get: operations['getCustomerOfJourney'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/subjects/{subject}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is known of a customer, by his token */
    get: operations['getSubject'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Endings, refusals, decisions, throughput, times of stages, fallbacks and kill switches
     * @description Of the journeys that began in the last `days`. Names of people are at GET /v1/people.
     */
    get: operations['getOverview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/samples': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send the sample events of the caller's tenant; what was sent before is a duplicate and changes nothing
     * @description Answers when all are accepted. Not available where an OpenID Connect issuer is configured.
     */
    post: operations['sendSamples'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/claim': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take the open decision in hand; others wait until it is released or the claim lapses
     * @description Names the request that is open; every refusal is kept.
     */
    post: operations['claimCheckpoint'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a claimed decision back
     * @description Names the request that is open; every refusal is kept.
     */
    post: operations['releaseCheckpoint'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/delegate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Hand the open decision to another person; whoever delegates decides no more about it
     * @description Names the request that is open; every refusal is kept.
     */
    post: operations['delegateCheckpoint'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/people': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List everybody who has called in this tenant, by name */
    get: operations['listPeople'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/people/{principal}/withdrawn-roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Take roles from a person at once, whatever his tokens say; an empty list gives them back
     * @description The list is the whole of what is withdrawn. Each change is kept in the ledger.
     */
    put: operations['withdrawRoles'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me/absence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Be out of office until a moment, with a substitute who decides as well */
    put: operations['setAbsence'];
    post?: never;
    /** Be back */
    delete: operations['endAbsence'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/evidence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the sealed chain of evidence with its signature and keys */
    get: operations['getEvidence'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/ledger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the tenant's ledger, oldest first */
    get: operations['listLedger'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Verify the evidence of a sealed journey here, check by check */
    get: operations['getVerification'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/rationale': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read in sentences why a journey went as it did, or stands where it stands */
    get: operations['getRationale'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a journey entry by entry, with its reasons and what drafted it */
    get: operations['getTimeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/completeness': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read how complete the evidence of ended journeys is, by type or by type and day */
    get: operations['getCompleteness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/lineage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Follow data from event and passage to the field of the CRM, and back */
    get: operations['getLineage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/access-requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Put everything about a customer into one archive */
    post: operations['archiveSubject'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/erasures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List erasures, newest first */
    get: operations['listErasures'];
    put?: never;
    /**
     * Ask for everything about a customer to be erased
     * @description Another person must approve. Asking again answers with the request that is open. What was answered is durable, and kept in the ledger.
     */
    post: operations['requestErasure'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/erasures/{id}/decision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approve or reject an erasure that somebody else asked for
     * @description An approval cannot be taken back. Every refusal is kept in the ledger.
     */
    post: operations['decideErasure'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/erasures/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read how an erasure stands */
    get: operations['getErasure'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/erasures/{id}/certificate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the certificate of an erasure, in one file that is verified offline */
    get: operations['getErasureCertificate'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/incidents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the tenant's incidents, oldest first
     * @description Runs that ended without a seal, and seals, results or histories that do not fit together.
     */
    get: operations['listIncidents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/crm/customers/{customerId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a customer's record in the CRM */
    get: operations['getCustomer'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/policy/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Would policy allow this? */
    post: operations['checkPolicy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/policy/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Would policy allow this, by which rule, and what is missing? */
    post: operations['explainPolicy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/journeys/{id}/policy': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read what policy answered about a journey, by which rule, and what was missing */
    get: operations['getJourneyPolicy'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/switches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List kill switches, newest first */
    get: operations['listSwitches'];
    put?: never;
    /**
     * Switch off a model, a journey type or the whole tenant, at once
     * @description No AI step and no write happens any more for what is named; a switched-off model is replaced by the composer. Kept in the ledger.
     */
    post: operations['tripSwitch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/switches/{id}/reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reset a kill switch, as a person and for a reason
     * @description Nothing else resets one. Kept in the ledger.
     */
    post: operations['resetSwitch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/limits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The limits of the tenant, and what is used of its budgets */
    get: operations['getLimits'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/knowledge/documents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the documents with their versions */
    get: operations['listKnowledge'];
    put?: never;
    /** Load knowledge documents; what did not change is left alone */
    post: operations['loadKnowledge'];
    /** Delete one document with all its passages */
    delete: operations['deleteKnowledge'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/knowledge/evaluation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Measure the search by labelled questions: BM25, dense and fused */
    post: operations['evaluateKnowledge'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/knowledge/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Search the passages that the caller may read */
    get: operations['searchKnowledge'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/whoami': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who am I here? */
    get: operations['whoami'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/codec/decode': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Decode payloads of histories (Temporal's remote codec) */
    post: operations['decodePayloads'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept CloudEvents about customers
     * @description Idempotent by source and id. `subject` is the customer id.
     */
    post: operations['sendEvents'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Problem: {
      /** @description URI path, `/problems/<code>` */
      type: string;
      title: string;
      status: number;
      detail: string;
      /** @enum {string} */
      code:
        | 'token_missing'
        | 'token_invalid'
        | 'token_expired'
        | 'wrong_audience'
        | 'unknown_tenant'
        | 'region_not_served'
        | 'no_role'
        | 'forbidden'
        | 'role_withdrawn'
        | 'session_ended'
        | 'cross_site'
        | 'sign_in_invalid'
        | 'sign_in_refused'
        | 'reveal_denied'
        | 'issuer_unreachable'
        | 'rate_limited'
        | 'tenant_rate_limited'
        | 'not_loopback'
        | 'persona_unknown'
        | 'url_invalid'
        | 'http_invalid'
        | 'head_too_large'
        | 'request_timeout'
        | 'expectation_failed'
        | 'json_invalid'
        | 'request_invalid'
        | 'event_invalid'
        | 'body_too_large'
        | 'archive_too_large'
        | 'media_type_unsupported'
        | 'route_not_found'
        | 'journey_not_found'
        | 'customer_not_found'
        | 'subject_not_found'
        | 'person_not_found'
        | 'document_not_found'
        | 'erasure_not_found'
        | 'not_erased'
        | 'switch_not_found'
        | 'no_samples'
        | 'not_sealed'
        | 'event_conflict'
        | 'decision_refused'
        | 'checkpoint_action_refused'
        | 'erasure_refused'
        | 'too_many_refusals'
        | 'too_many_streams'
        | 'already_reset'
        | 'own_roles'
        | 'residency_unacknowledged'
        | 'tenant_overloaded'
        | 'overloaded'
        | 'part_unavailable'
        | 'stopping'
        | 'policy_unreadable'
        | 'not_ready'
        | 'integrity_failed'
        | 'internal';
      /** @description id of the request, as the log has it */
      instance: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  health: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok';
            version: string;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readiness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ready';
            version: string;
            parts: {
              name: string;
              /** @enum {string} */
              state: 'ready' | 'missing' | 'off';
              detail: string;
              version?: string | null;
              region?: string;
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  metrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  openapi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signIn: {
    parameters: {
      query?: {
        /** @description path of this gateway for afterwards */
        returnTo?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signInCallback: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            tenant: string;
            name: string;
            principal: string;
            /** @description of the sign-in, less what was withdrawn since */
            roles: (
              'trigger' | 'adviser' | 'retention-lead' | 'supervisor' | 'compliance' | 'operator' | 'auditor'
            )[];
            /** @description of the device, as the provider says */
            posture: string | null;
            /** @description of the sign-in, as the provider says */
            risk: string | null;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            expiresAt: number;
            /** @description the session is over when nothing is asked until then */
            idleUntil: number;
            /** @description to be sent as `x-wayproof-csrf` with every unsafe method */
            csrf: string;
            tenantName: string;
            /** @description the tenant's, ISO 4217 */
            currency: string;
            /** @description the tenant's, IANA */
            timeZone: string;
            /** @description calls that these roles allow now; a page shows by it, nothing is allowed by it */
            may: (
              | 'events.send'
              | 'journeys.read'
              | 'decision.send'
              | 'checkpoint.act'
              | 'evidence.read'
              | 'lineage.read'
              | 'completeness.read'
              | 'subject.export'
              | 'erasures.request'
              | 'erasures.decide'
              | 'erasures.read'
              | 'crm.read'
              | 'ledger.read'
              | 'incidents.read'
              | 'switches.read'
              | 'switches.trip'
              | 'switches.reset'
              | 'limits.read'
              | 'policy.ask'
              | 'knowledge.load'
              | 'knowledge.delete'
              | 'knowledge.list'
              | 'knowledge.evaluate'
              | 'knowledge.search'
              | 'people.read'
              | 'roles.withdraw'
              | 'absence.set'
              | 'codec.decode'
              | 'whoami.read'
              | 'overview.read'
              | 'fields.reveal'
              | 'samples.send'
            )[];
            /** @description origin of the Temporal UI; null: it is not known here */
            temporalUi: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description where the provider's own session is ended; null: nowhere */
            endSession: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listPersonas: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            issuer: string;
            personas: {
              persona: string;
              tenant: string;
              subject: string;
              displayName: string;
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  issuePersonaToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          persona: string;
          tenant: string;
          /**
           * @description what the token claims of the device; default `managed`
           * @enum {string}
           */
          device?: 'managed' | 'unmanaged' | 'risky';
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            access_token: string;
            /** @enum {string} */
            token_type: 'Bearer';
            expires_in: number;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  countWaiting: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description open checkpoints of the tenant */
            open: number;
            /** @description of a high tier */
            high: number;
            /** @description whose deadline is within the hour */
            dueSoon: number;
            /** @description that I have claimed, or was given */
            mine: number;
            /** @description that ask for a role of mine and that nobody else has in hand */
            forMe: number;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  streamChanges: {
    parameters: {
      query?: {
        /** @description end after what has changed since `Last-Event-ID`, for whoever cannot hold a stream */
        once?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description server-sent events */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listJourneys: {
    parameters: {
      query?: {
        type?: string;
        stage?:
          'detect' | 'authorise' | 'retrieve' | 'infer' | 'guard' | 'checkpoint' | 'act' | 'seal' | 'ended';
        outcome?:
          | 'no_intent'
          | 'denied'
          | 'no_evidence'
          | 'withdrawn'
          | 'superseded'
          | 'rejected'
          | 'expired'
          | 'acted'
          | 'failed_compensated';
        tier?: string;
        approverRole?:
          'trigger' | 'adviser' | 'retention-lead' | 'supervisor' | 'compliance' | 'operator' | 'auditor';
        customer?: string;
        /** @description begun at or after then, in milliseconds since 1970-01-01T00:00:00Z */
        since?: number;
        /** @description begun before then */
        until?: number;
        /** @description the same as `claimed=me` */
        mine?: 'true' | 'false';
        /** @description open checkpoints by who has them in hand: by a claim, or because they were given to him */
        claimed?: 'me' | 'nobody' | 'others';
        /** @description `urgency`: open checkpoints only, high tier first, then by deadline */
        order?: 'newest' | 'urgency';
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            journeys: {
              id: string;
              workflowId: string;
              tenant: string;
              type: string;
              subject: string;
              /** @enum {string} */
              stage:
                | 'detect'
                | 'authorise'
                | 'retrieve'
                | 'infer'
                | 'guard'
                | 'checkpoint'
                | 'act'
                | 'seal'
                | 'ended';
              outcome:
                | (
                    | 'no_intent'
                    | 'denied'
                    | 'no_evidence'
                    | 'withdrawn'
                    | 'superseded'
                    | 'rejected'
                    | 'expired'
                    | 'acted'
                    | 'failed_compensated'
                  )
                | null;
              reasons: string[];
              score: number | null;
              tier: string | null;
              checkpoint: {
                requestId: string;
                /** @description what a decision must name */
                proposalHash: string;
                proposal: {
                  ref: string;
                  commitment: string;
                };
                draft: {
                  ref: string;
                  commitment: string;
                };
                evidence: {
                  ref: string;
                  commitment: string;
                } | null;
                approverRole: string;
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                opensAt: number;
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                deadlineAt: number;
                blocked: boolean;
                /** @description JSON */
                findings: unknown;
                rejectReasons: string[];
                standing: {
                  /** @description who has it in hand; nobody else decides until then. Null once it has lapsed */
                  claim: {
                    by: string;
                    /** @description milliseconds since 1970-01-01T00:00:00Z */
                    until: number;
                  } | null;
                  /** @description whom it was delegated to; null: whoever has the role */
                  assignee: string | null;
                  /** @description none of them decides about this proposal any more */
                  delegators: string[];
                  /** @description of the proposal that is open now */
                  approvals: {
                    actor: string;
                    role: string;
                    /** @enum {string} */
                    decision: 'approve' | 'edit_and_approve' | 'reject';
                    /** @description milliseconds since 1970-01-01T00:00:00Z */
                    at: number;
                    insteadOf: string | null;
                  }[];
                  /** @description steps of the escalation chain that were taken */
                  level: number;
                };
                /** @description when the approvers were last reminded */
                remindedAt: number | null;
                /** @description what comes before the deadline while nobody decides, in order */
                schedule: {
                  /** @enum {string} */
                  step: 'remind' | 'escalate';
                  /** @description milliseconds since 1970-01-01T00:00:00Z */
                  at: number;
                  /** @description who is asked as well; null for a reminder */
                  role: string | null;
                }[];
                /** @description approvals by different people that are still needed; 0 when it is over */
                remaining: number;
                quorum: {
                  /** @description different people who must approve */
                  approvals: number;
                  /** @description role of which at least one of them must be */
                  including: string | null;
                };
              } | null;
              decision: {
                proposal: {
                  ref: string;
                  commitment: string;
                } | null;
                kind: string;
                actor: string;
                role: string;
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                at: number;
                reasonCode: string | null;
                /** @description everybody who approved it, the last one last */
                approvals?: {
                  actor: string;
                  role: string;
                  /** @enum {string} */
                  decision: 'approve' | 'edit_and_approve' | 'reject';
                  /** @description milliseconds since 1970-01-01T00:00:00Z */
                  at: number;
                  insteadOf: string | null;
                }[];
              } | null;
              model: {
                provider: string;
                model: string;
                fallback: string | null;
              } | null;
              retrieval: {
                store: string;
                passages: number;
              } | null;
              write: {
                id: string;
                diff: {
                  ref: string;
                  commitment: string;
                };
              } | null;
              head: string | null;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              createdAt: number;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              updatedAt: number;
            }[];
            next: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getJourney: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: string;
            workflowId: string;
            tenant: string;
            type: string;
            subject: string;
            /** @enum {string} */
            stage:
              | 'detect'
              | 'authorise'
              | 'retrieve'
              | 'infer'
              | 'guard'
              | 'checkpoint'
              | 'act'
              | 'seal'
              | 'ended';
            outcome:
              | (
                  | 'no_intent'
                  | 'denied'
                  | 'no_evidence'
                  | 'withdrawn'
                  | 'superseded'
                  | 'rejected'
                  | 'expired'
                  | 'acted'
                  | 'failed_compensated'
                )
              | null;
            reasons: string[];
            score: number | null;
            tier: string | null;
            checkpoint: {
              requestId: string;
              /** @description what a decision must name */
              proposalHash: string;
              proposal: {
                ref: string;
                commitment: string;
              };
              draft: {
                ref: string;
                commitment: string;
              };
              evidence: {
                ref: string;
                commitment: string;
              } | null;
              approverRole: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              opensAt: number;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              deadlineAt: number;
              blocked: boolean;
              /** @description JSON */
              findings: unknown;
              rejectReasons: string[];
              standing: {
                /** @description who has it in hand; nobody else decides until then. Null once it has lapsed */
                claim: {
                  by: string;
                  /** @description milliseconds since 1970-01-01T00:00:00Z */
                  until: number;
                } | null;
                /** @description whom it was delegated to; null: whoever has the role */
                assignee: string | null;
                /** @description none of them decides about this proposal any more */
                delegators: string[];
                /** @description of the proposal that is open now */
                approvals: {
                  actor: string;
                  role: string;
                  /** @enum {string} */
                  decision: 'approve' | 'edit_and_approve' | 'reject';
                  /** @description milliseconds since 1970-01-01T00:00:00Z */
                  at: number;
                  insteadOf: string | null;
                }[];
                /** @description steps of the escalation chain that were taken */
                level: number;
              };
              /** @description when the approvers were last reminded */
              remindedAt: number | null;
              /** @description what comes before the deadline while nobody decides, in order */
              schedule: {
                /** @enum {string} */
                step: 'remind' | 'escalate';
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                at: number;
                /** @description who is asked as well; null for a reminder */
                role: string | null;
              }[];
              /** @description approvals by different people that are still needed; 0 when it is over */
              remaining: number;
              quorum: {
                /** @description different people who must approve */
                approvals: number;
                /** @description role of which at least one of them must be */
                including: string | null;
              };
            } | null;
            decision: {
              proposal: {
                ref: string;
                commitment: string;
              } | null;
              kind: string;
              actor: string;
              role: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              reasonCode: string | null;
              /** @description everybody who approved it, the last one last */
              approvals?: {
                actor: string;
                role: string;
                /** @enum {string} */
                decision: 'approve' | 'edit_and_approve' | 'reject';
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                at: number;
                insteadOf: string | null;
              }[];
            } | null;
            model: {
              provider: string;
              model: string;
              fallback: string | null;
            } | null;
            retrieval: {
              store: string;
              passages: number;
            } | null;
            write: {
              id: string;
              diff: {
                ref: string;
                commitment: string;
              };
            } | null;
            head: string | null;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            createdAt: number;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            updatedAt: number;
            links: {
              /** @description the run in the Temporal UI; null: its address is not known */
              temporal: string | null;
            };
            /** @description null for operator and auditor, who see codes only */
            content: {
              customerId: string | null;
              /** @description JSON */
              proposal: unknown;
              /** @description JSON */
              draft: unknown;
              /** @description JSON */
              evidence: unknown;
              /** @description JSON */
              diff: unknown;
              /** @description JSON */
              findings: unknown;
              reasons: {
                code: string;
                sentence: string;
              }[];
              decidedBy: string | null;
              /** @description names of those who stand in the checkpoint and the decision, by token */
              people: {
                [key: string]: string;
              };
            } | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sendDecision: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          requestId: string;
          proposalHash: string;
          /** @enum {string} */
          decision: 'approve' | 'edit_and_approve' | 'reject';
          reasonCode?: string | null;
          /** @description the edited output, whole */
          edit?: {
            [key: string]: unknown;
          } | null;
          comment?: string | null;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            verdict: 'accepted';
            /** @enum {string} */
            decision: 'approve' | 'edit_and_approve' | 'reject';
            proposalHash: string;
            /** @description approvals by other people that are still needed; absent or 0: decided */
            remaining?: number;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  previewDecision: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description the edited output, whole; null: the open proposal as it is */
          edit: {
            [key: string]: unknown;
          } | null;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            requestId: string;
            /** @description of the open proposal, which a decision must name */
            proposalHash: string;
            edited: boolean;
            /**
             * @description the guard's; `fail`: nobody can approve it so
             * @enum {string}
             */
            verdict: 'pass' | 'fail';
            tier: string;
            /** @description with sentences */
            findings: unknown;
            /** @description null for whoever may not read contents */
            operations: unknown[] | null;
            crm: {
              /**
               * @description `unknown`: this CRM cannot tell beforehand
               * @enum {string}
               */
              verdict:
                'would_write' | 'version_conflict' | 'refused' | 'missing' | 'unknown' | 'nothing_proposed';
              /** @description the CRM's own, where it refuses */
              code: string | null;
              diff:
                | {
                    object: string;
                    id: string;
                    field: string;
                    /** @description JSON */
                    before: unknown;
                    /** @description JSON */
                    after: unknown;
                  }[]
                | null;
            };
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  revealField: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          field: 'customer_id' | 'name' | 'email' | 'phone' | 'token';
          /** @description for the field `token`: one that stands in the proposal, with its brackets */
          token?: string;
          /**
           * @description kept in the ledger, as is the field; the value never is
           * @enum {string}
           */
          reason:
            | 'contact_customer'
            | 'verify_identity'
            | 'check_proposal'
            | 'complaint'
            | 'data_subject_request'
            | 'incident_review';
          comment?: string | null;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            field: 'customer_id' | 'name' | 'email' | 'phone' | 'token';
            token: string | null;
            /** @description null: the record has none, or the token is not this customer’s */
            value: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getCustomerOfJourney: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            subject: string;
            /** @description what identifies is not among them */
            facts: {
              version: number;
            } & {
              [key: string]: unknown;
            };
            timeline: {
              id: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              kind: string;
              text: string;
              journeyId: string | null;
            }[];
            tasks: {
              id: string;
              forRole: string;
              title: string;
              state: string;
            }[];
            cases: {
              id: string;
              topic: string;
              priority: string;
              state: string;
            }[];
            outbox: {
              id: string;
              channel: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              state: string;
              text: string;
            }[];
            /** @description newest first, at most 50 */
            journeys: {
              id: string;
              type: string;
              /** @enum {string} */
              stage:
                | 'detect'
                | 'authorise'
                | 'retrieve'
                | 'infer'
                | 'guard'
                | 'checkpoint'
                | 'act'
                | 'seal'
                | 'ended';
              outcome:
                | (
                    | 'no_intent'
                    | 'denied'
                    | 'no_evidence'
                    | 'withdrawn'
                    | 'superseded'
                    | 'rejected'
                    | 'expired'
                    | 'acted'
                    | 'failed_compensated'
                  )
                | null;
              tier: string | null;
              score: number | null;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              createdAt: number;
            }[];
            /** @description what the customer’s agent holds; null: there is none now */
            agent: {
              window: {
                event: string;
                kind: string;
                topic: string;
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                at: number;
              }[];
              openJourney: {
                id: string | null;
                type: string;
                intent: string;
              } | null;
              contacts: {
                type: string;
                intent: string;
                outcome: string;
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                endedAt: number;
              }[];
            } | null;
            /** @description false: the engine did not answer, so `agent` says nothing */
            agentAnswered: boolean;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getSubject: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description token of a customer, `sub_` and 32 hex digits */
        subject: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            subject: string;
            /** @description what identifies is not among them */
            facts: {
              version: number;
            } & {
              [key: string]: unknown;
            };
            timeline: {
              id: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              kind: string;
              text: string;
              journeyId: string | null;
            }[];
            tasks: {
              id: string;
              forRole: string;
              title: string;
              state: string;
            }[];
            cases: {
              id: string;
              topic: string;
              priority: string;
              state: string;
            }[];
            outbox: {
              id: string;
              channel: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              state: string;
              text: string;
            }[];
            /** @description newest first, at most 50 */
            journeys: {
              id: string;
              type: string;
              /** @enum {string} */
              stage:
                | 'detect'
                | 'authorise'
                | 'retrieve'
                | 'infer'
                | 'guard'
                | 'checkpoint'
                | 'act'
                | 'seal'
                | 'ended';
              outcome:
                | (
                    | 'no_intent'
                    | 'denied'
                    | 'no_evidence'
                    | 'withdrawn'
                    | 'superseded'
                    | 'rejected'
                    | 'expired'
                    | 'acted'
                    | 'failed_compensated'
                  )
                | null;
              tier: string | null;
              score: number | null;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              createdAt: number;
            }[];
            /** @description what the customer’s agent holds; null: there is none now */
            agent: {
              window: {
                event: string;
                kind: string;
                topic: string;
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                at: number;
              }[];
              openJourney: {
                id: string | null;
                type: string;
                intent: string;
              } | null;
              contacts: {
                type: string;
                intent: string;
                outcome: string;
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                endedAt: number;
              }[];
            } | null;
            /** @description false: the engine did not answer, so `agent` says nothing */
            agentAnswered: boolean;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getOverview: {
    parameters: {
      query?: {
        days?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            from: number;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            to: number;
            /** @description journeys that began in this time; everything here is about those */
            started: number;
            ended: number;
            outcomes: {
              /** @enum {string} */
              code:
                | 'no_intent'
                | 'denied'
                | 'no_evidence'
                | 'withdrawn'
                | 'superseded'
                | 'rejected'
                | 'expired'
                | 'acted'
                | 'failed_compensated';
              count: number;
            }[];
            /** @description of journeys that ended without an act */
            reasons: {
              code: string;
              count: number;
              sentence: string | null;
            }[];
            tiers: {
              code: string;
              count: number;
            }[];
            models: {
              provider: string;
              model: string;
              fallback: string | null;
              count: number;
            }[];
            /** @description drafts of the composer because the configured model failed */
            fallbacks: number;
            approvals: {
              decided: number;
              approved: number;
              edited: number;
              rejected: number;
              /** @description from the opening of the checkpoint to the decision */
              medianMs: number | null;
              p90Ms: number | null;
              /** @description edited of decided, 0 to 1; null: nobody has decided */
              editRate: number | null;
              rejectRate: number | null;
              /** @description who decided at least `fromDecisions` times and never rejected */
              neverRejects: {
                principal: string;
                decisions: number;
              }[];
              fromDecisions: number;
            };
            throughput: {
              /** @enum {string} */
              unit: 'day' | 'hour';
              points: {
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                at: number;
                started: number;
                acted: number;
              }[];
            };
            /** @description of the newest sealed journeys, at most `of`: a stage lasts from the evidence entry before to its own */
            evidence: {
              sampled: number;
              of: number;
              stages: {
                /** @enum {string} */
                stage:
                  | 'detect'
                  | 'authorise'
                  | 'retrieve'
                  | 'infer'
                  | 'guard'
                  | 'checkpoint'
                  | 'act'
                  | 'seal'
                  | 'ended';
                journeys: number;
                p50Ms: number;
                p95Ms: number;
              }[];
              /** @description in how many of the sampled journeys each region was used */
              regions: {
                code: string;
                count: number;
              }[];
            };
            /** @description for POST /v1/switches/{id}/reset */
            resetReasons: string[];
            /** @description kill switches in force */
            switches: {
              id: string;
              /** @enum {string} */
              scope: 'tenant' | 'journey_type' | 'model';
              /** @description the tenant, a journey type, or a model or its provider */
              value: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              trippedAt: number;
              /** @description a reason of policies/limits.yaml, or the check that tripped it */
              reasonCode: string;
              /** @description token of the person; null: an automatic check */
              trippedBy: string | null;
              /** @description the automatic check; null: a person */
              check: string | null;
              /** @description null while it is in force */
              reset: {
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                at: number;
                /** @description token of a person, `prn_` and 32 hex digits; GET /v1/people lists them */
                by: string;
                reasonCode: string;
              } | null;
            }[];
            /** @description roles */
            mayResetSwitches: string[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sendSamples: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            customers: number;
            events: number;
            /** @description deliveries that were new */
            accepted: number;
            /** @description deliveries of what was sent before */
            duplicates: number;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  claimCheckpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          requestId: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            verdict: 'accepted';
            /** @enum {string} */
            action: 'claim' | 'release' | 'delegate';
            claimedUntil: number | null;
            /** @description a substitute, where the delegate is out of office */
            assignee: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  releaseCheckpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          requestId: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            verdict: 'accepted';
            /** @enum {string} */
            action: 'claim' | 'release' | 'delegate';
            claimedUntil: number | null;
            /** @description a substitute, where the delegate is out of office */
            assignee: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  delegateCheckpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          requestId: string;
          /** @description token of a person, `prn_` and 32 hex digits; GET /v1/people lists them */
          to: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            verdict: 'accepted';
            /** @enum {string} */
            action: 'claim' | 'release' | 'delegate';
            claimedUntil: number | null;
            /** @description a substitute, where the delegate is out of office */
            assignee: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listPeople: {
    parameters: {
      query?: {
        role?:
          'trigger' | 'adviser' | 'retention-lead' | 'supervisor' | 'compliance' | 'operator' | 'auditor';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            people: {
              principal: string;
              name: string;
              /** @description of the newest token, less the withdrawn ones */
              roles: string[];
              withdrawnRoles: string[];
              absence: {
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                until: number;
                substitute: string;
              } | null;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              seenAt: number;
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  withdrawRoles: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `prn_` and 32 hex digits */
        principal: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description all that are withdrawn; an empty list gives them back */
          roles: (
            'trigger' | 'adviser' | 'retention-lead' | 'supervisor' | 'compliance' | 'operator' | 'auditor'
          )[];
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            principal: string;
            name: string;
            /** @description of the newest token, less the withdrawn ones */
            roles: string[];
            withdrawnRoles: string[];
            absence: {
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              until: number;
              substitute: string;
            } | null;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            seenAt: number;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  setAbsence: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description milliseconds since 1970-01-01T00:00:00Z */
          until: number;
          /** @description token of a person, `prn_` and 32 hex digits; GET /v1/people lists them */
          substitute: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            absence: {
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              until: number;
              substitute: string;
            } | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  endAbsence: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            absence: {
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              until: number;
              substitute: string;
            } | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getEvidence: {
    parameters: {
      query?: {
        documents?: 'true' | 'false';
      };
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The evidence; a bundle where `accept` asks for one */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            statement: {
              /** @enum {string} */
              format: 'wayproof-seal/1';
              head: string;
              entries: number;
            } & {
              [key: string]: unknown;
            };
            entries: ({
              seq: number;
              type: string;
              prev: string;
              hash: string;
            } & {
              [key: string]: unknown;
            })[];
            /** @description that the entries name; more than one is an attempt across a border */
            regions: string[];
            record: {
              index: number;
              kind: string;
              journeyId: string | null;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              /** @description JSON */
              facts: unknown;
              signature: string;
              keyId: string;
              key?: string;
              prev?: string;
            };
            keys: {
              keyId: string;
              /** @description JSON */
              jwk: unknown;
            }[];
          };
          'application/vnd.wayproof.bundle+json': {
            /** @enum {string} */
            format: 'wayproof-bundle/1';
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listLedger: {
    parameters: {
      query?: {
        kind?: string;
        journey?: string;
        after?: number;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            records: {
              index: number;
              kind: string;
              journeyId: string | null;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              /** @description JSON */
              facts: unknown;
              signature: string;
              keyId: string;
              key?: string;
              prev?: string;
            }[];
            next: number | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getVerification: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @description partly: nothing is refuted, but not all is proved
             * @enum {string}
             */
            verdict: 'proved' | 'partly' | 'refuted';
            findings: {
              check: string;
              /** @enum {string} */
              state: 'proved' | 'not_proved' | 'refuted';
              /** @description entry, record or member of the bundle; null: the whole of it */
              where: string | null;
              /** @description one sentence */
              says: string;
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getRationale: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            journey: string;
            /** @description false: the entries are those so far, and nobody has signed them */
            sealed: boolean;
            /** @description false: the caller sees codes only */
            texts: boolean;
            paragraphs: {
              /** @enum {string} */
              stage:
                | 'detect'
                | 'authorise'
                | 'retrieve'
                | 'infer'
                | 'guard'
                | 'checkpoint'
                | 'act'
                | 'seal'
                | 'ended';
              entry: number | null;
              sentences: string[];
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getTimeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description false: the entries are those so far, and nobody has signed them */
            sealed: boolean;
            entries: {
              seq: number;
              /** @enum {string} */
              type:
                | 'journey.started'
                | 'intent.confirmed'
                | 'intent.not_confirmed'
                | 'policy.allowed'
                | 'policy.denied'
                | 'grant.renewed'
                | 'evidence.retrieved'
                | 'evidence.none'
                | 'draft.inferred'
                | 'guard.passed'
                | 'guard.failed'
                | 'checkpoint.opened'
                | 'decision.refused'
                | 'decision.accepted'
                | 'checkpoint.claimed'
                | 'checkpoint.released'
                | 'checkpoint.delegated'
                | 'checkpoint.action_refused'
                | 'checkpoint.reminded'
                | 'checkpoint.escalated'
                | 'checkpoint.expired'
                | 'act.waiting'
                | 'act.denied'
                | 'act.refused_by_crm'
                | 'act.record_changed'
                | 'act.approval_lapsed'
                | 'act.failed'
                | 'act.compensated'
                | 'crm.acted'
                | 'journey.ended';
              /** @enum {string} */
              stage:
                | 'detect'
                | 'authorise'
                | 'retrieve'
                | 'infer'
                | 'guard'
                | 'checkpoint'
                | 'act'
                | 'seal'
                | 'ended';
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              hash: string;
              sentence: string;
            }[];
            /** @description heaviest reason first; `meaning` is of the policy that is in force now */
            intent: {
              intent: string;
              score: number;
              threshold: number;
              reasons: {
                code: string;
                value: number;
                /** @description value × weight, in log-odds */
                contribution: number;
                meaning: string | null;
              }[];
            } | null;
            passages: {
              id: string;
              source: string;
              score: number;
              /** @description of its document, when it was read */
              version?: number;
            }[];
            /** @description what drafted the newest proposal */
            draft: {
              provider: string;
              model: string;
              version: string;
              prompt: {
                id: string;
                hash: string;
              };
              region: string;
              promptTokens: number;
              outputTokens: number;
              durationMs: number;
              fallback: string | null;
            } | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getCompleteness: {
    parameters: {
      query?: {
        /** @description journeys that began on this day (UTC) or later; absent: 30 days before `to` */
        from?: string;
        /** @description and on this day or earlier; absent: today */
        to?: string;
        by?: 'type' | 'day';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            tenant: string;
            /**
             * Format: date
             * @description UTC
             */
            from: string;
            /**
             * Format: date
             * @description UTC
             */
            to: string;
            groups: {
              type: string;
              /** @description on which they began; null when grouped by type alone */
              day: string | null;
              /** @description that ended */
              journeys: number;
              sealed: number;
              /** @description ended, and none of their evidence is there */
              unsealed: number;
              entriesPresent: number;
              entriesRequired: number;
              completeness: number;
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getLineage: {
    parameters: {
      query?: {
        journey?: string;
        document?: string;
        event?: string;
        passage?: string;
        write?: string;
        subject?: string;
        /** @description for whom policy lets read customers */
        customer?: string;
        /** @description `OBJECT/ID/FIELD` or `OBJECT/ID` of the CRM, for whom policy lets read customers */
        field?: string;
        /** @description what stood and stands in the fields, for whom policy lets read journeys; each use is recorded */
        values?: 'true' | 'false';
        /** @description of the newest journeys */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            journeys: {
              id: string;
              outcome: string | null;
              sealed: boolean;
            }[];
            /** @description nodes that were asked about; empty: whole journeys were */
            focus: string[];
            /** @description older journeys name it too; ask with a higher limit */
            more: boolean;
            nodes: {
              id: string;
              /** @enum {string} */
              kind:
                | 'event'
                | 'intent'
                | 'policy'
                | 'knowledge_passage'
                | 'evidence_set'
                | 'prompt'
                | 'model'
                | 'draft'
                | 'edit'
                | 'record_version'
                | 'proposal'
                | 'person'
                | 'decision'
                | 'crm_write'
                | 'crm_field'
                | 'outcome';
              at: number | null;
              facts: {
                [key: string]: unknown;
              };
            }[];
            edges: {
              from: string;
              to: string;
              /** @enum {string} */
              how:
                | 'triggered'
                | 'counted'
                | 'asked'
                | 'allowed'
                | 'denied'
                | 'searched'
                | 'found_in'
                | 'told'
                | 'repaired'
                | 'given_to'
                | 'drafted'
                | 'guarded'
                | 'made_from'
                | 'shown_to'
                | 'wrote'
                | 'decided'
                | 'decided_about'
                | 'approved'
                | 'written'
                | 'replaced'
                | 'left'
                | 'changed'
                | 'ended';
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  archiveSubject: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          customerId: string;
        };
      };
    };
    responses: {
      /** @description The archive */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.wayproof.access+json': {
            /** @enum {string} */
            format: 'wayproof-access/1';
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listErasures: {
    parameters: {
      query?: {
        state?: 'requested' | 'rejected' | 'expired' | 'erasing' | 'erased';
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            erasures: {
              id: string;
              tenant: string;
              subject: string;
              /** @enum {string} */
              ground: 'subject_request' | 'retention_ended' | 'authority_order';
              /** @enum {string} */
              state: 'requested' | 'rejected' | 'expired' | 'erasing' | 'erased';
              requestedBy: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              requestedAt: number;
              /** @description nothing is erased when nobody has approved until then */
              deadlineAt: number;
              decidedBy: string | null;
              decidedAt: number | null;
              /** @description what was destroyed here; the certificate has more */
              erased: {
                documents: number;
                personalValues: number;
                passages: number;
              } | null;
              /** @description of the certificate */
              ledgerIndex: number | null;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              updatedAt: number;
            }[];
            next: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  requestErasure: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          customerId: string;
          /** @enum {string} */
          ground: 'subject_request' | 'retention_ended' | 'authority_order';
        };
      };
    };
    responses: {
      /** @description Default Response */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: string;
            tenant: string;
            subject: string;
            /** @enum {string} */
            ground: 'subject_request' | 'retention_ended' | 'authority_order';
            /** @enum {string} */
            state: 'requested' | 'rejected' | 'expired' | 'erasing' | 'erased';
            requestedBy: string;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            requestedAt: number;
            /** @description nothing is erased when nobody has approved until then */
            deadlineAt: number;
            decidedBy: string | null;
            decidedAt: number | null;
            /** @description what was destroyed here; the certificate has more */
            erased: {
              documents: number;
              personalValues: number;
              passages: number;
            } | null;
            /** @description of the certificate */
            ledgerIndex: number | null;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            updatedAt: number;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  decideErasure: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `ers_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          decision: 'approve' | 'reject';
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            verdict: 'accepted';
            /** @enum {string} */
            decision: 'approve' | 'reject';
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getErasure: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `ers_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: string;
            tenant: string;
            subject: string;
            /** @enum {string} */
            ground: 'subject_request' | 'retention_ended' | 'authority_order';
            /** @enum {string} */
            state: 'requested' | 'rejected' | 'expired' | 'erasing' | 'erased';
            requestedBy: string;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            requestedAt: number;
            /** @description nothing is erased when nobody has approved until then */
            deadlineAt: number;
            decidedBy: string | null;
            decidedAt: number | null;
            /** @description what was destroyed here; the certificate has more */
            erased: {
              documents: number;
              personalValues: number;
              passages: number;
            } | null;
            /** @description of the certificate */
            ledgerIndex: number | null;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            updatedAt: number;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getErasureCertificate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `ers_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description one erasure in canonical JSON, for `wayproof audit verify`; docs/evidence.md has its members */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            format: 'wayproof-erasure/1';
          } & {
            [key: string]: unknown;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listIncidents: {
    parameters: {
      query?: {
        journey?: string;
        after?: number;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            incidents: {
              /** @description of its record in the ledger */
              index: number;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              code: string;
              /** @description null for a code that this version does not know */
              sentence: string | null;
              journeyId: string | null;
              /** @description JSON */
              facts: unknown;
            }[];
            /** @description give it as `after` for the next page */
            next: number | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getCustomer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        customerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            facts: {
              version: number;
            } & {
              [key: string]: unknown;
            };
            identity: {
              name: string;
              email: string | null;
              phone: string | null;
            };
            timeline: {
              id: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              kind: string;
              text: string;
              journeyId: string | null;
            }[];
            tasks: {
              id: string;
              forRole: string;
              title: string;
              state: string;
            }[];
            cases: {
              id: string;
              topic: string;
              priority: string;
              state: string;
            }[];
            offers: {
              id: string;
              offerId: string;
              state: string;
            }[];
            calls: {
              id: string;
              slotId: string;
              state: string;
            }[];
            outbox: {
              id: string;
              channel: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              state: string;
              text: string;
            }[];
            writes: {
              id: string;
              idempotencyKey: string;
              state: string;
              diff: {
                object: string;
                id: string;
                field: string;
                /** @description JSON */
                before: unknown;
                /** @description JSON */
                after: unknown;
              }[];
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  checkPolicy: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          subject: string;
          roles?: (
            'trigger' | 'adviser' | 'retention-lead' | 'supervisor' | 'compliance' | 'operator' | 'auditor'
          )[];
          object: string;
          action: string;
          /** @default {} */
          facts?: {
            [key: string]: string | number | boolean;
          };
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            verdict: 'allowed' | 'denied';
            code: string | null;
            policySnapshot: string;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  explainPolicy: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          subject: string;
          roles?: (
            'trigger' | 'adviser' | 'retention-lead' | 'supervisor' | 'compliance' | 'operator' | 'auditor'
          )[];
          object: string;
          action: string;
          /** @default {} */
          facts?: {
            [key: string]: string | number | boolean;
          };
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            verdict: 'allowed' | 'denied';
            code: string | null;
            policySnapshot: string;
            rule: string | null;
            sentence: string | null;
            missing: {
              code: string;
              sentence: string | null;
            }[];
            /** @description every rule that was looked at, part by part */
            considered: unknown[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getJourneyPolicy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `jrn_` and 24 hex digits */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            journeyId: string;
            type: string;
            stage: string;
            outcome: string | null;
            reasons: {
              code: string;
              sentence: string | null;
            }[];
            /** @description every question that policy was asked about the journey, as it was kept, oldest first */
            decisions: {
              /** @description `authorise`, `decide`, `claim`, `release`, `delegate` or `act` */
              question: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              policySnapshot: string | null;
              verdict: string;
              /** @description token of the person who was asked about; null: the journey */
              who: string | null;
              role: string | null;
              /** @description which decided, or came nearest */
              rule: string | null;
              file: string | null;
              line: number | null;
              code: string | null;
              sentence: string | null;
              missing: {
                code: string;
                sentence: string | null;
              }[];
              /** @description parts of the nearest rule that did not hold, as it stands there */
              unmet: string[];
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listSwitches: {
    parameters: {
      query?: {
        state?: 'in_force' | 'all';
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            switches: {
              id: string;
              /** @enum {string} */
              scope: 'tenant' | 'journey_type' | 'model';
              /** @description the tenant, a journey type, or a model or its provider */
              value: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              trippedAt: number;
              /** @description a reason of policies/limits.yaml, or the check that tripped it */
              reasonCode: string;
              /** @description token of the person; null: an automatic check */
              trippedBy: string | null;
              /** @description the automatic check; null: a person */
              check: string | null;
              /** @description null while it is in force */
              reset: {
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                at: number;
                /** @description token of a person, `prn_` and 32 hex digits; GET /v1/people lists them */
                by: string;
                reasonCode: string;
              } | null;
            }[];
            tripReasons: string[];
            resetReasons: string[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  tripSwitch: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          scope: 'tenant' | 'journey_type' | 'model';
          /** @description a journey type or a model; not for the scope `tenant` */
          value?: string;
          /** @description one of `tripReasons` */
          reasonCode: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            killSwitch: {
              id: string;
              /** @enum {string} */
              scope: 'tenant' | 'journey_type' | 'model';
              /** @description the tenant, a journey type, or a model or its provider */
              value: string;
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              trippedAt: number;
              /** @description a reason of policies/limits.yaml, or the check that tripped it */
              reasonCode: string;
              /** @description token of the person; null: an automatic check */
              trippedBy: string | null;
              /** @description the automatic check; null: a person */
              check: string | null;
              /** @description null while it is in force */
              reset: {
                /** @description milliseconds since 1970-01-01T00:00:00Z */
                at: number;
                /** @description token of a person, `prn_` and 32 hex digits; GET /v1/people lists them */
                by: string;
                reasonCode: string;
              } | null;
            };
            /** @description false: it was in force already */
            created: boolean;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  resetSwitch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description one of `resetReasons` */
          reasonCode: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            id: string;
            /** @enum {string} */
            scope: 'tenant' | 'journey_type' | 'model';
            /** @description the tenant, a journey type, or a model or its provider */
            value: string;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            trippedAt: number;
            /** @description a reason of policies/limits.yaml, or the check that tripped it */
            reasonCode: string;
            /** @description token of the person; null: an automatic check */
            trippedBy: string | null;
            /** @description the automatic check; null: a person */
            check: string | null;
            /** @description null while it is in force */
            reset: {
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              at: number;
              /** @description token of a person, `prn_` and 32 hex digits; GET /v1/people lists them */
              by: string;
              reasonCode: string;
            } | null;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getLimits: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description calls a minute, in one process of the gateway */
            door: {
              [key: string]: number;
            };
            refusals: {
              max: number;
              per: string;
            };
            model: {
              /** @enum {string} */
              counter: 'model.requests' | 'model.tokens';
              /** @enum {string} */
              per: 'minute' | 'day';
              used: number;
              max: number;
              endsInSeconds: number;
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listKnowledge: {
    parameters: {
      query?: {
        /** @description only ids that start with it */
        prefix?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            documents: {
              documentId: string;
              documentHash: string;
              version: number;
              passages: number;
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  loadKnowledge: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          documents: {
            documentId: string;
            title: string;
            source: string;
            language: string;
            /** @description roles that may read it, or `all` */
            audience: (
              | 'trigger'
              | 'adviser'
              | 'retention-lead'
              | 'supervisor'
              | 'compliance'
              | 'operator'
              | 'auditor'
              | 'all'
            )[];
            /** @description Markdown */
            text: string;
            /** Format: date */
            updated: string;
            /** @description whom it is about: found in his journeys alone, and erased with him */
            customerId?: string;
          }[];
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description looked at */
            documents: number;
            /** @description documents of which something was written */
            changed: number;
            /** @description passages */
            written: number;
            /** @description passages */
            unchanged: number;
            /** @description payment and national numbers that were taken out for good, by type */
            hidden: {
              [key: string]: number;
            };
            /** @description documents that speak to a model, with what the screens found */
            screened: {
              documentId: string;
              codes: string[];
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  deleteKnowledge: {
    parameters: {
      query: {
        documentId: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            documentId: string;
            passages: number;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  evaluateKnowledge: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          questions: {
            id: string;
            /**
             * @description whose eyes it is asked with, besides `all`
             * @default null
             */
            role?:
              | (
                  | 'trigger'
                  | 'adviser'
                  | 'retention-lead'
                  | 'supervisor'
                  | 'compliance'
                  | 'operator'
                  | 'auditor'
                )
              | null;
            query: string;
            /** @description documents that answer it; none: to find nothing is right */
            relevant: string[];
          }[];
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            store: string;
            space: string;
            questions: {
              id: string;
              bm25: {
                /** @description null where nothing is relevant */
                recallAt5: number | null;
                ndcgAt10: number | null;
                /** @description documents */
                found: number;
              };
              dense: {
                /** @description null where nothing is relevant */
                recallAt5: number | null;
                ndcgAt10: number | null;
                /** @description documents */
                found: number;
              };
              fused: {
                /** @description null where nothing is relevant */
                recallAt5: number | null;
                ndcgAt10: number | null;
                /** @description documents */
                found: number;
              };
            }[];
            unknownDocuments: string[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  searchKnowledge: {
    parameters: {
      query: {
        q: string;
        source?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            passages: {
              id: string;
              documentId: string;
              title: string;
              source: string;
              language: string;
              audience: string[];
              text: string;
              contentHash: string;
              /** @description the document's */
              version: number;
              updated: string;
              score: number;
              ranks: {
                dense: number | null;
                bm25: number | null;
              };
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  whoami: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            tenant: string;
            roles: (
              'trigger' | 'adviser' | 'retention-lead' | 'supervisor' | 'compliance' | 'operator' | 'auditor'
            )[];
            name: string;
            /** @description how histories and the ledger name the caller */
            principal: string;
            /** @description taken from the caller here, whatever the token says */
            withdrawnRoles: string[];
            absence: {
              /** @description milliseconds since 1970-01-01T00:00:00Z */
              until: number;
              substitute: string;
            } | null;
            /** @description milliseconds since 1970-01-01T00:00:00Z */
            expiresAt: number;
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  decodePayloads: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          payloads: {
            metadata?: {
              [key: string]: string;
            } | null;
            data?: string | null;
          }[];
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description in their order; for one that is not shown the JSON `{"wayproof": CODE, "keyId": ID or null}` */
            payloads: {
              metadata?: {
                [key: string]: string;
              } | null;
              data?: string | null;
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sendEvents: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/cloudevents+json': {
          /** @enum {string} */
          specversion: '1.0';
          id: string;
          /** @description URI reference of the producer */
          source: string;
          /** @enum {string} */
          type:
            | 'com.wayproof.web.page_viewed.v1'
            | 'com.wayproof.web.tool_used.v1'
            | 'com.wayproof.commerce.product_viewed.v1'
            | 'com.wayproof.commerce.checkout_started.v1'
            | 'com.wayproof.commerce.checkout_abandoned.v1'
            | 'com.wayproof.commerce.order_placed.v1'
            | 'com.wayproof.service.contact_logged.v1';
          /**
           * Format: date-time
           * @description RFC 3339; at most 5 minutes ahead, 400 days old
           */
          time: string;
          /** @description customer id in the CRM */
          subject: string;
          datacontenttype?: string | null;
          dataschema?: string | null;
          data?:
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                path?: string;
                dwellSeconds?: number;
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                inputs?: {
                  [key: string]: number;
                };
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                productId: string;
                /** @description amount in minor units of `currency` */
                priceMinor?: number;
                currency?: string;
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                cartId: string;
                /** @description amount in minor units of `currency` */
                valueMinor: number;
                currency: string;
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                cartId: string;
                /** @description amount in minor units of `currency` */
                valueMinor: number;
                currency: string;
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                orderId: string;
                /** @description amount in minor units of `currency` */
                valueMinor: number;
                currency: string;
              }
            | {
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                /** @enum {string} */
                channel: 'phone' | 'email' | 'chat' | 'store' | 'whatsapp';
                text?: string;
              };
        } & {
          [key: string]: unknown;
        };
        'application/cloudevents-batch+json': ({
          /** @enum {string} */
          specversion: '1.0';
          id: string;
          /** @description URI reference of the producer */
          source: string;
          /** @enum {string} */
          type:
            | 'com.wayproof.web.page_viewed.v1'
            | 'com.wayproof.web.tool_used.v1'
            | 'com.wayproof.commerce.product_viewed.v1'
            | 'com.wayproof.commerce.checkout_started.v1'
            | 'com.wayproof.commerce.checkout_abandoned.v1'
            | 'com.wayproof.commerce.order_placed.v1'
            | 'com.wayproof.service.contact_logged.v1';
          /**
           * Format: date-time
           * @description RFC 3339; at most 5 minutes ahead, 400 days old
           */
          time: string;
          /** @description customer id in the CRM */
          subject: string;
          datacontenttype?: string | null;
          dataschema?: string | null;
          data?:
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                path?: string;
                dwellSeconds?: number;
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                inputs?: {
                  [key: string]: number;
                };
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                productId: string;
                /** @description amount in minor units of `currency` */
                priceMinor?: number;
                currency?: string;
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                cartId: string;
                /** @description amount in minor units of `currency` */
                valueMinor: number;
                currency: string;
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                cartId: string;
                /** @description amount in minor units of `currency` */
                valueMinor: number;
                currency: string;
              }
            | {
                sessionId: string;
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                orderId: string;
                /** @description amount in minor units of `currency` */
                valueMinor: number;
                currency: string;
              }
            | {
                /** @enum {string} */
                topic:
                  | 'structured_notes'
                  | 'funds'
                  | 'equities'
                  | 'bonds'
                  | 'pensions'
                  | 'market_news'
                  | 'return_calculator'
                  | 'pension_calculator'
                  | 'risk_scenarios'
                  | 'account_overview'
                  | 'premium_electronics'
                  | 'audio'
                  | 'phones'
                  | 'home_appliances'
                  | 'accessories'
                  | 'gaming'
                  | 'order_tracking'
                  | 'support'
                  | 'shipping'
                  | 'warranty'
                  | 'billing'
                  | 'returns'
                  | 'home'
                  | 'other';
                /** @enum {string} */
                channel: 'phone' | 'email' | 'chat' | 'store' | 'whatsapp';
                text?: string;
              };
        } & {
          [key: string]: unknown;
        })[];
        'application/json':
          | {
              sessionId: string;
              /** @enum {string} */
              topic:
                | 'structured_notes'
                | 'funds'
                | 'equities'
                | 'bonds'
                | 'pensions'
                | 'market_news'
                | 'return_calculator'
                | 'pension_calculator'
                | 'risk_scenarios'
                | 'account_overview'
                | 'premium_electronics'
                | 'audio'
                | 'phones'
                | 'home_appliances'
                | 'accessories'
                | 'gaming'
                | 'order_tracking'
                | 'support'
                | 'shipping'
                | 'warranty'
                | 'billing'
                | 'returns'
                | 'home'
                | 'other';
              path?: string;
              dwellSeconds?: number;
            }
          | {
              sessionId: string;
              /** @enum {string} */
              topic:
                | 'structured_notes'
                | 'funds'
                | 'equities'
                | 'bonds'
                | 'pensions'
                | 'market_news'
                | 'return_calculator'
                | 'pension_calculator'
                | 'risk_scenarios'
                | 'account_overview'
                | 'premium_electronics'
                | 'audio'
                | 'phones'
                | 'home_appliances'
                | 'accessories'
                | 'gaming'
                | 'order_tracking'
                | 'support'
                | 'shipping'
                | 'warranty'
                | 'billing'
                | 'returns'
                | 'home'
                | 'other';
              inputs?: {
                [key: string]: number;
              };
            }
          | {
              sessionId: string;
              /** @enum {string} */
              topic:
                | 'structured_notes'
                | 'funds'
                | 'equities'
                | 'bonds'
                | 'pensions'
                | 'market_news'
                | 'return_calculator'
                | 'pension_calculator'
                | 'risk_scenarios'
                | 'account_overview'
                | 'premium_electronics'
                | 'audio'
                | 'phones'
                | 'home_appliances'
                | 'accessories'
                | 'gaming'
                | 'order_tracking'
                | 'support'
                | 'shipping'
                | 'warranty'
                | 'billing'
                | 'returns'
                | 'home'
                | 'other';
              productId: string;
              /** @description amount in minor units of `currency` */
              priceMinor?: number;
              currency?: string;
            }
          | {
              sessionId: string;
              /** @enum {string} */
              topic:
                | 'structured_notes'
                | 'funds'
                | 'equities'
                | 'bonds'
                | 'pensions'
                | 'market_news'
                | 'return_calculator'
                | 'pension_calculator'
                | 'risk_scenarios'
                | 'account_overview'
                | 'premium_electronics'
                | 'audio'
                | 'phones'
                | 'home_appliances'
                | 'accessories'
                | 'gaming'
                | 'order_tracking'
                | 'support'
                | 'shipping'
                | 'warranty'
                | 'billing'
                | 'returns'
                | 'home'
                | 'other';
              cartId: string;
              /** @description amount in minor units of `currency` */
              valueMinor: number;
              currency: string;
            }
          | {
              sessionId: string;
              /** @enum {string} */
              topic:
                | 'structured_notes'
                | 'funds'
                | 'equities'
                | 'bonds'
                | 'pensions'
                | 'market_news'
                | 'return_calculator'
                | 'pension_calculator'
                | 'risk_scenarios'
                | 'account_overview'
                | 'premium_electronics'
                | 'audio'
                | 'phones'
                | 'home_appliances'
                | 'accessories'
                | 'gaming'
                | 'order_tracking'
                | 'support'
                | 'shipping'
                | 'warranty'
                | 'billing'
                | 'returns'
                | 'home'
                | 'other';
              cartId: string;
              /** @description amount in minor units of `currency` */
              valueMinor: number;
              currency: string;
            }
          | {
              sessionId: string;
              /** @enum {string} */
              topic:
                | 'structured_notes'
                | 'funds'
                | 'equities'
                | 'bonds'
                | 'pensions'
                | 'market_news'
                | 'return_calculator'
                | 'pension_calculator'
                | 'risk_scenarios'
                | 'account_overview'
                | 'premium_electronics'
                | 'audio'
                | 'phones'
                | 'home_appliances'
                | 'accessories'
                | 'gaming'
                | 'order_tracking'
                | 'support'
                | 'shipping'
                | 'warranty'
                | 'billing'
                | 'returns'
                | 'home'
                | 'other';
              orderId: string;
              /** @description amount in minor units of `currency` */
              valueMinor: number;
              currency: string;
            }
          | {
              /** @enum {string} */
              topic:
                | 'structured_notes'
                | 'funds'
                | 'equities'
                | 'bonds'
                | 'pensions'
                | 'market_news'
                | 'return_calculator'
                | 'pension_calculator'
                | 'risk_scenarios'
                | 'account_overview'
                | 'premium_electronics'
                | 'audio'
                | 'phones'
                | 'home_appliances'
                | 'accessories'
                | 'gaming'
                | 'order_tracking'
                | 'support'
                | 'shipping'
                | 'warranty'
                | 'billing'
                | 'returns'
                | 'home'
                | 'other';
              /** @enum {string} */
              channel: 'phone' | 'email' | 'chat' | 'store' | 'whatsapp';
              text?: string;
            };
      };
    };
    responses: {
      /** @description Default Response */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            events: {
              id: string;
              source: string;
              /** @description token of the event, `evt_…` */
              event: string;
              /** @enum {string} */
              status: 'accepted' | 'duplicate' | 'conflict';
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457); `code` names it. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
