// Counts by name, longest first, each with a bar that says how it compares. The bar is only drawn; the number is what is read out.
import { Text } from '@mantine/core';
import classes from './overview.module.css';

interface Bar {
  name: string;
  count: number;
  detail?: string;
}

export function BarList({ bars, empty }: { bars: readonly Bar[]; empty: string }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  if (bars.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {empty}
      </Text>
    );
  return (
    <ul className={classes.bars}>
      {bars.map(({ name, count, detail }) => (
        <li key={`${name}/${detail ?? ''}`}>
          <div className={classes.barWords}>
            <span>{name}</span>
            <span className={classes.count}>{count.toLocaleString()}</span>
          </div>
          <Line part={count / most} />
          {detail !== undefined && (
            <Text size="xs" c="dimmed" mt={2}>
              {detail}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

/** @param part 0 to 1; what is more than nothing can be seen. */
function Line({ part }: { part: number }) {
  return (
    <svg
      className={classes.line}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className={classes.lineGround} width="100" height="6" rx="1" />
      <rect className={classes.lineFill} width={part > 0 ? Math.max(1, part * 100) : 0} height="6" rx="1" />
    </svg>
  );
}
