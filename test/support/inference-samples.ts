// Passages, options and schemas of the two reference journeys, for tests of models and inference.
import { z } from 'zod';
import { enumerateSchema } from '../../activities/inference/enumerate-schema.ts';
import type { JourneyDeclaration, Options } from '../../contracts/journey.ts';
import type { GenerateInput, PassageText } from '../../contracts/ports/model.ts';
import { advisoryOutreach } from '../../workflows/journeys/advisory-outreach.ts';
import { churnRescue } from '../../workflows/journeys/churn-rescue.ts';

export const declarations: JourneyDeclaration[] = [advisoryOutreach, churnRescue];

export const samplePassages: PassageText[] = [
  {
    id: 'kp_aaaa',
    source: 'products',
    title: 'Harbour Capital Note',
    text: 'The Harbour Capital Note is repaid at maturity if its issuer is solvent. It carries risk class 3 of 7.\n\nFees\n\nThe entry cost is 1.2 % of the amount invested! Is it for you?',
  },
  {
    id: 'kp_bbbb',
    source: 'faq',
    title: 'Delays',
    text: '- ask the courier\n- wait\n\nA delayed parcel is traced by the courier within two working days. Ask [[NAME_1]] whether the parcel came home. See the **page** about delays for more of it.',
  },
];

export const sampleOptions: Options = {
  callSlots: [
    { id: 'slot-1', label: 'Monday', facts: { start: 1, minutes: 30 } },
    { id: 'slot-2', label: 'Tuesday', facts: { start: 2, minutes: 30 } },
  ],
  products: [
    { id: 'note-3', label: 'Note', facts: { riskClass: 3 } },
    { id: 'fund-2', label: 'Fund', facts: { riskClass: 2 } },
  ],
  remedies: [
    {
      id: 'offer-1',
      label: 'Ten off',
      facts: { kind: 'offer', offerId: 'offer-1', valueMinor: 10, currency: 'INR' },
    },
  ],
  channels: [{ id: 'push', label: 'Push', facts: { channel: 'push' } }],
};

export function generateInput(
  declaration: JourneyDeclaration,
  over: Partial<GenerateInput> = {},
): GenerateInput {
  const passages = over.passages ?? samplePassages;
  const options = over.options ?? sampleOptions;
  const schema = z.toJSONSchema(declaration.output) as Record<string, unknown>;
  return {
    prompt: { system: 'You draft.', user: 'Draft now.' },
    schema: enumerateSchema({ schema, options, passages: passages.map(({ id }) => id) }),
    passages,
    options,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...over,
  };
}
