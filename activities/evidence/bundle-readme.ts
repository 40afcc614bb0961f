// The text that opens every bundle, for an auditor who has never seen this project. It never names the exporter or his machine.
export const bundleReadme = `This file is the evidence of one journey: one AI-assisted decision about one customer, from the event that began it to the change in the CRM or the reason why there was none. It holds no key and needs none.

How to check it: get Wayproof's source from somebody whom you trust, and there run
  npx wayproof audit verify THIS-FILE --anchor ANCHOR-FILE
It needs no network and no server. It says what was proved, what was not and why, and names what does not fit. The anchor file comes from whoever keeps it apart from the operator; without it, a rewrite by the operator himself is not excluded.

The file is canonical JSON (RFC 8785) in UTF-8. Its members:
  journey       which journey this is, and how it ended
  evidence      what happened, entry by entry; each entry names the hash of the one before (SHA-256 over its canonical JSON without the member hash), and the statement names the last: the head
  completeness  entries that are there, over those that such an ending must have left
  policies      the rules in force, whole, by the hash that the entries name; the prompts given to the model are among them
  decisions     what policy was asked, and what it answered
  documents     texts that the entries name, by commitment; a text is here only if its state is "given". Redacted: not shown to whoever asked for this file. Erased: destroyed with its key, at a customer's request
  rationale     all of it in sentences, for people: who verifies derives them again from the other members, and finds any that says something else
  runs          the workflow histories from Temporal, payloads in the clear: codes, tokens, hashes and times. Replayed with the released workflow code they give the same entries
  ledger        the records of the tenant's append-only ledger that name the journey, each signed (Ed25519 over the canonical JSON of the record without signature and keyId, with format and tenant), a proof for each that it is in the Merkle tree of the signed head (RFC 9162), and the public keys. The record "evidence.exported" holds the hashes of all the rest of this file

A subject (sub_), a principal (prn_) and a document (doc_) are tokens: who stands behind them is not in this file. docs/evidence.md in the source says more.`;
