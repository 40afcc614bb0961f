// One number with its name.
import classes from './overview.module.css';

export function Figure({ name, value }: { name: string; value: number | string }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{typeof value === 'number' ? value.toLocaleString() : value}</dd>
    </div>
  );
}
