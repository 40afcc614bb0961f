// What an archive says for itself: to the customer whose it is, in plain words. It names nobody and nothing of one installation.
import { accessFormat } from '../../../contracts/access-archive.ts';

export const accessReadme = `This file (${accessFormat}) holds everything that is held about you here, as you asked for under Articles 15 and 20 of the GDPR. It is text in a form that people and machines can read (canonical JSON, UTF-8).

What it is about: when something that you do (a visit, a call, a purchase) suggests that you might want help, an AI-assisted case is opened, which we call a journey. It looks up what is known, a language model or a program drafts a proposal, a person decides about it, and only then is anything changed or sent. No journey acts without a person's decision.

Its parts:
  subject    how you are named here: the CRM's own id, and a random token (sub_...) that stands for you in all logs and proofs
  crm        your record in the customer system, as it is now, with every line of its lists
  consents   what you have agreed to, by purpose and by channel; what is not there you have not agreed to
  events     what was received about you, with its whole text
  journeys   each case: how it stands, its reasons in sentences ("rationale"), every step with its time ("evidence"), and every question that was put to the rules about it with the answer ("decisions")
  documents  every text that was stored about you: events, what was looked up, what a model was told and what it answered, proposals, what people changed and commented, what was changed in the customer system
  passages   texts about you that somebody put among what is looked up for your cases
  values     names, numbers and addresses of yours that were hidden from models: the token that stood for each, and what it stands for
  sentTo     to which models, stores and systems parts of this went, in which region, how often
  seen       who has read your data in the clear, when and what; people are named by tokens and roles, since they have rights too
  ledger     every signed record that names you or one of your cases
  erasures   requests to erase your data
  retention  how long it is kept, and why
  rights     what you may ask for, and of whom
A member that is null or an empty list says that there is nothing.`;

export const retention = {
  texts:
    'Events, documents, tokens and their values are kept, encrypted with a key of your own, until you are erased; then the key is destroyed, and nobody can read them any more.',
  evidence:
    'Steps, decisions of the rules, and signed records hold codes, tokens, hashes and times. They are kept as proof of what was decided, also after an erasure; without your key they lead to nobody.',
  crm: 'The customer system keeps its own record under its own terms; an erasure asks it to delete the record, and the certificate says what it answered.',
  backups:
    "The database's backups, replicas and write-ahead log hold what an erasure destroyed until their own terms end; the key in them opens it only with the installation's master key.",
} as const; // prettier-ignore

export const rights = [
  'To have what is wrong put right, in the customer system (Article 16).',
  'To be erased (Article 17): two people decide about it, and you can have a certificate.',
  'To have processing restricted, and to object to it, to profiling above all (Articles 18 and 21): an objection in the customer system ("opted out") ends all of it.',
  'To have each decision explained and looked at by a person again (Article 22); the rationales here are where to begin.',
  'To complain to a supervisory authority (Article 77).',
] as const;
