// The shape of the files in policies/. They are data: validated at start, stored whole by hash before a journey uses
// them. A PolicySet is one validated version of all of them.
import { z } from 'zod';
import { topics, eventKinds } from './events.ts';
import { personalDataTypes } from './personal-data.ts';
import { channels, crmVerbs } from './ports/crm.ts';
import type { Sha256Hex, TenantId } from './ids.ts';

const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_.:-]{0,80}$/);
/** ISO 8601 duration of days, hours, minutes and seconds, e.g. `P2D`, `PT30M`. */
const duration = z.string().regex(/^P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** policies/tenants/<tenant>.yaml */
export const tenantPolicySchema = z.strictObject({
  tenant: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  name: z.string(),
  region: z.enum(['eu', 'in']),
  jurisdiction: z.enum(['EU', 'IN']),
  timeZone: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  language: z.string(),
  /**
   * Who acknowledged the residency, a person and an office (`Ada Byron, data protection officer`), and when; a tenant without it does
   * not start.
   */
  residency: z.strictObject({ acknowledgedBy: z.string().min(1), acknowledgedOn: z.iso.date() }).nullable(),
  contact: z.strictObject({
    /** Local hours in which customer-facing channels may be used, of the customer's zone. */
    hours: z.strictObject({ from: clock, to: clock, days: z.array(z.number().int().min(1).max(7)) }),
    caps: z.array(
      z.strictObject({
        id: code,
        channels: z.array(z.enum(channels)),
        max: z.number().int().positive(),
        per: duration,
      }),
    ),
  }),
  limits: z.strictObject({
    offerMinor: z.number().int().nonnegative(),
    points: z.number().int().nonnegative(),
  }),
  /** Hosts that a text to a customer may link to, each with all that is under it. Absent: no link at all. */
  links: z.strictObject({ hosts: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)) }).optional(),
});
export type TenantPolicy = z.infer<typeof tenantPolicySchema>;

/**
 * policies/intents/<intent>.yaml: an additive model in log-odds over the window; each feature is a reason.
 * Which journey serves it stands in the journey's declaration, and who may run that journey in rules.csv.
 */
export const intentPolicySchema = z.strictObject({
  intent: code,
  version: z.string(),
  /** Events older than this, relative to the newest, do not count. */
  window: duration,
  bias: z.number(),
  threshold: z.number().min(0).max(1),
  /** After a journey of this intent ended, how long none is started again. */
  cooldown: duration,
  features: z
    .array(
      z.strictObject({
        code,
        /**
         * `events`: matching events; `sessions`: distinct sessions with one; `ordered`: 1 when the topics first appear in
         * this order, over at least two sessions; `share`: matching events over all events, 0 to 1; `recency`: 1 at the
         * newest event of the window, falling linearly to 0 at the window's length.
         */
        measure: z.enum(['events', 'sessions', 'ordered', 'share', 'recency']),
        kinds: z.array(z.enum(eventKinds)).optional(),
        topics: z.array(z.enum(topics)).optional(),
        /** Only events later than the newest event of one of these kinds count; without such an event none does. */
        after: z.array(z.enum(eventKinds)).min(1).optional(),
        cap: z.number().positive(),
        weight: z.number(),
        meaning: z.string(),
      }),
    )
    .min(1),
});
export type IntentPolicy = z.infer<typeof intentPolicySchema>;

const quorumPolicySchema = z.strictObject({
  /** Different people; nobody counts twice, and no delegator besides his delegate. */
  approvals: z.number().int().min(1).max(5),
  /** Role of which at least one of them must be. */
  including: code.optional(),
});

/** policies/checkpoints.yaml. What is optional came later: snapshots without it are still read. */
export const checkpointsPolicySchema = z.record(
  code,
  z.strictObject({
    approverRole: code,
    /** Role that decides when the tier is high. */
    highTierRole: code,
    deadline: duration,
    rejectReasons: z.array(code).min(1),
    /** Four eyes and more, by tier. Absent: one approval. */
    quorum: z.strictObject({ standard: quorumPolicySchema, high: quorumPolicySchema }).optional(),
    /** After which times from the opening to remind, ascending. */
    remindAfter: z.array(duration).max(10).optional(),
    /** Whom to ask as well when nobody decided by then, ascending. */
    escalation: z
      .array(z.strictObject({ after: duration, role: code }))
      .max(5)
      .optional(),
    /** How long a claim keeps others out. */
    claimFor: duration.optional(),
    /** What happens at the deadline. Only this: nothing is done, and the journey says so. */
    atDeadline: z.literal('no_action').optional(),
  }),
);

/** policies/hard-rules.yaml: what no model and no person may propose. Evaluated by the guard and again by the act. */
export const hardRulesPolicySchema = z.array(
  z.strictObject({
    id: code,
    appliesTo: z.array(z.enum(crmVerbs)).min(1),
    rule: z.enum([
      'product_within_risk_class',
      'product_in_catalogue',
      'offer_within_limit',
      'points_within_limit',
      'channel_consented',
      'within_caps',
      'no_forbidden_promise',
    ]),
    meaning: z.string(),
  }),
);

/**
 * policies/data-classes.yaml: each purpose names the customer fields that its prompts may hold, and which kinds of values may stand
 * in their texts in the clear. What is not named becomes a token.
 */
