// What every vector store checks before it looks at data. It must never repair a scope: a doubtful one finds nothing.
import { failures } from '../../contracts/failures.ts';
import { isId } from '../../contracts/ids.ts';
import type { KnowledgeScope } from '../../contracts/ports/knowledge.ts';

/** A role or source name, as policies and front matter write them. */
const name = /^[a-z][a-z0-9:_-]{0,63}$/;

/** @throws InvalidRequest unless `tenant` has the form of one. */
export function checkTenant(scope: { tenant: string }): string {
  if (!isId('tenant', scope.tenant)) {
    throw failures.invalidRequest('knowledge scope names no valid tenant', {
      part: 'knowledge',
      code: 'scope',
    });
  }
  return scope.tenant;
}

/** @throws InvalidRequest unless it has the form of a subject's token: another one would match what it should not. */
export function checkSubject(subject: unknown): void {
  if (!isId('subject', subject)) {
    throw failures.invalidRequest('knowledge of a subject that is no token', {
      part: 'knowledge',
      code: 'subject',
    });
  }
}

/** @throws InvalidRequest for a tenant, role, source or subject that is none. Empty lists are valid and find nothing. */
export function checkScope(scope: KnowledgeScope, sources: string[]): void {
  checkTenant(scope);
  if (scope.subject !== undefined) checkSubject(scope.subject);
  for (const value of [...scope.roles, ...sources]) {
    if (typeof value !== 'string' || !name.test(value)) {
      throw failures.invalidRequest('knowledge scope holds a role or source that is no name', {
        part: 'knowledge',
        code: 'scope',
      });
    }
  }
}

/** @throws ContractBroken naming both sizes, or when the vector has no direction (zero, or not finite). */
export function checkVector(vector: readonly number[], space: string, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw failures.contractBroken(
      `vector of ${vector.length} dimensions where the space ${space} has ${dimensions}`,
      { part: 'knowledge', code: 'vector_size' },
    );
  }
  const squared = vector.reduce((sum, value) => sum + value * value, 0);
  if (!Number.isFinite(squared) || squared === 0) {
    throw failures.contractBroken(`vector without a direction in the space ${space}`, {
      part: 'knowledge',
      code: 'vector_direction',
    });
  }
}
