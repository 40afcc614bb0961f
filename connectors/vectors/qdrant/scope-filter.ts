// The one place where a scope becomes Qdrant's filter; every read, write and count goes through it. It must never make a
// filter without a tenant.
import type { Schemas } from '@qdrant/js-client-rest';
import type { KnowledgeSearch } from '../../../contracts/ports/knowledge.ts';
import { checkScope, checkSubject, checkTenant } from '../check-search.ts';

export type Filter = { must: Schemas['Condition'][] };

/** Everything of one tenant that meets the conditions. @throws InvalidRequest (no tenant's name). */
export function ofTenant(scope: { tenant: string }, ...conditions: Schemas['Condition'][]): Filter {
  return { must: [{ key: 'tenant', match: { value: checkTenant(scope) } }, ...conditions] };
}

export function ofDocument(
  scope: { tenant: string },
  documentId: string,
  ...conditions: Schemas['Condition'][]
): Filter {
  return ofTenant(scope, { key: 'documentId', match: { value: documentId } }, ...conditions);
}

export function ofSubject(scope: { tenant: string }, subject: string): Filter {
  checkSubject(subject);
  return ofTenant(scope, { key: 'subject', match: { value: subject } });
}

/** What the reader may see. Roles and sources must not be empty: Qdrant's `any: []` is for the caller to avoid. */
export function visibleTo(
  { scope, sources }: Pick<KnowledgeSearch, 'scope' | 'sources'>,
  ...conditions: Schemas['Condition'][]
): Filter {
  checkScope(scope, sources);
  return ofTenant(
    scope,
    { key: 'audience', match: { any: scope.roles } },
    { key: 'source', match: { any: sources } },
    aboutNobodyOr(scope.subject),
    ...conditions,
  );
}

/** Points from before there were subjects lack the field, and are about nobody. */
function aboutNobodyOr(subject: string | undefined): Schemas['Condition'] {
  const aboutNobody = { is_empty: { key: 'subject' } };
  if (subject === undefined) return aboutNobody;
  return { should: [aboutNobody, { key: 'subject', match: { value: subject } }] };
}
