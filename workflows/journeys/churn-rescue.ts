// A customer shows flight risk: propose one remedy (a curated offer, loyalty points, or one-to-one support) and a message
// on a channel that the customer consented to.
import { z } from 'zod';
import { declareJourney, optionFrom, statements } from '../../contracts/journey.ts';
import type { CrmOperation } from '../../contracts/ports/crm.ts';

export const churnRescue = declareJourney({
  type: 'churn-rescue',
  title: 'Churn rescue',
  purpose: 'retention',
  intent: 'flight_risk',
  knowledge: ['products', 'faq', 'policies', 'offers', 'interactions'],
  evidence: 'optional',
  prompt: 'churn-rescue',
  output: z.strictObject({
    remedy: optionFrom('remedies'),
    channel: optionFrom('channels'),
    message: statements({ min: 1, max: 4 }),
  }),
  options: ['remedies', 'channels'],
  checkpoint: 'retention-approval',
  verbs: ['grant_offer', 'grant_points', 'open_case', 'send_message'],
  propose: (output, { options, renderStatements }) => {
    const text = renderStatements(output.message);
    const remedy = options.remedies?.find((option) => option.id === output.remedy);
    const channel = options.channels?.find((option) => option.id === output.channel);
    // An unknown choice becomes no operation at all; the guard refuses the draft by the option's name.
    if (!remedy || !channel) return [];
    const operations: CrmOperation[] = [];
    if (remedy.facts.kind === 'offer') {
      operations.push({
        verb: 'grant_offer',
        offerId: String(remedy.facts.offerId),
        valueMinor: Number(remedy.facts.valueMinor),
        currency: String(remedy.facts.currency),
      });
    } else if (remedy.facts.kind === 'points') {
      operations.push({ verb: 'grant_points', points: Number(remedy.facts.points), reason: 'churn-rescue' });
    } else {
      operations.push({ verb: 'open_case', topic: String(remedy.facts.topic), priority: 'high', text });
    }
    operations.push({ verb: 'send_message', channel: channel.facts.channel as 'whatsapp' | 'push', text });
    return operations;
  },
  success: { outcome: 'order_placed', withinDays: 30 },
});
