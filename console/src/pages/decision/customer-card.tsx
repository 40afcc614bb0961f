// Who it is about. The record's number is shown; what identifies the customer is asked for field by field, with a reason, and each
// look is kept as evidence.
import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { JourneyDetail } from '../../api/types.ts';
import { Card, Fact } from '../../shell/card.tsx';
import classes from './decision.module.css';

export function CustomerCard({ journey }: { journey: JourneyDetail }) {
  const customerId = journey.content?.customerId ?? null;
  return (
    <Card title="Who" icon="customer">
      {customerId === null ? (
        <Text size="sm">The customer was erased.</Text>
      ) : (
        <dl className={classes.facts}>
          <Fact name="Customer">
            <Anchor component={Link} href={`/customers/${encodeURIComponent(customerId)}`} size="sm">
              {customerId}
            </Anchor>
          </Fact>
        </dl>
      )}
    </Card>
  );
}
