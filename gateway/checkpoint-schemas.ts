// The shapes of the human checkpoint: how it is shown, and what a person may send to it.
import { z } from 'zod';
import { checkpointActions, decisionKinds } from '../contracts/decision.ts';
import { code, hash, json, principal, reference, requestId, time } from './schema-parts.ts';

export const approvalSchema = z.object({
  actor: z.string(),
  role: z.string(),
  decision: z.enum(decisionKinds),
  at: time,
  insteadOf: z.string().nullable(),
});

const standing = z.object({
  claim: z
    .object({ by: z.string(), until: time })
    .nullable()
    .describe('who has it in hand; nobody else decides until then. Null once it has lapsed'),
  assignee: z.string().nullable().describe('whom it was delegated to; null: whoever has the role'),
  delegators: z.array(z.string()).describe('none of them decides about this proposal any more'),
  approvals: z.array(approvalSchema).describe('of the proposal that is open now'),
  level: z.number().int().describe('steps of the escalation chain that were taken'),
});

export const checkpointSchema = z.object({
  requestId: z.string(),
  proposalHash: hash.describe('what a decision must name'),
  proposal: reference,
  draft: reference,
  evidence: reference.nullable(),
  approverRole: z.string(),
  opensAt: time,
  deadlineAt: time,
  blocked: z.boolean(),
  findings: json,
  rejectReasons: z.array(z.string()),
  standing,
  remindedAt: time.nullable().describe('when the approvers were last reminded'),
  schedule: z
    .array(
      z.object({
        step: z.enum(['remind', 'escalate']),
        at: time,
        role: z.string().nullable().describe('who is asked as well; null for a reminder'),
      }),
    )
    .describe('what comes before the deadline while nobody decides, in order'),
  remaining: z
    .number()
    .int()
    .describe('approvals by different people that are still needed; 0 when it is over'),
  quorum: z.object({
    approvals: z.number().int().describe('different people who must approve'),
    including: z.string().nullable().describe('role of which at least one of them must be'),
  }),
});

export const decisionBody = z
  .strictObject({
    requestId,
    proposalHash: hash,
    decision: z.enum(decisionKinds),
    reasonCode: code.nullish(),
    edit: z.record(z.string(), json).nullish().describe('the edited output, whole'),
    comment: z.string().min(1).max(4000).nullish(),
  })
  .refine(({ decision, edit }) => !edit || decision === 'edit_and_approve', { path: ['edit'] })
  .refine(({ decision, reasonCode }) => !reasonCode || decision === 'reject', { path: ['reasonCode'] });
export const decisionAnswer = z.object({
  verdict: z.literal('accepted'),
  decision: z.enum(decisionKinds),
  proposalHash: hash,
  remaining: z
    .number()
    .int()
    .optional()
    .describe('approvals by other people that are still needed; absent or 0: decided'),
});

export const previewBody = z.strictObject({
  edit: z
    .record(z.string(), json)
    .nullable()
    .describe('the edited output, whole; null: the open proposal as it is'),
});
export const previewAnswer = z.object({
  requestId: z.string(),
  proposalHash: hash.describe('of the open proposal, which a decision must name'),
  edited: z.boolean(),
  verdict: z.enum(['pass', 'fail']).describe("the guard's; `fail`: nobody can approve it so"),
  tier: z.string(),
  findings: json.describe('with sentences'),
  operations: z.array(json).nullable().describe('null for whoever may not read contents'),
  crm: z.object({
    verdict: z
      .enum(['would_write', 'version_conflict', 'refused', 'missing', 'unknown', 'nothing_proposed'])
      .describe('`unknown`: this CRM cannot tell beforehand'),
    code: z.string().nullable().describe("the CRM's own, where it refuses"),
    diff: z
      .array(z.object({ object: z.string(), id: z.string(), field: z.string(), before: json, after: json }))
      .nullable(),
  }),
});

export const checkpointActionBody = z.strictObject({ requestId });
export const delegationBody = checkpointActionBody.extend({ to: principal });
export const checkpointActionAnswer = z.object({
  verdict: z.literal('accepted'),
  action: z.enum(checkpointActions),
  claimedUntil: time.nullable(),
  assignee: z.string().nullable().describe('a substitute, where the delegate is out of office'),
});
