// Who tells which entry. A new type of evidence asks for its teller here: the compiler holds the list.
import type { EvidenceType } from '../../../contracts/evidence-entry.ts';
import * as act from './tell-act.ts';
import * as beginning from './tell-beginning.ts';
import * as checkpoint from './tell-checkpoint.ts';
import * as drafting from './tell-drafting.ts';
import type { Teller } from './telling.ts';

export const tellers: Record<EvidenceType, Teller> = {
  'journey.started': beginning.started,
  'intent.confirmed': beginning.confirmed,
  'intent.not_confirmed': beginning.notConfirmed,
  'policy.allowed': beginning.allowed,
  'policy.denied': beginning.denied,
  'grant.renewed': beginning.renewed,
  'evidence.retrieved': drafting.retrieved,
  'evidence.none': drafting.noneRetrieved,
  'draft.inferred': drafting.inferred,
  'guard.passed': drafting.passed,
  'guard.failed': drafting.failed,
  'checkpoint.opened': checkpoint.opened,
  'decision.refused': checkpoint.refused,
  'decision.accepted': checkpoint.accepted,
  'checkpoint.claimed': checkpoint.claimed,
  'checkpoint.released': checkpoint.released,
  'checkpoint.delegated': checkpoint.delegated,
  'checkpoint.action_refused': checkpoint.actionRefused,
  'checkpoint.reminded': checkpoint.reminded,
  'checkpoint.escalated': checkpoint.escalated,
  'checkpoint.expired': checkpoint.expired,
  'act.waiting': act.waiting,
  'act.denied': act.actDenied,
  'act.refused_by_crm': act.refusedByCrm,
  'act.record_changed': act.recordChanged,
  'act.approval_lapsed': act.approvalLapsed,
  'act.failed': act.actFailed,
  'act.compensated': act.compensated,
  'crm.acted': act.acted,
  'journey.ended': act.ended,
};
