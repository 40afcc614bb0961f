// Where signed tree heads are published so that an operator who rewrites the database is found out. Each tenant has its own line of
// heads; what was anchored is never changed or removed.
import type { TenantId } from '../ids.ts';
import type { AnchoredHead } from '../tree-head.ts';

export interface Anchor {
  /** As pages and `doctor` name it, e.g. `file`. */
  readonly name: string;
  /** Where it stands: a tenant's heads go to an anchor of its own region only. */
  readonly region: string;
  /** The newest line. @throws DependencyUnavailable; ContractBroken when the lines do not follow each other. */
  newest(input: { tenant: TenantId }): Promise<AnchoredHead | null>;
  /**
   * Durable when it resolves. `line.prev` must be the hash of the newest line, so that of two writers one fails.
   * @throws ContractBroken when it is not; DependencyUnavailable.
   */
  publish(line: AnchoredHead): Promise<void>;
}
