// The shapes of erasures: what is asked, what is decided, and how one stands. Tokens and numbers, but for the customer's id in a request.
import { z } from 'zod';
import { erasureGrounds, erasureStates } from '../contracts/erasure.ts';
import { customerId, queryInteger, time } from './schema-parts.ts';

export const erasureParams = z.strictObject({ id: z.string().max(64).describe('`ers_` and 24 hex digits') });
export const erasureBody = z.strictObject({ customerId, ground: z.enum(erasureGrounds) });
export const erasureDecisionBody = z.strictObject({ decision: z.enum(['approve', 'reject']) });
export const erasureDecisionAnswer = z.object({
  verdict: z.literal('accepted'),
  decision: z.enum(['approve', 'reject']),
});
export const erasureQuery = z.strictObject({
  state: z.enum(erasureStates).optional(),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,512}$/)
    .optional(),
  limit: queryInteger(1, 200).default(50),
});
export const erasureSchema = z.object({
  id: z.string(),
  tenant: z.string(),
  subject: z.string(),
  ground: z.enum(erasureGrounds),
  state: z.enum(erasureStates),
  requestedBy: z.string(),
  requestedAt: time,
  deadlineAt: time.describe('nothing is erased when nobody has approved until then'),
  decidedBy: z.string().nullable(),
  decidedAt: time.nullable(),
  erased: z
    .object({ documents: z.number(), personalValues: z.number(), passages: z.number() })
    .nullable()
    .describe('what was destroyed here; the certificate has more'),
  ledgerIndex: z.number().int().nullable().describe('of the certificate'),
  updatedAt: time,
});
export const erasureList = z.object({ erasures: z.array(erasureSchema), next: z.string().nullable() });
export const certificateAnswer = z
  .looseObject({ format: z.literal('wayproof-erasure/1') })
  .describe('one erasure in canonical JSON, for `wayproof audit verify`; docs/evidence.md has its members');