export const dataClassesPolicySchema = z.strictObject({
  classes: z.record(code, z.strictObject({ fields: z.array(z.string()), meaning: z.string() })),
  /** Kinds of values that are recognised in any text. Absent in snapshots from before 2026-11-21: all become tokens. */
  values: z
    .record(code, z.strictObject({ types: z.array(z.enum(personalDataTypes)).min(1), meaning: z.string() }))
    .optional(),
  purposes: z.record(
    code,
    z.strictObject({ mayUse: z.array(code), mayShow: z.array(code).optional(), meaning: z.string() }),
  ),
});

/** policies/forbidden-promises.yaml: case-insensitive RE2-style patterns that no outgoing text may match. */
export const forbiddenPromisesPolicySchema = z.array(
  z.strictObject({ id: code, pattern: z.string(), meaning: z.string() }),
);

/**
 * policies/emergency-deny.yaml: what is forbidden from now on, also to journeys that pinned an older snapshot.
 * `*` stands for any. Deny wins.
 */
export const emergencyDenyPolicySchema = z.array(
  z.strictObject({
    id: code,
    tenant: z.string().regex(/^(\*|[a-z][a-z0-9-]{1,40})$/),
    journey: z.string().regex(/^(\*|[a-z][a-z0-9-]{1,60})$/),
    verb: z.enum(['*', ...crmVerbs]),
    /** Role of whoever ordered it, and the day. */
    orderedBy: z.string().min(1),
    orderedOn: z.iso.date(),
    meaning: z.string(),
  }),
);

const perMinuteAndDay = z.strictObject({
  perMinute: z.number().int().positive(),
  perDay: z.number().int().positive(),
});
const doorLimitsSchema = z.strictObject({
  /** Of one caller, in one process of the gateway; so are all four. */
  callsPerMinute: z.number().int().positive(),
  eventPostsPerMinute: z.number().int().positive(),
  /** Of all callers of the tenant together. */
  tenantCallsPerMinute: z.number().int().positive(),
  tenantEventPostsPerMinute: z.number().int().positive(),
});
const refusalLimitsSchema = z.strictObject({ max: z.number().int().positive(), per: duration });
const modelLimitsSchema = z.strictObject({ requests: perMinuteAndDay, tokens: perMinuteAndDay });

/** policies/limits.yaml: what a tenant may use up, and when an AI step switches itself off. */
export const limitsPolicySchema = z.strictObject({
  default: z.strictObject({
    door: doorLimitsSchema,
    /** Decisions and checkpoint actions of one person about one journey that were refused. */
    refusals: refusalLimitsSchema,
    /** Of one tenant, over all workers. Tokens are prompt and output together. */
    model: modelLimitsSchema,
  }),
  /** What another tenant has instead, group by group. */
  tenants: z.record(
    z.string(),
    z.strictObject({
      door: doorLimitsSchema.optional(),
      refusals: refusalLimitsSchema.optional(),
      model: modelLimitsSchema.optional(),
    }),
  ),
  switches: z.strictObject({
    /** Why a person may trip a kill switch, and why he may reset one. */
    tripReasons: z.array(code).min(1),
    resetReasons: z.array(code).min(1),
    /** Checks that trip one by themselves: so many drafts with such a finding within the time. */
    automatic: z.array(
      z.strictObject({
        id: code,
        scope: z.enum(['journey_type', 'model']),
        /** Codes of the guard's findings; `blocked` stands for any that blocks. */
        findings: z.array(code).min(1),
        count: z.number().int().positive(),
        within: duration,
        meaning: z.string(),
      }),
    ),
  }),
});
export type LimitsPolicy = z.infer<typeof limitsPolicySchema>;
export type TenantLimits = LimitsPolicy['default'];

/** policies/prompts/<id>.md: `# system` and `# user` sections with `{{slots}}`. */
export interface PromptTemplate {
  id: string;
  hash: Sha256Hex;
  system: string;
  user: string;
}

export interface PolicySet {
  /** Hash of the canonical JSON of `{path: text}` of every file under policies/ but README.md. */
  hash: Sha256Hex;
  /** That canonical JSON, as it is stored. */
  canonical: string;
  /** `calls`: who may call the API. Absent in snapshots from before 2026-11-21, which nobody asks that: today's policy holds. */
  casbin: { model: string; rules: string; calls?: string };
  tenants: Record<TenantId, TenantPolicy>;
  intents: Record<string, { policy: IntentPolicy; hash: Sha256Hex }>;
  checkpoints: z.infer<typeof checkpointsPolicySchema>;
  hardRules: z.infer<typeof hardRulesPolicySchema>;
  dataClasses: z.infer<typeof dataClassesPolicySchema>;
  forbiddenPromises: z.infer<typeof forbiddenPromisesPolicySchema>;
  emergencyDeny: z.infer<typeof emergencyDenyPolicySchema>;
  /** Absent in snapshots from before 2026-11-21, which nobody asks for limits: those of today's policy hold. */
  limits?: LimitsPolicy;
  prompts: Record<string, PromptTemplate>;
}

/** The policy versions that a worker knows: the one on disk now, and older ones from the store. */
export interface PolicyRegistry {
  /** @throws PolicyUnreadable (contracts/failures.ts) when policies/ is missing, unparseable or empty. */
  current(): Promise<PolicySet>;
  /** @throws PolicyUnreadable when no snapshot with this hash was stored. */
  byHash(hash: Sha256Hex): Promise<PolicySet>;
}

/** Milliseconds of an ISO 8601 duration of the kind that policies use. */
export function durationMs(text: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!match) throw new RangeError(`not a duration: ${text}`);
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}
