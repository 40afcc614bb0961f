// Calls about a data subject that need the customer's id. It is asked for with its reason, which the ledger keeps, and passed on.
import { answerOf, api } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { saveFile } from '../../api/save-file.ts';

/** @throws ApiProblem, also when the customer was erased meanwhile. */
export async function customerIdOf(journeyId: string): Promise<string> {
  const { value } = await answerOf(
    api.POST('/v1/journeys/{id}/reveal', {
      params: { path: { id: journeyId } },
      body: { field: 'customer_id', reason: 'data_subject_request' },
    }),
  );
  if (value !== null) return value;
  throw new ApiProblem(
    { code: 'customer_not_found', title: 'No such customer', detail: 'The customer is not known any more.', status: 404 });
} // prettier-ignore

/** Saves the archive under the customer's token. Its bytes are what the ledger has the hash of. @throws ApiProblem */
export async function saveArchive(customerId: string, subject: string): Promise<void> {
  const { data } = await api.POST('/v1/access-requests', { body: { customerId }, parseAs: 'blob' });
  saveFile(data as unknown as Blob, `${subject}.access.json`);
}
