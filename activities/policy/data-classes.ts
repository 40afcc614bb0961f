// What a purpose may put into a prompt: fields of the customer, and kinds of values that may stand in texts in the clear. Whatever
// policy does not name stays out.
import type { PersonalDataType } from '../../contracts/personal-data.ts';
import { customerFields } from '../../contracts/ports/crm.ts';
import type { PolicySet } from '../../contracts/policy.ts';
import { PolicyFault } from './policy-fault.ts';

type DataClasses = PolicySet['dataClasses'];
const file = 'data-classes.yaml';

/** PCI DSS and the laws behind national numbers leave no purpose that could show these to a model. */
export const neverShown: ReadonlySet<PersonalDataType> = new Set<PersonalDataType>([
  'CREDIT_CARD', 'IBAN_CODE', 'US_BANK_NUMBER', 'ABA_ROUTING_NUMBER', 'CRYPTO', 'US_SSN', 'US_ITIN', 'US_PASSPORT',
  'US_DRIVER_LICENSE', 'MEDICAL_LICENSE', 'UK_NHS', 'UK_NINO', 'IN_PAN', 'IN_AADHAAR', 'ES_NIF', 'IT_FISCAL_CODE', 'SG_NRIC_FIN',
  'PL_PESEL', 'FI_PERSONAL_IDENTITY_CODE', 'BR_CPF', 'AU_TFN', 'AU_MEDICARE', 'TOKEN',
]); // prettier-ignore

/**
 * Fields that a prompt for `purpose` may hold: those of the classes that policy lists for it and, where given, that the
 * grant was issued for. A purpose that policy does not list may use nothing.
 */
export function allowedFields(
  dataClasses: DataClasses,
  purpose: string,
  granted: readonly string[] | null,
): string[] {
  const classes = dataClasses.purposes[purpose]?.mayUse ?? [];
  const usable = granted === null ? classes : classes.filter((name) => granted.includes(name));
  return [...new Set(usable.flatMap((name) => dataClasses.classes[name]?.fields ?? []))].sort();
}

/** Types of values that may stand in a prompt for `purpose` as they are. Of a snapshot without kinds of values: none. */
export function shownTypes(dataClasses: DataClasses, purpose: string): Set<PersonalDataType> {
  const kinds = dataClasses.purposes[purpose]?.mayShow ?? [];
  const types = kinds.flatMap((kind) => dataClasses.values?.[kind]?.types ?? []);
  return new Set(types.filter((type) => !neverShown.has(type)));
}

/** @throws PolicyFault */
export function checkDataClasses({ classes, values = {}, purposes }: DataClasses): void {
  const classOf = new Map<string, string>();
  for (const [name, { fields }] of Object.entries(classes)) {
    for (const field of fields) {
      if (!Object.hasOwn(customerFields, field))
        throw new PolicyFault(file, `${name} names ${field}, which no customer record has`);
      const other = classOf.get(field);
      if (other !== undefined) throw new PolicyFault(file, `${field} stands in ${other} and in ${name}`);
      classOf.set(field, name);
    }
  }
  for (const [purpose, { mayUse, mayShow = [] }] of Object.entries(purposes)) {
    for (const name of mayUse) {
      const used = classes[name];
      if (!used) throw new PolicyFault(file, `${purpose} names the class ${name}`);
      const identifying = used.fields.find((field) => customerFields[field as keyof typeof customerFields]);
      if (identifying !== undefined)
        throw new PolicyFault(file, `${purpose} may not use ${name}: ${identifying} identifies the customer`);
    }
    for (const kind of mayShow) {
      const shown = values[kind];
      if (!shown) throw new PolicyFault(file, `${purpose} names the kind of values ${kind}`);
      const never = shown.types.find((type) => neverShown.has(type));
      if (never !== undefined) throw new PolicyFault(file, `${purpose} may not show ${never} to a model`);
    }
  }
}
