// Plain text for terminals: aligned columns and short times. It must never cut a value that a person has to copy.

/** Rows as aligned columns under a header; the last column is not padded. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `name   value` lines; pairs without a value are left out. */
export function facts(pairs: readonly (readonly [string, string | null | undefined])[]): string {
  const kept = pairs.filter((pair): pair is readonly [string, string] => Boolean(pair[1]));
  const width = Math.max(0, ...kept.map(([name]) => name.length));
  return kept.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

/** `2026-11-20 14:03` in UTC; null gives a dash. */
export function minute(at: number | null | undefined): string {
  return at == null ? '-' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

/** How far `at` lies from `now`, in the largest unit that fits: `in 3 h`, `12 min ago`. */
export function distance(at: number, now: number): string {
  const seconds = Math.round(Math.abs(at - now) / 1000);
  const [amount, unit] =
    seconds < 90 ? [seconds, 's'] : seconds < 5400 ? [Math.round(seconds / 60), 'min']
    : seconds < 172_800 ? [Math.round(seconds / 3600), 'h'] : [Math.round(seconds / 86_400), 'd']; // prettier-ignore
  return at >= now ? `in ${amount} ${unit}` : `${amount} ${unit} ago`;
}

export function indent(text: string, by = '  '): string {
  return text
    .split('\n')
    .map((line) => by + line)
    .join('\n');
}
