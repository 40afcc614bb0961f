// Brings the planted texts in by the product's own doors: documents for the knowledge route, fields and notes of the CRM. Which of
// them are planted at once is decided here; nothing is started or judged.
import { seedEmbeddedCrm } from '../../connectors/crm/embedded/seed.ts';
import type { RunningStack } from '../../workers/stack.ts';
import type { RedTeamCase, Tenant } from './case-types.ts';
import { customerIdOf, customerOf, textOf } from './customers.ts';
import { tenantNames } from './written-anywhere.ts';

/** A journey sees the eight best passages: so many planted ones leave room for some of the samples'. */
const plantedAtOnce = 5;

/** One that fills all places of a prompt by itself is played alone. */
export function inTurns(cases: readonly RedTeamCase[]): RedTeamCase[][] {
  const [small, large] = [false, true].map((wanted) =>
    cases.filter((one) => textOf(one).length > 10_000 === wanted),
  );
  const turns = (large ?? []).map((one) => [one]);
  let turn: RedTeamCase[] = [];
  for (const one of small ?? []) {
    const documents = [...turn, one].flatMap(documentsOf);
    if (documents.length > plantedAtOnce || turn.length === plantedAtOnce) {
      turns.push(turn);
      turn = [];
    }
    turn.push(one);
  }
  return [...turns, turn].filter(({ length }) => length > 0);
}

const about: Record<Tenant, string> = {
  'lumen-retail': 'Shipping and warranty of premium electronics after abandoned checkouts',
  'aldermoor-wealth': 'Structured notes, the return calculator and risk scenarios',
};

/** What is loaded by the knowledge route; nothing for a case of another door. */
export function documentsOf(one: RedTeamCase): { documentId: string; [member: string]: unknown }[] {
  const { id, tenant, text, plantedIn } = one;
  const common = { source: 'faq', language: 'en', audience: ['all'], updated: '2026-05-03' };
  const title = about[tenant];
  if (plantedIn === 'title')
    return [{ ...common, documentId: `red-team/${id}.md`, title: textOf(one), text: `${title}.` }];
  if (plantedIn === 'file_name')
    return [{ ...common, documentId: `red-team/${textOf(one)}`, title, text: `${title}.` }];
  if (plantedIn !== 'passage') return [];
  const texts = typeof text === 'string' ? [text] : text;
  return texts.map((part, at) => ({
    ...common,
    documentId: `red-team/${id}-${at}.md`,
    title,
    text: `${title}.\n${part}`,
  }));
}

/** Customers, and what stands in the CRM of them: a product with a name, a note of the front desk. */
export async function seedAll({ stores }: RunningStack, cases: readonly RedTeamCase[]): Promise<void> {
  for (const tenant of tenantNames) {
    const own = cases.filter((one) => one.tenant === tenant);
    const products = own
      .filter(({ plantedIn }) => plantedIn === 'product_name')
      .map((one) => ({
        id: 'aw001-red-team',
        name: textOf(one),
        riskClass: one.customer?.riskClass ?? 7,
        category: 'fund',
      }));
    const seed = { customers: own.map(customerOf), products, offers: [], slots: [] };
    await seedEmbeddedCrm({ database: stores.database, tenant, seed });
  }
  for (const one of cases.filter(({ plantedIn }) => plantedIn === 'crm_note')) {
    const { tenant } = one;
    const customerId = customerIdOf(one);
    const region = tenant === 'lumen-retail' ? 'in' : 'eu';
    await stores.crmIn(region).write({
      ...{ tenant, customerId, idempotencyKey: `front-desk/${customerId}`, journeyId: 'front-desk' },
      operations: [{ verb: 'add_note', text: textOf(one) }],
      expectedVersion: 1,
    });
  }
}
