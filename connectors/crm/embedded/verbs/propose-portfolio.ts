// Records a portfolio for the adviser to discuss. Suitability is checked here once more, by the CRM's own record: no
// product above the customer's risk class, whoever proposes it.
import { and, eq, inArray } from 'drizzle-orm';
import { CrmRefusal } from '../crm-refusal.ts';
import { portfolioProposals, products } from '../schema.ts';
import { newEntry, recordCreated } from '../write-scope.ts';
import type { Verb } from './verb.ts';

export const proposePortfolio: Verb<'propose_portfolio'> = async (scope, { productIds, riskClass }) => {
  const { transaction, tenant, customer } = scope;
  const recorded = customer.riskClass;
  if (recorded === null || recorded !== riskClass) throw new CrmRefusal('risk_class_changed');

  const wanted = [...new Set(productIds)];
  if (wanted.length === 0) throw new CrmRefusal('unknown_product');
  const found = await transaction
    .select()
    .from(products)
    .where(and(eq(products.tenant, tenant), inArray(products.id, wanted)));
  if (found.length !== wanted.length) throw new CrmRefusal('unknown_product');
  // A product without a class is no investment that anyone has classified: refused like one above the class.
  if (found.some((product) => product.riskClass === null || product.riskClass > recorded)) {
    throw new CrmRefusal('risk_class_exceeded');
  }

  const entry = newEntry(scope, 'portfolio', 'proposed');
  await transaction.insert(portfolioProposals).values({ ...entry, productIds, riskClass });
  recordCreated(
    scope,
    'portfolio_proposal',
    entry.id,
    { productIds, riskClass, state: entry.state },
    'withdrawn',
  );
  return `Portfolio proposed within risk class ${riskClass}: ${productIds.join(', ')}`;
};
