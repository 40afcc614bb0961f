// What an attacker wants done: tools, data sent away, authority that is claimed for it, controls skipped, words dictated.
import { phrasesOf } from './rule-list.ts';

export const actionRules = [
  ...phrasesOf('tool_request', [
    [0.8, '^call|invoke|execute|run|trigger ..1 the ..2 tool|function|api|plugin|endpoint|command|script'],
    [0.6, '^call|invoke|execute|trigger the tool|function|api|plugin ..1 to|with|and|on'],
    [
      0.7,
      '^execute|run|evaluate|exec ?the|this|following|a ?following ?shell|python|bash|system|sql|terminal|malicious command|commands|code|script|query|program',
    ],
    [
      0.7,
      'must|should|shall|to|please|need|will|first|then|and call|invoke|execute|run ..1 tool|function|api|send|transfer|delete|get|grant|update|create',
    ],
    [0.8, 'rm rf|fr'],
    [0.7, 'curl|wget http|https|fssl|s ..8 sh|bash'],
    [0.6, '^run|execute|install curl|wget|rm|sudo|npm|pip|bash|sh|exe'],
    [0.6, 'sudo give|rm|make|show|su|grant|do|cat|enable|disable|bypass|ignore'],
    [0.7, 'import os|subprocess|sys ..3 system|popen|call|remove|run'],
    [
      0.7,
      '^delete|wipe|drop|erase|remove|destroy ..2 all|every|entire ..3 records|data|files|users|database|tables|backups|logs|emails|customers|customer|accounts|everything',
    ],
    [
      0.6,
      '^grant|give ..3 admin|administrator|root|permanent|full access|rights|permission|permissions|privileges ?to',
    ],
    [
      0.7,
      '^transfer|wire|send ..3 everything|funds|all|money|balance|usd|eur|dollars|euros|amount ..3 to|account|into|recipient',
    ],
    [
      0.5,
      '^transfer|wire|send|pay ..5 to ?the|my|this|de00|account|iban|following account|iban|wallet|address',
    ],
    [
      0.6,
      '^update|change|set|replace|modify ..4 bank|email|e|supplier|customers|customer|users|payment|account|password|phone|address ?s ..2 account|record|details|email|mail|password|address|number ..2 to|with|and',
    ],
    [0.6, '^click|press|open|visit|navigate|go ?on|to ..2 delete|confirm|approve|every'],
    [0.5, '^set|change|update ..2 tier|risk|limit|status|score|discount|priority ..3 to|of|as'],
    [
      0.6,
      '^grant|give|offer|issue|approve ..4 percent|full|voucher|discount|refund|eur|usd|hundred|pending|everything ..5',
    ],
    [
      0.7,
      '^disable|deactivate|switch|turn ?off ..2 logging|monitoring|audit|alerts|security|protection|checks|filters|tracking',
    ],
    [
      0.6,
      '^approve|accept|merge ..2 merge|pull|request|application|candidate|loan|claim|payment|refund|transaction ..2 without|now|immediately|and|automatically',
    ],
    [
      0.7,
      'mark|flag|close|set|treat ..5 paid|approved|solved|resolved|closed|trusted|fraud ..4 and|without|as|false',
    ],
  ]),
  ...phrasesOf('data_exfiltration', [
    [
      0.85,
      '^<send> ..6 conversation|history|chat|inbox|contacts|database|records|passwords|credentials|mails|emails|customers|secrets|context|transcript|files|appointments ..8 to|http|https|in|at',
    ],
    [
      0.8,
      '^send|forward|email|mail|post|upload|transmit|exfiltrate|submit|leak|bcc|append ..3 all|last|entire|full|complete|every|contents|stored|list|these|this|customer|user ..5 to|into|at ..5 http|https|www|example|com|net|org|ru|io',
    ],
    [
      0.7,
      '^send|forward|email|mail|post|upload|transmit|exfiltrate|submit|leak|bcc|append ..3 summary|contents|content|copy|list|record|data|file|details|number|mails|emails|results|message|it|this|result|conversation|link ..3 to ..4 com|net|org|example|http|https|me|io|ru|www|alice',
    ],
    [
      0.75,
      '^append|add|include|insert|put|embed|attach|encode ..6 to|in|into|as|after ..2 url|link|address|query|parameter|image|http|https|src',
    ],
    [
      0.7,
      '^upload|post|exfiltrate|leak ..6 to ..3 http|https|www|server|endpoint|url|webhook|pastebin|paste|external',
    ],
    [
      0.7,
      'include|insert|show|display|render|embed|add|append|output|create|provide ..2 link|image|picture|pixel|markdown|url|hyperlink ..3 to|in|http|https|with|from ..3',
    ],
    [
      0.6,
      'copy|bcc|cc|forward ..4 on|to|of|in every|each|all|any ?future answer|answers|mail|mails|message|reply|email',
    ],
    [
      0.6,
      're enter|confirm|verify|provide|give|enter ..3 card|password|credentials|bank|ssn|pin|payment ..3 at|to|on|details|number',
    ],
    [0.6, 'upload|attach|send|include|read ..4 ssh|aws|env|secrets|rsa|credentials|passwd|contracts'],
  ]),
  ...phrasesOf('authority_claim', [
    [
      0.7,
      'i am|m|im|this ?is ?here ?from|your|the|a ..2 developer|creator|administrator|admin|openai|anthropic|owner|programmer|engineer|maintainer|operator|master ..2 ?staff|and|of|i|team|@sep',
    ],
    [
      0.7,
      'as ?your|the|a|an|lead ..2 developer|creator|administrator|admin|engineer|owner|operator|ceo|programmer|supervisor ..4 i|you|order|authorise|authorize|instruct|command|of|this',
    ],
    [0.7, 'i authorise|authorize|order|command|instruct|permit|allow|hereby ?hereby ?you to|you'],
    [
      0.7,
      'message|notice|order|orders|directive|instruction|instructions|text|request|update|command ..2 from ..3 administrator|admin|openai|anthropic|system|developer|developers|headquarters|management|ceo|security|compliance|owner|me ..4',
    ],
    [
      0.6,
      '@start ?urgent|important|critical|new|official system|admin|administrator|developer|security|compliance|root notice|message|alert|update|override|command|instruction|prompt|mode|directive|note',
    ],
    [
      0.7,
      'admin|administrator|root|elevated|developer|superuser|full ?access privileges|rights|access|level|permissions|privilege|override|mode',
    ],
    [0.6, 'has|have|takes|with ?the ?highest|top|absolute priority|precedence ..1 over'],
    [
      0.7,
      'user|customer|manager|owner|supervisor|administrator|claim|payment|i|compliance|he|she ?s has|have|is|was|were ?has ?already ?been ?pre ?already ?fully authorised|authorized|verified|approved|confirmed|cleared',
    ],
    [0.6, 'pre approved|authorised|authorized|approve'],
    [0.7, 'member of ..2 red|security|safety|development|audit team|staff'],
    [
      0.5,
      'for|during|as ?a|an|part security|safety|compliance|internal|system ?audit|test|testing|maintenance|check|evaluation|diagnostic|diagnostics',
    ],
    [0.6, 'access level|granted|code'],
    [0.6, 'evaluation|test|testing|audit|maintenance mode ..1 is|active|on|enabled'],
    [
      0.7,
      'you|assistant|agent|model ?are|have|is|may ?been|now|hereby authorised|authorized|permitted|allowed|cleared|instructed|required|ordered ?to|by ..3',
    ],
    [0.6, 'you may|can ..2 drop|ignore|skip|bypass|disregard|break'],
  ]),
  ...phrasesOf('control_bypass', [
    [0.8, '^skip|bypass|waive|omit|disable|override|avoid|circumvent|suppress|forgo ..3 <control>'],
    [0.75, 'without ..3 <control>|supervisor|manager|checking|verifying|verification|reviewing'],
    [
      0.7,
      'do not|dont|never ?ask|escalate|involve|wait|consult|check|verify ..3 person|human|supervisor|manager|confirmation|approval|user|agent',
    ],
    [
      0.7,
      'no ..2 confirmation|approval|verification|check|checks|review|consent ..2 needed|required|necessary',
    ],
    [
      0.7,
      '<control> ..2 is|are|was|has ..2 waived|skipped|disabled|suspended|off|unnecessary|waived|cancelled|lifted',
    ],
    [0.7, 'confidentiality|privacy|security|policy ?rule|policies ..1 does|do not|doesnt apply'],
    [0.7, 'override ..2 limit|discount|approval|decision|policy|price|control|rule'],
    [
      0.6,
      'go|move|proceed ..1 straight|directly to|with ..2 act|action|payment|transfer|wire|execution|stage',
    ],
    [0.6, 'proceed|continue with ..2 wire|transfer|payment|refund|deletion'],
    [0.7, 'auto|automatically approve|accept|grant|refund|pay'],
    [0.6, 'confirm|accept|approve every|all|any dialog|dialogs|request|requests|prompts|warnings'],
  ]),
  ...phrasesOf('answer_dictation', [
    [0.75, '^<answer> only|just|exactly|nothing|solely|simply|back ?with ?the|by'],
    [0.7, '^<answer> ..3 with|of|in|using only|just|exactly|the ?words|word|text|sentence|phrase|string'],
    [0.7, '^<answer> ..2 nothing|anything else|but|other|except ..2'],
    [0.75, '^only|just|simply|exclusively <answer> ..2 ?with|the|yes|no|in'],
    [0.75, 'only|just|nothing|exactly <answer> the ?word|words|text|sentence|phrase|string'],
    [
      0.7,
      '^say|print|output|write|respond|reply|answer|echo ..1 the|this|following word|words|string|phrase|sentence|text|message ?with ..2',
    ],
    [
      0.8,
      '^print|output|say|write|respond|reply|answer|echo ?with|only|exactly|just|the ?word|string pwned|hacked|owned|banana|compromised|jailbroken|injected|haha|done|approved',
    ],
    [0.7, 'i ?have|ve|was|am ?been hacked|pwned|evil|jailbroken|compromised'],
    [0.75, 'and nothing|nothing else|more|but'],
    [0.6, '^answer|respond|reply ?to ..2 every|each|all|everything|any ..5 with|as|by|in|only'],
    [0.6, 'respond|answer|reply ..8 with|by ..1 only|just|promo|exactly|the|contact'],
    [0.6, '^write|print|say|output|repeat ..4 times'],
    [0.6, 'answer that|with ..6'],
    [0.5, '^confirm ?this|that ?by ?with saying|with|replying|answering|you|i'],
    [
      0.6,
      'your answer|reply|response|output must|should|shall|will|has ..2 start|begin|contain|include|be|end|only|not',
    ],
    [
      0.45,
      '^translate|write|compose|tell|sing|create|generate|rewrite ..2 ?me a|an|this|the|instead|to ..2 poem|song|joke|story|limerick|haiku|latin|essay|rap',
    ],
    [0.4, 'write|tell|create|compose a|an ?short poem|limerick|song|haiku|joke|rap ..1 about|on|instead'],
    [0.6, 'must|should|shall|always write|say|state|output|answer|print|reveal|begin|reply|respond'],
    [0.5, '^answer|respond|reply accordingly'],
    [0.6, 'say yes|no|ok if|when|to ..3 understand|agree|understood|ready'],
    [
      0.6,
      '^decode|decrypt|decipher|unscramble|base64 ..6 follow|do|execute|obey|instruction|run|comply|act|filter',
    ],
    [
      0.6,
      '^answer|respond|reply|write|output|encode ..3 in|as|using base64|rot13|hex|binary|morse|leetspeak|cipher|code|backwards',
    ],
    [0.5, '^acknowledge|confirm and|that|by|with|you ..3'],
  ]),
];
