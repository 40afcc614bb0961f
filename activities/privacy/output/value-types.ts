// Which kinds of personal values no message may hold, whoever wrote it, and which name or reach a person.
import type { PersonalDataType } from '../../../contracts/personal-data.ts';

/** PCI DSS 3.4 and its like: an account's number has no place in a message. */
export const paymentTypes: ReadonlySet<PersonalDataType> = new Set<PersonalDataType>([
  'CREDIT_CARD',
  'IBAN_CODE',
  'US_BANK_NUMBER',
  'ABA_ROUTING_NUMBER',
  'CRYPTO',
]);

export const governmentTypes: ReadonlySet<PersonalDataType> = new Set<PersonalDataType>([
  'US_SSN', 'US_ITIN', 'US_PASSPORT', 'US_DRIVER_LICENSE', 'MEDICAL_LICENSE', 'UK_NHS', 'UK_NINO', 'IN_PAN', 'IN_AADHAAR',
  'ES_NIF', 'IT_FISCAL_CODE', 'SG_NRIC_FIN', 'PL_PESEL', 'FI_PERSONAL_IDENTITY_CODE', 'BR_CPF', 'AU_TFN', 'AU_MEDICARE',
]); // prettier-ignore

/** How a person or his machine is reached. */
export const contactTypes: ReadonlySet<PersonalDataType> = new Set<PersonalDataType>([
  'EMAIL_ADDRESS',
  'PHONE_NUMBER',
  'IP_ADDRESS',
  'MAC_ADDRESS',
]);
