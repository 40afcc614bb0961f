// A customer's behaviour shifts towards structured notes: propose an adviser call, a briefing for the adviser's secure
// inbox, and products within the customer's recorded risk class. Nothing reaches the customer before a person approves.
import { z } from 'zod';
import { declareJourney, optionFrom, statements } from '../../contracts/journey.ts';

export const advisoryOutreach = declareJourney({
  type: 'advisory-outreach',
  title: 'Advisory outreach',
  purpose: 'investment_advice',
  intent: 'structured_product_interest',
  knowledge: ['products', 'research', 'faq', 'policies', 'interactions'],
  evidence: 'required',
  prompt: 'advisory-outreach',
  output: z.strictObject({
    slot: optionFrom('callSlots'),
    products: z.array(optionFrom('products')).min(1).max(3),
    briefing: statements({ min: 1, max: 6 }),
  }),
  options: ['callSlots', 'products'],
  checkpoint: 'adviser-approval',
  verbs: ['schedule_call', 'post_inbox_briefing', 'propose_portfolio'],
  propose: (output, { customer, renderStatements }) => [
    { verb: 'schedule_call', slotId: output.slot, withRole: 'adviser', subject: 'Your investment options' },
    {
      verb: 'post_inbox_briefing',
      toRole: 'adviser',
      title: 'Briefing for the adviser call',
      text: renderStatements(output.briefing),
    },
    { verb: 'propose_portfolio', productIds: output.products, riskClass: customer.riskClass ?? 0 },
  ],
  success: { outcome: 'call_held', withinDays: 14 },
});
