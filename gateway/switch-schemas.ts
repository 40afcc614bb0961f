// The shapes of kill switches and limits at the door. Codes, ids and numbers; who tripped or reset is a token.
import { z } from 'zod';
import { switchScopes } from '../contracts/ports/limits.ts';
import { label, principal, queryInteger, time } from './schema-parts.ts';

export const switchQuery = z.strictObject({
  state: z.enum(['in_force', 'all']).default('in_force'),
  limit: queryInteger(1, 200).default(50),
});

export const switchSchema = z.object({
  id: z.string(),
  scope: z.enum(switchScopes),
  value: z.string().describe('the tenant, a journey type, or a model or its provider'),
  trippedAt: time,
  reasonCode: z.string().describe('a reason of policies/limits.yaml, or the check that tripped it'),
  trippedBy: z.string().nullable().describe('token of the person; null: an automatic check'),
  check: z.string().nullable().describe('the automatic check; null: a person'),
  reset: z
    .object({ at: time, by: principal, reasonCode: z.string() })
    .nullable()
    .describe('null while it is in force'),
});

export const switchList = z.object({
  switches: z.array(switchSchema),
  tripReasons: z.array(z.string()),
  resetReasons: z.array(z.string()),
});

/** Model names have slashes and colons: `hf.co/org/model:7b`. */
const modelName = /^[A-Za-z0-9][A-Za-z0-9_.:/@-]{0,127}$/;
// It stands in the ledger for ever. No model has a number of 13 digits for a name (a digest has letters between), and none is an e-mail address.
const somebodys = /(?<![0-9a-z])\d(?:[_.:/-]?\d){12}|@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
const switchValue = z
  .string()
  .regex(modelName)
  .refine((value) => !somebodys.test(value));

export const tripBody = z.strictObject({
  scope: z.enum(switchScopes),
  value: switchValue.optional().describe('a journey type or a model; not for the scope `tenant`'),
  reasonCode: label.describe('one of `tripReasons`'),
});
export const tripAnswer = z.object({
  killSwitch: switchSchema,
  created: z.boolean().describe('false: it was in force already'),
});

export const switchParams = z.object({ id: z.string() });
export const resetBody = z.strictObject({ reasonCode: label.describe('one of `resetReasons`') });

export const limitsAnswer = z.object({
  door: z.record(z.string(), z.number()).describe('calls a minute, in one process of the gateway'),
  refusals: z.object({ max: z.number(), per: z.string() }),
  model: z.array(
    z.object({
      counter: z.enum(['model.requests', 'model.tokens']),
      per: z.enum(['minute', 'day']),
      used: z.number(),
      max: z.number(),
      endsInSeconds: z.number(),
    }),
  ),
});
