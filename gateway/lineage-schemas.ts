// The shapes of lineage and of access requests, as the API gives and takes them.
import { z } from 'zod';
import { accessFormat } from '../contracts/access-archive.ts';
import { lineageHows, lineageKinds, type LineageHow } from '../contracts/lineage.ts';
import { customerId, json, queryInteger, time } from './schema-parts.ts';

const token = (kind: string, digits: number) =>
  z
    .string()
    .regex(new RegExp(`^${kind}_[0-9a-f]{${digits}}$`))
    .optional();
/** As vector stores and CRMs give them: a uuid, a number, a prefix of their own. */
const foreignId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/)
  .optional();
const fieldOfCrm = /^[A-Za-z][A-Za-z0-9_.]{0,60}\/[^\s\p{C}/]{1,128}(\/[A-Za-z][A-Za-z0-9_.]{0,60})?$/u;

const asked = {
  journey: token('jrn', 24),
  document: token('doc', 32),
  event: token('evt', 32),
  passage: foreignId,
  write: foreignId,
  subject: token('sub', 32),
  customer: customerId.optional().describe('for whom policy lets read customers'),
  field: z
    .string()
    .regex(fieldOfCrm)
    .optional()
    .describe('`OBJECT/ID/FIELD` or `OBJECT/ID` of the CRM, for whom policy lets read customers'),
};

export const lineageQuery = z
  .strictObject({
    ...asked,
    values: z
      .enum(['true', 'false'])
      .default('false')
      .describe('what stood and stands in the fields, for whom policy lets read journeys; each use is recorded'),
    limit: queryInteger(1, 100).default(20).describe('of the newest journeys'),
  })
  .refine(
    (query) => Object.keys(asked).filter((name) => query[name as keyof typeof asked] !== undefined).length === 1,
    { error: `name exactly one of ${Object.keys(asked).join(', ')}` },
  ); // prettier-ignore

export const lineageAnswer = z.object({
  journeys: z.array(z.object({ id: z.string(), outcome: z.string().nullable(), sealed: z.boolean() })),
  focus: z.array(z.string()).describe('nodes that were asked about; empty: whole journeys were'),
  more: z.boolean().describe('older journeys name it too; ask with a higher limit'),
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(lineageKinds),
      at: time.nullable(),
      facts: z.record(z.string(), json),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      how: z.enum(Object.keys(lineageHows) as [LineageHow, ...LineageHow[]]),
    }),
  ),
});

export const accessBody = z.strictObject({ customerId });
export const accessAnswer = z
  .looseObject({ format: z.literal(accessFormat) })
  .describe('everything that is held about the customer, in canonical JSON; docs/privacy.md has its members');
