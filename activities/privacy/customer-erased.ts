// The one answer of every activity that finds its customer gone: the journey ends `denied`, and nothing was done.
import { failures } from '../../contracts/failures.ts';

/** PolicyDenied with the code `customer_erased`. */
export function customerErased(): Error {
  return failures.policyDenied('the customer is not there any more', {
    code: 'customer_erased',
    rule: null,
    missing: ['customer'],
  });
}
