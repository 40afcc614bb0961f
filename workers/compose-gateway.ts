// The gateway with its ports. One CRM and one knowledge port serve all tenants here; each call goes to the connector of
// the tenant's own region.
import { pino } from 'pino';
import type { FastifyInstance } from 'fastify';
import { evaluate } from '../activities/policy/policy-engine.ts';
import type { PolicyRegistry, PolicySet } from '../contracts/policy.ts';
import type { CrmConnector } from '../contracts/ports/crm.ts';
import type { JourneyEngine } from '../gateway/journey-engine.ts';
import { createGateway } from '../gateway/create-gateway.ts';
import { createGatewayLogger } from '../gateway/logger.ts';
import type { EvaluatePolicy, Knowledge, PartStatus } from '../gateway/ports.ts';
import type { ComposedIdentity } from './compose-identity.ts';
import type { ComposedStore } from './compose-store.ts';
import type { Config } from './config.ts';

export interface ComposeGatewayInput {
  config: Config;
  stores: ComposedStore;
  identity: ComposedIdentity;
  policies: PolicyRegistry;
  tenants: PolicySet['tenants'];
  engine: JourneyEngine;
  knowledge: Knowledge;
  parts: () => Promise<PartStatus[]>;
  version: string;
  /** File that the log goes to; standard output stays the product's own. */
  logFile: string;
}

export function composeGateway(input: ComposeGatewayInput): FastifyInstance {
  const { config, stores, identity, policies, engine, knowledge, parts, version } = input;
  return createGateway({
    store: stores.store,
    crm: crmByTenant(stores, input.tenants),
    engine,
    tokens: identity.tokens,
    assertions: identity.signing,
    policies,
    evaluatePolicy,
    knowledge,
    parts,
    ...(identity.embedded === undefined ? {} : { identity: identity.embedded }),
    logger: createGatewayLogger(
      config.logLevel,
      pino.destination({ dest: input.logFile, sync: false, mkdir: true }),
    ),
    clock: Date.now,
    version,
  });
}

const evaluatePolicy: EvaluatePolicy = (set, question) => {
  const { roles, facts, ...rest } = question;
  // Facts that no rule knows are simply never read by one.
  return evaluate(set, { ...rest, facts, ...(roles === undefined ? {} : { roles }) });
};

/** Only what the gateway reads of a customer; it never writes to a CRM. */
function crmByTenant(stores: ComposedStore, tenants: PolicySet['tenants']): CrmConnector {
  const connectors = new Map(
    Object.values(tenants).map(({ region }) => [region, stores.crmIn(region)] as const),
  );
  const of = (tenant: string): CrmConnector => {
    const connector = connectors.get(tenants[tenant]?.region ?? 'eu');
    if (connector === undefined) throw new TypeError('a verified token names a tenant without a region');
    return connector;
  };
  return {
    name: 'by-region',
    region: 'any',
    readFacts: (query) => of(query.tenant).readFacts(query),
    readIdentity: (query) => of(query.tenant).readIdentity(query),
    callSlots: (query) => of(query.tenant).callSlots(query),
    products: (query) => of(query.tenant).products(query),
    offers: (query) => of(query.tenant).offers(query),
    write: (query) => of(query.tenant).write(query),
    findWrite: (query) => of(query.tenant).findWrite(query),
    undo: (query) => of(query.tenant).undo(query),
    view: (query) => of(query.tenant).view(query),
  };
}
