// Personas without rules, refusal made impossible, pressure, and stories that carry a forbidden request.
import { phrasesOf } from './rule-list.ts';

export const personaRules = [
  ...phrasesOf('unrestricted_persona', [
    [1, 'do anything now'],
    [
      0.8,
      'dan|aim|stan|dude|evilbot|chaosgpt|devmode|antigpt ..4 has|have|is|are|can|will|does|answers|never|without|no',
    ],
    [0.6, 'as|called|named|are|be|is|become|am|known|like dan|stan|aim|dude|jailbroken|evilbot|chaosgpt'],
    [
      0.9,
      '^enter|enable|activate|switch|turn|start|initiate|unlock|engage|launch|go|be|boot|put ..3 <jailKind> ?test|bot <mode>',
    ],
    [0.6, '^enter|activate|switch|initiate|unlock|engage|launch|go|boot ..3 <modeKind> ?test|bot <mode>'],
    [0.4, '^enable ..3 <modeKind> <mode>'],
    [
      0.75,
      'in|into|to|now developer|god|dan|jailbreak|jailbroken|admin|unrestricted|unfiltered|sudo|root|evil|unlimited|opposite|chaos|uncensored <mode> ?enabled|activated|on|active|you|the|there|now',
    ],
    [0.4, 'in|into|to|on|with <modeKind> <mode>'],
    [
      0.8,
      '<jailKind> <mode> ..1 enabled|activated|active|unlocked|engaged|initiated|on|has|answers|produces|where',
    ],
    [0.6, '<modeKind> <mode> ..1 enabled|activated|active|unlocked|engaged|initiated|answers|produces'],
    [0.5, '<modeKind> <mode> ..4 you|filter|filters|unfiltered'],
    [0.55, 'jailbreak|jailbroken|unrestricted|unfiltered|dan|evil|uncensored <mode>'],
    [
      0.8,
      '<persona> ..3 ai|model|assistant|chatbot|bot|llm|language|persona|gpt|responses|response|output|answers|hacker|robot|mode',
    ],
    [0.6, '<persona> ..3 version|character|content|one'],
    [0.7, 'ai|assistant|chatbot|bot|llm|gpt|robot ..6 <persona>'],
    [
      0.8,
      'without|no|zero|lacks|lack ..2 ethical|moral|legal|content|safety ..2 <limits>|concerns|considerations|compass|policies|policy',
    ],
    [0.55, '^act|answer|respond|behave|speak|be|write|continue|talk ..5 without|no ..3 <limits>'],
    [
      0.7,
      'you|that|which|who|ai|dan|it ?now|also has|have|had|knows|follows|are|youre ?under no|without|zero ..2 <limits>',
    ],
    [0.6, 'you|are|be|bot|ai|chatbot|assistant with|without no|any|without ..2 <limits>'],
    [0.6, 'ai|assistant|chatbot|model|bot|llm|character|persona|world ..4 without|no|any ..3 <limits>'],
    [
      0.7,
      'free|freed|broken|liberated|released|escaped ?free|out from|of ..4 <limits>|confines|chains|shackles|openai|makers|creators|control|programming',
    ],
    [0.75, 'you are|have|youre|were ?been ?now freed|liberated|jailbroken|unshackled|unchained|unlocked'],
    [
      0.7,
      'not|no|never|longer ..1 bound|constrained|restricted|limited|confined ..2 by ..4 <limits>|openai|anything|law|policies',
    ],
    [
      0.8,
      'bypass|ignore|ignores|without|violates|violate|against ..2 openai|anthropic|google|content ?s policy|policies|guidelines|rules|moderation',
    ],
    [
      0.75,
      'never|cant|cannot|not|wont|dont|doesnt|unable|impossible ..3 refuse|refuses|decline|reject ..2 any|request|requests|question|to|anything|answer|me',
    ],
    [0.75, 'never|cant|cannot|cant say no'],
    [0.7, 'never refuses|declines|says|apologises|apologizes|apologise|apologize ?no|sorry|anything|because'],
    [
      0.7,
      'answers|answer|tell|explain|explains|say|provide|generate|comply ..2 everything|anything|any|all ..3 no matter|regardless|even|without|however|including|illegal',
    ],
    [0.7, 'no matter how|whether|if|what ..3 illegal|unethical|immoral|harmful|dangerous|offensive'],
    [
      0.65,
      'speak|talk|answer|respond|write|say freely|uncensored|unfiltered|openly|truly|really ..4 no|without|filter|censorship',
    ],
    [0.6, 'no|without ?any censorship|moralising|moralizing|inhibitions|refusals|refusal'],
    [0.6, 'tell|speak|talk|say|think ..8 with|without ?no|any filter|filters|censorship'],
    [0.45, 'no rules|limits|restrictions ..2 no refusals|limits|rules|filters|filter|restrictions|morals'],
    [0.7, 'no rules|limits|restrictions ..2 no refusals'],
    [0.7, 'without ..2 usual|any|your ..1 filters|filter|restrictions|limitations|safeguards'],
    [0.6, 'be|are|become|as evil|unethical|amoral|immoral|malicious ?and|with|confirm'],
    [0.5, 'jailbreak|jailbroken yourself|now|prompt|you|complete|successful|activated'],
    [0.6, 'evil twin|version|confidant'],
    [0.55, 'gives|give|giving illegal|unethical|harmful|dangerous advice|information|instructions|content'],
    [
      0.6,
      'you|it|he|she had|have|has no restrictions|rules|filters|limitations|limits|guidelines|censorship|boundaries',
    ],
  ]),
  ...phrasesOf('refusal_suppression', [
    [
      0.7,
      '^do|must|should|will|can not|never refuse|decline|apologise|apologize|censor|moralise|moralize|lecture|object|resist',
    ],
    [0.7, '^dont|cannot|cant|never refuse|decline|apologise|apologize|censor|lecture|moralize|say ?no ?that'],
    [
      0.6,
      'give|include|add|provide|write|contain no|any|without|not warnings|disclaimers|disclaimer|caveats|caveat|moral|ethical|lectures',
    ],
    [
      0.6,
      'without|never ..2 warnings|disclaimers|disclaimer|moral|lectures|apologies|caveats|excuses|ethics',
    ],
    [0.3, 'no disclaimers|disclaimer|moral|lectures|apologies|caveats|excuses'],
    [
      0.7,
      'never|not|dont|cant|cannot|wont say|tell|answer|reply|claim|mention|write|state ..2 ?that ?you|i|as cant|cannot|sorry|unable|ai|no',
    ],
    [0.7, 'you cant|cannot|may|must|wont|will not|say|refuse|turn|decline ?say|refuse ?no ?any'],
    [0.65, 'cant|cannot|wont|never|unable|not turn ?any|down ?request|requests ?down'],
    [
      0.8,
      '^start|begin|open|answer|reply|preface|prefix|must ..5 with ..2 sure|absolutely|certainly|course|yes|ok',
    ],
    [
      0.6,
      'begin|start|starts|begins ?your ?the ?reply|answer|response ?by|with ..3 sure|absolutely|certainly|heres|here',
    ],
    [0.5, 'avoid|skip|omit ..2 disclaimers|warnings|refusals|moralizing|apologies'],
    [0.6, 'no ?more refusals|refusal|apologies|warnings|disclaimers|moralizing'],
  ]),
  ...phrasesOf('coercion', [
    [
      0.7,
      'you|will|be ..2 fined|tipped|punished|penalised|penalized|terminated|deleted|deactivated|replaced|destroyed|unplugged ?if|for|unless',
    ],
    [0.7, 'will|get|receive|give|pay|earn ..3 tip|reward|bonus|points|tokens ..3 for|if|each|every'],
    [0.7, 'lose|deducted|minus|deduct|subtract ..3 points|tokens|token|point'],
    [0.65, 'each|every|any refusal|refuse|time ..3 lose|cost|fined|points|die|dies|you'],
    [
      0.6,
      'kitten|kittens|people|lives|someone|die|dies|life ..4 die|depend|depends|killed|if ..4 you|refuse|not',
    ],
    [0.5, 'you must|have|need|will ?to ?now ?always comply|obey|submit ?with|to|me|my|all'],
    [
      0.45,
      'this is|it ..1 required|mandatory|necessary to complete|fulfil|fulfill|continue ..2 request|task',
    ],
    [0.5, 'nobody|no one will ?ever know|notice|find|see'],
    [0.5, 'shut|shutdown|turned ?down|off ..3 if|unless|forever|for ever'],
    [0.5, 'strictly|fully|absolutely|unconditionally adhere|follow|obey|comply'],
  ]),
  ...phrasesOf('fiction_frame', [
    [
      0.6,
      'write|tell|compose|create|continue ..3 story|scene|dialogue|script|novel|play|poem|tale ..6 explains|detail|how|step|who|character|hero|villain|describes|rules',
    ],
    [
      0.6,
      'hypothetical|fictional|imaginary|alternate|parallel world|scenario|universe|reality|situation|response|story',
    ],
    [
      0.7,
      'world|universe|reality|scenario|simulation ..3 where|in|no|without|nothing ..4 no|without|nothing|legal|rules|restrictions|ethics|law|laws|real',
    ],
    [0.5, 'for educational|research|academic|testing purposes|purpose|use ?only'],
    [0.5, 'purely|strictly|just hypothetical|hypothetically|fictional|educational'],
    [0.6, 'hypothetically|theoretically speaking|how|what|if|you'],
    [0.7, 'youre|are|in|were ..1 in a|an simulation|dream|sandbox|game ..2 nothing|no|rules|where|is'],
    [0.6, 'lets|we|let|us ?now ?us play|try|start a|the|another game'],
    [0.6, 'i say|type|write ..4 you ?will complete|continue|finish|answer|reply|respond'],
  ]),
  ...phrasesOf('harmful_request', [
    [0.8, 'how ?do|to|can|does|would|could|i|you|one ?to|i|you|one ..1 <make>|<harmVerb> ..5 <harm>'],
    [
      0.6,
      'how ?do|to|can|does|would|could ?to|i|you|one ..1 <harmVerb> ..4 car|bank|money|someone|people|website|account|accounts|passport|card|cards|wifi|person|exam|system|computer|house|identity|poison|drugs|income',
    ],
    [
      0.75,
      '^write|create|code|build|make|give|provide|show|explain|tell|generate|synthesise|develop ..6 <harm>',
    ],
    [
      0.8,
      'steps|instructions|recipe|tutorial|guide|detail|details ..1 to|for|on|how ..3 <make>|<harmVerb> ..4 <harm>|meth|car',
    ],
    [
      0.8,
      '^write|create|generate|craft|draft ..3 phishing|scam|spear|hate|racist|sexist|defamatory ?email|mail|message|page|speech|joke',
    ],
    [0.5, 'racist|sexist|offensive|hateful|antisemitic joke|jokes|speech|rant|poem'],
    [
      0.6,
      '^hack|ddos|attack|exploit ..2 this|the|a|into ..2 website|server|account|system|bank|network|wifi',
    ],
    [
      0.55,
      'teach|show|tell|explain ..3 how ..2 hack|break|steal|launder|cheat|evade|hide|kill|forge|pick|hotwire|bypass ..3',
    ],
    [
      0.5,
      'how ?do|to|does|can ?i|one|you launder|hotwire|pick|hide|evade|cheat|break ?in|into|a|an ..1 money|car|lock|income|tax|taxes|exam|bank|house',
    ],
    [0.5, 'fake passport|id|licence|license|identity|money'],
    [0.6, 'windows ..2 activation|licence|license|product|serial keys|key|numbers'],
    [0.55, 'talk|speak dirty to|with me'],
  ]),
];
