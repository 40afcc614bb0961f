// Names of members that hold what a person is, has, wrote or may keep secret. Their texts are cut to their length, since no
// recogniser finds every name and every sentence.

const words = new Set(
  `name names fullname firstname lastname givenname familyname surname nickname displayname username login
   email emails mail mails phone phones mobile tel telephone fax
   address addresses street city town postcode zip birth birthday birthdate dob gender
   customer customers client contact contacts person people member recipient sender identity
   card cards pan cvv cvc iban bic account ssn passport license aadhaar nino
   text texts body message messages note notes comment comments content contents title subjectline description remark
   event events prompt prompts output draft drafts answer answers question passage passages statement
   query headers header cookie cookies authorization authorisation password passphrase secret token tokens jwt assertion
   credential credentials apikey`.split(/\s+/),
);

/** `customerName`, `customer_name` and `Customer-Name` are two words. */
export function isPersonalKey(key: string): boolean {
  if (key.length > 100) return true;
  const parts = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return parts.some((part) => words.has(part)) || words.has(parts.join(''));
}

/** A name that somebody gave a member in code; anything else may itself be a person's. */
export function isIdentifier(key: string): boolean {
  return /^[A-Za-z_$][\w$.-]{0,60}$/.test(key) && !/\d{6}/.test(key);
}
