// Journeys that began, and those that led to an act, by day or hour. A drawing for the eye, a table for everybody else.
import { Text, VisuallyHidden } from '@mantine/core';
import type { Overview } from '../../api/types.ts';
import { Card } from '../../shell/card.tsx';
import classes from './overview.module.css';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const hour = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

export function ThroughputCard(props: { throughput: Overview['throughput']; from: number; to: number }) {
  const { throughput, from, to } = props;
  const { unit } = throughput;
  const length = unit === 'day' ? dayMs : hourMs;
  const words = unit === 'day' ? day : hour;
  const known = new Map(throughput.points.map((point) => [point.at, point]));
  const first = Math.floor(from / length) * length;
  const points = Array.from({ length: Math.floor((to - first) / length) + 1 }, (_, index) => {
    const at = first + index * length;
    return known.get(at) ?? { at, started: 0, acted: 0 };
  });
  const most = Math.max(1, ...points.map(({ started }) => started));
  const step = 100 / points.length;
  const height = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * 56));
  return (
    <Card title={`Journeys by ${unit}`} icon="overview">
      <svg className={classes.chart} viewBox="0 0 100 60" preserveAspectRatio="none" aria-hidden="true">
        {points.map(({ at, started, acted }, index) => (
          <g key={at}>
            <rect
              className={classes.chartStarted}
              x={index * step + step * 0.14}
              width={step * 0.72}
              y={60 - height(started)}
              height={height(started)}
            />
            <rect
              className={classes.chartActed}
              x={index * step + step * 0.14}
              width={step * 0.72}
              y={60 - height(acted)}
              height={height(acted)}
            />
          </g>
        ))}
      </svg>
      <div className={classes.chartEnds} aria-hidden="true">
        <span>{words.format(points[0]?.at ?? from)}</span>
        <span>most: {most === 1 && throughput.points.length === 0 ? 0 : most}</span>
        <span>{unit === 'day' ? 'today' : 'now'}</span>
      </div>
      <Text size="xs" c="dimmed" mt={6}>
        <span className={classes.keyStarted} aria-hidden="true" /> began{' '}
        <span className={classes.keyActed} aria-hidden="true" /> done in the CRM
      </Text>
      <VisuallyHidden>
        <table>
          <caption>Journeys by {unit}</caption>
          <thead>
            <tr>
              <th scope="col">{unit}</th>
              <th scope="col">began</th>
              <th scope="col">done in the CRM</th>
            </tr>
          </thead>
          <tbody>
            {throughput.points.map(({ at, started, acted }) => (
              <tr key={at}>
                <th scope="row">{words.format(at)}</th>
                <td>{started}</td>
                <td>{acted}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </Card>
  );
}
