// Rules in words that need no Casbin. It words what stands there and nothing else: whether a rule holds is the engine's to say.
import type { FactName } from '../../activities/policy/policy-facts.ts';
import type { Call } from '../../contracts/calls.ts';

const factWords: Record<FactName, string> = {
  purpose: 'the purpose',
  jurisdiction: "the tenant's jurisdiction",
  region: "the tenant's region",
  optedOut: 'the customer opted out',
  purposeConsent: 'the customer consented to the purpose',
  channelConsent: 'the customer consented to the channel',
  capReached: 'the contact caps are reached',
  riskClassRecorded: "the customer's risk class is recorded",
  segment: "the customer's segment",
  openCases: 'the number of open cases',
  dataClassListed: 'data-classes.yaml lists the class for the purpose',
  verbDeclared: 'the journey declared this change',
  tier: 'the tier',
  quorum: 'the number of people who must approve',
  level: 'the number of escalations',
  delegated: 'the decision was handed on to this person',
  selfApproval: 'this person started the journey or handed the decision on',
  posture: 'the device',
  risk: 'the risk of the sign-in',
};

const comparisons: Record<string, string> = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
};

/** `r.facts.tier == 'high'` as `the tier is high`; a whole condition with `and` and `or`. */
export function plainCondition(condition: string): string {
  if (condition.trim() === 'true') return 'always';
  return (
    condition
      .replaceAll(
        /r\.facts\.([A-Za-z]+)\s*(==|!=|<=|>=|<|>)\s*(?:'([^']*)'|([\w.]+))/g,
        (_, fact: FactName, comparison: string, text: string | undefined, other: string | undefined) => {
          const words = factWords[fact];
          // Of facts that are yes or no the words are a sentence.
          if (other === 'true' || other === 'false') {
            const holds = (other === 'true') === (comparison === '==');
            return holds ? words : `it is not so that ${words}`;
          }
          return `${words} ${comparisons[comparison] ?? comparison} ${text ?? other ?? ''}`;
        },
      )
      .replaceAll(/\s*&&\s*/g, ' and ')
      // `the device is not managed and the device is not unstated`: none of the two.
      .replaceAll(
        /([^()]+?) is not (\w+)((?: and \1 is not \w+)+)/g,
        (_, words: string, first: string, rest: string) => {
          const others = [...rest.matchAll(/is not (\w+)/g)].map(([, other]) => other);
          return `${words} is none of ${[first, ...others].join(', ')}`;
        },
      )
      .replaceAll(/\s*\|\|\s*/g, ' or ')
  );
}

/** `role:adviser` as `adviser`, `journey:*` as `any journey`. */
export function plainSubject(subject: string): string {
  const [kind = '', name = ''] = subject.split(':');
  if (kind === 'role') return name === '*' ? 'anybody' : name;
  return name === '*' ? 'any journey' : `journey ${name}`;
}

/** What is done to what, after "may". */
export function plainAct(object: string, action: string): string {
  const [kind = '', name = ''] = object.split(':');
  const what = name === '*' ? 'anything' : name.replaceAll('_', ' ');
  switch (`${kind}/${action}`) {
    case 'customer/contact':
      return 'be run for a customer';
    case 'data/use':
      return `put ${what === 'anything' ? 'any data class' : `the data class ${what}`} into a prompt`;
    case 'crm/write':
      return `write ${what === 'anything' ? 'any change' : `“${what}”`} to the CRM`;
    case 'checkpoint/decide':
      return name === '*' ? 'decide at any checkpoint' : `decide at the checkpoint ${name}`;
    case 'payload/decode':
      return `read payloads of histories${name === '*' ? '' : ` of ${name === 'tenant' ? 'his tenant' : "his tenant's region"}`}`;
    case 'content/reveal':
      return `read texts and names${name === '*' ? '' : ` of ${what}`}`;
    default:
      return `${action} ${object}`;
  }
}

/** The calls of the API in words. */
const callWords: Record<Call, string> = {
  'events.send': 'report what a customer did',
  'journeys.read': 'list and read journeys',
  'decision.send': 'send a decision to a journey',
  'checkpoint.act': 'claim, release or delegate a decision',
  'evidence.read': "read a journey's evidence",
  'crm.read': "read a customer's record",
  'ledger.read': 'read the ledger',
  'incidents.read': 'read incidents',
  'switches.read': 'list kill switches',
  'switches.trip': 'trip a kill switch',
  'switches.reset': 'reset a kill switch',
  'limits.read': 'read limits and what is used of them',
  'policy.ask': 'ask the policy, and read what it answered',
  'knowledge.load': 'load knowledge',
  'knowledge.delete': 'delete knowledge',
  'knowledge.list': 'list knowledge documents',
  'codec.decode': 'have payloads of histories decoded',
  'knowledge.evaluate': 'measure the search of knowledge',
  'knowledge.search': 'search knowledge',
  'people.read': 'list people',
  'roles.withdraw': 'withdraw roles from a person',
  'absence.set': 'be out of office',
  'lineage.read': 'follow where data went',
  'completeness.read': 'read whether evidence is complete',
  'subject.export': 'have everything about one customer put into an archive',
  'erasures.request': 'ask for a customer to be erased',
  'erasures.decide': 'approve or reject an erasure that somebody else asked for',
  'erasures.read': 'list erasures and read their certificates',
  'overview.read': 'read the overview',
  'fields.reveal': 'have one personal value shown, with a reason',
  'samples.send': 'send the sample events',
  'whoami.read': 'ask who he is',
};

export function plainCall(call: Call): string {
  return callWords[call];
}
