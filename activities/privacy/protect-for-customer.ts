// How the texts of one journey are protected: by the tokens of its customer, as its purpose allows, and with the firm's own names
// left as they are. Retrieval and inference both ask here, so that a passage and a prompt never differ.
import type { SubjectToken, TenantId } from '../../contracts/ids.ts';
import type { PolicySet, TenantPolicy } from '../../contracts/policy.ts';
import type { CatalogueOffer, CatalogueProduct, CustomerIdentity } from '../../contracts/ports/crm.ts';
import { shownTypes } from '../policy/data-classes.ts';
import { customerErased } from './customer-erased.ts';
import { knownValuesOf } from './tokens/known-values.ts';
import type { ProtectTexts, ProtectedTexts } from './tokens/protect-texts.ts';

/** Says in an evidence set that its passages hold tokens; sets from before 2026-11-21 hide the recorded values only. */
export const tokensInside = 'tokens/1' as const;

export interface ProtectForCustomer {
  protectTexts: ProtectTexts;
  tenant: TenantId;
  subject: SubjectToken;
  tenantPolicy: TenantPolicy;
  set: Pick<PolicySet, 'dataClasses'>;
  purpose: string;
  /** Of the store's vault of values. */
  tokenKey: Uint8Array | null;
  identity: CustomerIdentity | null;
  products: readonly CatalogueProduct[];
  offers: readonly CatalogueOffer[];
}

/** @throws PolicyDenied `customer_erased` when the customer has no key any more. */
export function protectForCustomer(input: ProtectForCustomer): ProtectedTexts {
  const { protectTexts, tenant, subject, tenantPolicy, set, purpose, tokenKey, identity } = input;
  if (!tokenKey) throw customerErased();
  return protectTexts({
    ...{ tokenKey, tenant, subject },
    known: knownValuesOf(identity),
    locale: localeOf(tenantPolicy),
    shown: shownTypes(set.dataClasses, purpose),
    trade: [
      tenantPolicy.name,
      ...input.products.map(({ name }) => name),
      ...input.offers.map(({ name }) => name),
    ],
  });
}

/** National phone numbers are tried first as those of the tenant's country, where its jurisdiction is one. */
export function localeOf({ language, jurisdiction }: TenantPolicy): string {
  return jurisdiction === 'EU' ? language : `${language}-${jurisdiction}`;
}
