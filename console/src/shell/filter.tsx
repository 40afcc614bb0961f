// One choice that narrows a list; nothing chosen means everything.
import { Select } from '@mantine/core';
import { wordOf } from '../words/codes.ts';

export function Filter(props: {
  label: string;
  /** What stands there while nothing is chosen. */
  every: string;
  values: readonly string[];
  value: string | null;
  change: (value: string | null) => void;
}) {
  const { label, every, values, value, change } = props;
  return (
    <Select
      size="xs"
      flex="1 1 150px"
      aria-label={label}
      placeholder={every}
      clearable
      clearButtonProps={{ 'aria-label': every }}
      data={values.map((one) => ({ value: one, label: wordOf(one) }))}
      value={value}
      onChange={change}
    />
  );
}
