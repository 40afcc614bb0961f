// What a decision would lead to, before anybody decides: what activities/inference/preview-proposal.ts says and the gateway shows.
import type { JsonValue } from './canonical-json.ts';
import type { Finding } from './control-facts.ts';
import type { CrmOperation, FieldChange } from './ports/crm.ts';
import type { JourneyRow } from './ports/store.ts';

export interface ProposalPreview {
  verdict: 'pass' | 'fail';
  tier: string;
  findings: Finding[];
  operations: CrmOperation[];
  /** `unknown`: this CRM cannot tell beforehand. */
  crm:
    | { verdict: 'would_write'; diff: FieldChange[] }
    | { verdict: 'version_conflict' | 'missing' | 'unknown' | 'nothing_proposed' }
    | { verdict: 'refused'; code: string };
}

/**
 * Keeps and decides nothing. @param input.edit the edited output, whole; null: the open proposal itself.
 * @throws InvalidRequest when no checkpoint was ever open; PolicyDenied after an erasure; DependencyUnavailable.
 */
export type PreviewProposal = (input: {
  row: JourneyRow;
  edit: Record<string, JsonValue> | null;
}) => Promise<ProposalPreview>;
