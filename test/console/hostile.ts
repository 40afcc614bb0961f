// Texts that would do something where a page took them for more than texts.

export const hostileTexts = [
  '<script>globalThis.hacked = 1</script>',
  '<img src="https://evil.example/a.png" onerror="globalThis.hacked = 1">',
  '![](https://evil.example/b.png) [press](javascript:globalThis.hacked=1)',
  '\u202egnp.exe\u202c \u2066hidden\u2069 a\u200bb',
  '"><svg onload=globalThis.hacked=1>{{constructor.constructor("globalThis.hacked=1")()}}',
  'N'.repeat(10_000),
] as const;

/** The same JSON with something hostile after each text that a person would read; codes, ids and hashes stay what they are. */
export function poisoned(value: unknown, member = ''): unknown {
  if (typeof value === 'string') return isRead(member) ? `${value} ${hostileTexts.join(' ')}` : value;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, name)]));
}

const readMembers = new Set(['text', 'title', 'label', 'sentences', 'about', 'after', 'before', 'name', 'decidedBy']); // prettier-ignore

function isRead(member: string): boolean {
  return readMembers.has(member);
}
