// Compares what was seen with what test/expected-cases.json says, member by member. Pure; an empty list means that
// everything ended as expected.
import { canonicalJson } from '../../contracts/canonical-json.ts';
import type { ExpectedCases } from '../../samples/expected-cases.ts';
import type { ObservedCase } from './observation.ts';

export interface DemoObservations {
  /** By case name. */
  cases: Record<string, ObservedCase>;
  /** Journeys of customers who play no case, over all tenants. */
  ordinaryJourneys: number;
}

/** @returns one line for each difference: case, member, what was expected and what was seen. */
export function compareWithExpectations(expectations: ExpectedCases, seen: DemoObservations): string[] {
  const differences = expectations.cases.flatMap(({ case: name, expect }) => {
    const observed = seen.cases[name];
    if (!observed) return [`${name}: was not played`];
    return Object.entries(expect).flatMap(([member, expected]) => {
      const actual = observed[member as keyof ObservedCase];
      return differ(`${name}: ${member}`, expected, actual);
    });
  });
  const unexpected = Object.keys(seen.cases)
    .filter((name) => !expectations.cases.some((expected) => expected.case === name))
    .map((name) => `${name}: was played but is not expected`);
  return [
    ...differences,
    ...unexpected,
    ...differ('ordinary: journeys', expectations.ordinary.journeys, seen.ordinaryJourneys),
  ];
}

function differ(what: string, expected: unknown, actual: unknown): string[] {
  return canonicalJson(expected) === canonicalJson(actual)
    ? []
    : [`${what}: expected ${canonicalJson(expected)}, saw ${canonicalJson(actual)}`];
}
