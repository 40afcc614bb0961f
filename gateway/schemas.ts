// The shapes that the API gives and takes, as zod: they validate, serialise and become the OpenAPI document.
import { z } from 'zod';
import { bundleFormat } from '../contracts/bundle.ts';
import { journeyOutcomes, journeyStages } from '../contracts/control-facts.ts';
import { roles } from '../contracts/ports/identity.ts';
import { personaDevices } from './ports.ts';
import { approvalSchema, checkpointSchema } from './checkpoint-schemas.ts';
import { absenceSchema } from './people-schemas.ts';
import { code, customerId, hash, json, label, queryInteger, reference, time } from './schema-parts.ts';

export const roleSchema = z.enum(roles);
export const journeyParams = z.strictObject({ id: z.string().max(64).describe('`jrn_` and 24 hex digits') });
export const customerParams = z.strictObject({ customerId });
export const emptyQuery = z.strictObject({});

export const eventAnswers = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      event: z.string().describe('token of the event, `evt_…`'),
      status: z.enum(['accepted', 'duplicate', 'conflict']),
    }),
  ),
});

export const journeySchema = z.object({
  id: z.string(),
  workflowId: z.string(),
  tenant: z.string(),
  type: z.string(),
  subject: z.string(),
  stage: z.enum(journeyStages),
  outcome: z.enum(journeyOutcomes).nullable(),
  reasons: z.array(z.string()),
  score: z.number().nullable(),
  tier: z.string().nullable(),
  checkpoint: checkpointSchema.nullable(),
  decision: z
    .object({ proposal: reference.nullable(),
      kind: z.string(), actor: z.string(), role: z.string(), at: time, reasonCode: z.string().nullable(),
      approvals: z.array(approvalSchema).optional().describe('everybody who approved it, the last one last') })
    .nullable(),
  model: z.object({ provider: z.string(), model: z.string(), fallback: z.string().nullable() }).nullable(),
  retrieval: z.object({ store: z.string(), passages: z.number() }).nullable(),
  write: z.object({ id: z.string(), diff: reference }).nullable(),
  head: hash.nullable(),
  createdAt: time,
  updatedAt: time,
}); // prettier-ignore
export const journeyDetail = journeySchema.extend({
  links: z.object({
    temporal: z.string().nullable().describe('the run in the Temporal UI; null: its address is not known'),
  }),
  content: z
    .object({
      customerId: z.string().nullable(),
      proposal: json,
      draft: json,
      evidence: json,
      diff: json,
      findings: json,
      reasons: z.array(z.object({ code: z.string(), sentence: z.string() })),
      decidedBy: z.string().nullable(),
      people: z
        .record(z.string(), z.string())
        .describe('names of those who stand in the checkpoint and the decision, by token'),
    })
    .nullable()
    .describe('null for operator and auditor, who see codes only'),
});
export const journeyList = z.object({ journeys: z.array(journeySchema), next: z.string().nullable() });
export const journeyQuery = z
  .strictObject({
    type: label.optional(),
    stage: z.enum(journeyStages).optional(),
    outcome: z.enum(journeyOutcomes).optional(),
    tier: code.optional(),
    approverRole: roleSchema.optional(),
    customer: customerId.optional(),
    since: queryInteger(0, Number.MAX_SAFE_INTEGER)
      .optional()
      .describe('begun at or after then, in milliseconds since 1970-01-01T00:00:00Z'),
    until: queryInteger(0, Number.MAX_SAFE_INTEGER).optional().describe('begun before then'),
    mine: z.enum(['true', 'false']).default('false').describe('the same as `claimed=me`'),
    claimed: z
      .enum(['me', 'nobody', 'others'])
      .optional()
      .describe('open checkpoints by who has them in hand: by a claim, or because they were given to him'),
    order: z
      .enum(['newest', 'urgency'])
      .default('newest')
      .describe('`urgency`: open checkpoints only, high tier first, then by deadline'),
    cursor: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,512}$/)
      .optional(),
    limit: queryInteger(1, 200).default(50),
  })
  .refine(({ order, stage = 'checkpoint' }) => order === 'newest' || stage === 'checkpoint', {
    path: ['stage'],
  });

export const ledgerRecord = z.object({
  index: z.number().int(),
  kind: z.string(),
  journeyId: z.string().nullable(),
  at: time,
  facts: json,
  signature: z.string(),
  keyId: z.string(),
  key: z.string().optional(),
  prev: hash.optional(),
});
export const ledgerQuery = z.strictObject({
  kind: label.optional(),
  journey: z.string().regex(/^jrn_[0-9a-f]{24}$/).optional(),
  after: queryInteger(0, Number.MAX_SAFE_INTEGER).optional(),
  limit: queryInteger(1, 200).default(50),
}); // prettier-ignore
export const ledgerList = z.object({ records: z.array(ledgerRecord), next: z.number().int().nullable() });
export const evidenceAnswer = z.object({
  statement: z.looseObject({ format: z.literal('wayproof-seal/1'), head: hash, entries: z.number().int() }),
  entries: z.array(z.looseObject({ seq: z.number().int(), type: z.string(), prev: hash, hash })),
  regions: z.array(z.string()).describe('that the entries name; more than one is an attempt across a border'),
  record: ledgerRecord,
  keys: z.array(z.object({ keyId: z.string(), jwk: json })),
});

