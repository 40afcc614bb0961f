// A workbench of the CRM contract: a tenant of its own for each test, and the calls that tests repeat.
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type {
  CallSlot,
  CrmConnector,
  CrmOperation,
  CrmRecordView,
  CrmWrite,
  CrmWriteResult,
  CustomerFacts,
} from '../../contracts/ports/crm.ts';
import { contractNow, contractSeed, type CrmContractSeed } from './crm-contract-data.ts';

export interface CrmUnderTest {
  /** Reads `contractNow` as its clock. */
  connector: CrmConnector;
  /** Fills an empty tenant. */
  fill: (tenant: string, seed: CrmContractSeed) => Promise<void>;
  close: () => Promise<void>;
}

export interface TenantBench {
  tenant: string;
  /** Writes for `anna` at version 1 under `key-1`, but for what `other` says. */
  write: (operations: CrmOperation[], other?: Partial<CrmWrite>) => Promise<CrmWriteResult>;
  view: (customerId?: string) => Promise<CrmRecordView>;
  undo: (idempotencyKey?: string) => Promise<'undone' | 'nothing_written'>;
  facts: () => Promise<CustomerFacts>;
  /** Free slots from the contract's now on. */
  slots: () => Promise<CallSlot[]>;
}

export interface CrmBench {
  readonly connector: CrmConnector;
  /** A tenant that no other test uses, with the contract's seed or another. */
  newTenant: (seed?: CrmContractSeed) => Promise<TenantBench>;
}

export const contractJourney = 'jrn_000000000000000000000001';

/** Some id, in an expected value. */
export const anyId = expect.any(String) as string;

/** `current` is asked at each call, since tests are declared before the CRM is open. */
export function createCrmBench(current: () => CrmUnderTest): CrmBench {
  // Of this run only: a CRM behind a server remembers earlier runs.
  const run = randomBytes(4).toString('hex');
  let tenants = 0;
  return {
    get connector() {
      return current().connector;
    },
    async newTenant(seed = contractSeed) {
      const { connector, fill } = current();
      const tenant = `contract-${run}-${(tenants += 1)}`;
      await fill(tenant, seed);
      const view = async (customerId = 'anna') => {
        const found = await connector.view({ tenant, customerId });
        if (!found) throw new Error('the contract customer is not there');
        return found;
      };
      return {
        tenant,
        view,
        write: (operations, other = {}) =>
          connector.write({
            tenant,
            customerId: 'anna',
            idempotencyKey: 'key-1',
            operations,
            expectedVersion: 1,
            journeyId: contractJourney,
            ...other,
          }),
        undo: (idempotencyKey = 'key-1') => connector.undo({ tenant, idempotencyKey }),
        facts: async () => (await view()).facts,
        slots: () => connector.callSlots({ tenant, from: contractNow, limit: 10 }),
      };
    },
  };
}

/** The result of a write that must have been written. */
export function written(result: CrmWriteResult): Extract<CrmWriteResult, { verdict: 'written' }> {
  if (result.verdict !== 'written') throw new Error(`expected written, got ${JSON.stringify(result)}`);
  return result;
}
