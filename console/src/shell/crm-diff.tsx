// Field by field what changes in the CRM, one object after the other: before and after, in words where they are words.
import { Badge, Group, Stack, Text } from '@mantine/core';
import type { Change, Content } from '../api/content.ts';
import { wordOf } from '../words/codes.ts';
import { moneyWords } from '../words/money.ts';
import { optionWords } from '../words/option-words.ts';
import { StrangeText } from '../words/strange-text.tsx';
import { timeWords } from '../words/time.tsx';
import classes from './crm-diff.module.css';

export function CrmDiff(props: { changes: Change[]; options: Content['options']; label: string }) {
  const { changes, options, label } = props;
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No field changes.
      </Text>
    );
  const objects = Map.groupBy(changes, ({ object, id }) => `${object}/${id}`);
  return (
    <Stack gap="md" role="group" aria-label={label}>
      {[...objects].map(([key, fields]) => (
        <ChangedObject key={key} fields={fields} options={options} />
      ))}
    </Stack>
  );
}

function ChangedObject({ fields, options }: { fields: Change[]; options: Content['options'] }) {
  const isNew = fields.every(({ before }) => before === null || before === undefined);
  const isGone = fields.every(({ after }) => after === null || after === undefined);
  return (
    <div>
      <Group gap={8} mb={4}>
        <Text size="sm" fw={600}>
          {wordOf(fields[0]?.object ?? '')}
        </Text>
        <Badge size="sm" variant="light" color={isNew ? 'green' : isGone ? 'red' : 'blue'}>
          {isNew ? 'new' : isGone ? 'removed' : 'changed'}
        </Badge>
      </Group>
      <dl className={classes.fields}>
        {withMoney(fields).map(({ field, before, after }) => (
          <div key={field} className={classes.field}>
            <Text component="dt" size="sm" c="dimmed">
              {wordOf(field.replace(/Ids?$/, ''))}
            </Text>
            <Text component="dd" size="sm" m={0}>
              {!isNew && (
                <>
                  <del className={classes.before}>
                    <Value value={before} field={field} options={options} />
                  </del>
                  <span aria-hidden="true"> → </span>
                </>
              )}
              {!isGone && <Value value={after} field={field} options={options} />}
            </Text>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Amounts in the object's own currency, as one field. */
function withMoney(fields: Change[]): Change[] {
  const currency = fields.find(({ field }) => field === 'currency')?.after;
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return fields;
  const amounts = fields.filter(({ field }) => field.endsWith('Minor'));
  const words = (value: unknown) => (typeof value === 'number' ? moneyWords(value, currency) : value);
  return fields
    .filter(({ field }) => field !== 'currency' || amounts.length === 0)
    .map((change) =>
      amounts.includes(change)
        ? {
            ...change,
            field: change.field.replace(/Minor$/, ''),
            before: words(change.before),
            after: words(change.after),
          }
        : change,
    );
}

function Value(props: { value: unknown; field: string; options: Content['options'] }) {
  const { value, field, options } = props;
  const named = (id: string) => optionWords(options, id);
  if (value === null || value === undefined) return <>nothing</>;
  if (typeof value === 'boolean') return <>{value ? 'yes' : 'no'}</>;
  if (typeof value === 'number') {
    // A time of this century in milliseconds; an amount of a CRM is never so large.
    const isTime = value > 1_000_000_000_000 && /at$|time|start|due|from|until/i.test(field);
    return <>{isTime ? timeWords(value) : value.toLocaleString()}</>;
  }
  if (typeof value === 'string') return <StrangeText text={named(value)} limit={240} />;
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
  return <StrangeText text={isList ? value.map(named).join(', ') : JSON.stringify(value)} limit={240} />;
}
