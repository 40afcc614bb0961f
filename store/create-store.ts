// Puts the store's ports together over one database and one master key. Opens nothing and closes nothing.
import type { Store } from '../contracts/ports/store.ts';
import type { TenantDatabase } from './database.ts';
import { createDocumentStore } from './documents.ts';
import { createErasureRegister } from './erasures.ts';
import { createEventInbox } from './event-inbox.ts';
import { createGrantStore } from './grants.ts';
import { createJourneyReadModel } from './journeys-read-model.ts';
import { createKeyring } from './keyring.ts';
import { createLedger } from './ledger.ts';
import type { MasterKey } from './master-key.ts';
import { createPolicyDecisionLog } from './policy-decisions.ts';
import { createPolicySnapshotStore } from './policy-snapshots.ts';
import { createPrincipalDirectory } from './principals.ts';
import { createSubjectVault } from './subject-vault.ts';
import { createTokenMint } from './token-mint.ts';
import { createValueVault } from './value-vault.ts';

/** `database` was opened with `storeMigrations` (store/open-database.ts). */
export function createStore(input: { database: TenantDatabase; masterKey: MasterKey }): Store {
  const { database } = input;
  const keyring = createKeyring(input);
  return {
    documents: createDocumentStore({ database, keyring }),
    vault: createSubjectVault({ database, keyring }),
    values: createValueVault({ database, keyring }),
    tokens: createTokenMint({ keyring }),
    inbox: createEventInbox({ database, keyring }),
    principals: createPrincipalDirectory({ database, keyring }),
    journeys: createJourneyReadModel({ database }),
    ledger: createLedger({ database, keyring }),
    policySnapshots: createPolicySnapshotStore({ database }),
    policyDecisions: createPolicyDecisionLog({ database }),
    grants: createGrantStore({ database, keyring }),
    erasures: createErasureRegister({ database, keyring }),
  };
}