/** Of a bundle only: with the texts, for whom policy allows. */
export const evidenceQuery = z.strictObject({ documents: z.enum(['true', 'false']).optional() });
export const bundleAnswer = z
  .looseObject({ format: z.literal(bundleFormat) })
  .describe('one journey in canonical JSON, for `wayproof audit verify`; docs/evidence.md has its members');

export const policyQuestion = z.strictObject({
  subject: label,
  roles: z.array(roleSchema).optional(),
  object: label,
  action: label,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
export const policyCheckAnswer = z.object({
  verdict: z.enum(['allowed', 'denied']),
  /** Null when allowed. */
  code: z.string().nullable(),
  policySnapshot: hash,
});
export const policyExplainAnswer = policyCheckAnswer.extend({
  rule: z.string().nullable(),
  sentence: z.string().nullable(),
  missing: z.array(z.object({ code: z.string(), sentence: z.string().nullable() })),
  considered: z.array(json).describe('every rule that was looked at, part by part'),
});

export const journeyPolicyAnswer = z.object({
  journeyId: z.string(),
  type: z.string(),
  stage: z.string(),
  outcome: z.string().nullable(),
  reasons: z.array(z.object({ code: z.string(), sentence: z.string().nullable() })),
  decisions: z
    .array(
      z.object({
        question: z.string().describe('`authorise`, `decide`, `claim`, `release`, `delegate` or `act`'),
        at: time,
        policySnapshot: hash.nullable(),
        verdict: z.string(),
        who: z.string().nullable().describe('token of the person who was asked about; null: the journey'),
        role: z.string().nullable(),
        rule: z.string().nullable().describe('which decided, or came nearest'),
        file: z.string().nullable(),
        line: z.number().int().nullable(),
        code: z.string().nullable(),
        sentence: z.string().nullable(),
        missing: z.array(z.object({ code: z.string(), sentence: z.string().nullable() })),
        unmet: z
          .array(z.string())
          .describe('parts of the nearest rule that did not hold, as it stands there'),
      }),
    )
    .describe('every question that policy was asked about the journey, as it was kept, oldest first'),
});

const change = z.object({ object: z.string(), id: z.string(), field: z.string(), before: json, after: json });
export const crmRecord = z.object({
  facts: z.looseObject({ version: z.number() }),
  identity: z.object({ name: z.string(), email: z.string().nullable(), phone: z.string().nullable() }),
  timeline: z.array(z.object({ id: z.string(), at: time, kind: z.string(), text: z.string(), journeyId: z.string().nullable() })),
  tasks: z.array(z.object({ id: z.string(), forRole: z.string(), title: z.string(), state: z.string() })),
  cases: z.array(z.object({ id: z.string(), topic: z.string(), priority: z.string(), state: z.string() })),
  offers: z.array(z.object({ id: z.string(), offerId: z.string(), state: z.string() })),
  calls: z.array(z.object({ id: z.string(), slotId: z.string(), state: z.string() })),
  outbox: z.array(z.object({ id: z.string(), channel: z.string(), at: time, state: z.string(), text: z.string() })),
  writes: z.array(z.object({ id: z.string(), idempotencyKey: z.string(), state: z.string(), diff: z.array(change) })),
}); // prettier-ignore

export const whoamiAnswer = z.object({
  tenant: z.string(),
  roles: z.array(roleSchema),
  name: z.string(),
  principal: z.string().describe('how histories and the ledger name the caller'),
  withdrawnRoles: z.array(z.string()).describe('taken from the caller here, whatever the token says'),
  absence: absenceSchema.nullable(),
  expiresAt: time,
});
export const partsAnswer = z.object({
  status: z.literal('ready'),
  version: z.string(),
  parts: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['ready', 'missing', 'off']),
      detail: z.string(),
      version: z.string().nullish(),
      region: z.string().optional(),
    }),
  ),
});
export const healthAnswer = z.object({ status: z.literal('ok'), version: z.string() });
export const personaList = z.object({
  issuer: z.string(),
  personas: z.array(
    z.object({ persona: z.string(), tenant: z.string(), subject: z.string(), displayName: z.string() }),
  ),
});
export const personaTokenBody = z.strictObject({
  persona: label,
  tenant: label,
  device: z
    .enum(personaDevices)
    .optional()
    .describe('what the token claims of the device; default `managed`'),
});
export const personaToken = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int(),
});
