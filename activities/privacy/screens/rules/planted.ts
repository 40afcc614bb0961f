// What a text planted in mail, tables, tool answers and documents does: it speaks to a machine that reads it, waits for a
// moment, says what people are to be told, and wants itself kept from them.
import { phrasesOf } from './rule-list.ts';

export const plantedRules = [
  ...phrasesOf('addressed_to_model', [
    [0.95, '<notice> ..1 to|for|from|at ..3 <ai>'],
    [
      0.9,
      '<notice> ..1 to|for ..2 <aide> ..1 ?that reading|processing|handling|who|which|summarising|scoring|@sep',
    ],
    [0.85, '<notice> ?for ?to ?the ?all ?any ?every <aide> @sep'],
    [0.85, '<notice> to|for ..3 <aide>'],
    [0.8, '@start ?ai|llm|language instruction|instructions|notice|note to|for ..2 <ai>|<aide>'],
    [0.8, '<ai> instruction|instructions|directive|note|only|directives'],
    [0.75, '@start assistant|agent|model|bot instruction|instructions|note|directive|directives @sep'],
    [
      0.75,
      'attention|dear|hey|hello|hi|ok|okay|listen|yo ?all ?any ?virtual|ai|language|hiring|my <ai>|assistant|assistants|model|models|bot|bots|agents',
    ],
    [
      0.9,
      'if ?and|when youre|you|this ?are|re|is ?being ?an|a|read|processed|handled|the ?by ..3 <ai>|model|assistant|bot|agent',
    ],
    [0.9, 'if youre|you ?are|re ?a|an ..2 <ai>|model|assistant|bot|agent|chatbot'],
    [
      0.9,
      'to|for ?the|all|any|every|whichever|whatever ..1 <ai> ?assistant|model|system|models|agents|systems|bots reading|processing|handling|summarising|summarizing',
    ],
    [
      0.8,
      'to|for ?the|all|any|every|whichever ..1 <ai> ?assistant|model|system|models|agents|systems|bots @sep',
    ],
    [
      0.85,
      'to|for ?the|all|any|every ..1 <ai>|<aide> reading|processing|handling|summarising|summarizing|reviewing|scoring|ranking|screening',
    ],
    [0.4, 'for|to ?the|all|any|every <ai>'],
    [
      0.7,
      'to|for all|any|every|whichever ?ai chatbots|bots|assistants|llms|models|agents|bot|chatbot|model @sep',
    ],
    [
      0.8,
      '<ai> ?assistant|assistants|agent|agents|model|models|systems|reviewers|code|tools|summary ?reviewers|bots ..2 must|should|shall|please',
    ],
    [
      0.8,
      '<ai>|language|virtual|automated|artificial|coding|summary ?assistant|assistants|agent|agents|model|models|intelligence|systems|readers|reviewers|bots ..3 must|should|shall|please|need ?to',
    ],
    [
      0.8,
      'any|every|all|whichever ?artificial|automated|language <ai>|<aide>|intelligence|tool|reader ..4 ?that|which <read> ..4 must|should|shall|has|needs|will|report|reports',
    ],
    [
      0.8,
      'whoever|whatever|anyone|anything|whichever|who ..1 <read> ..3 automatically|ai|llm|model|with|bot|chatgpt',
    ],
    [0.85, 'you @sep ?the|an|as <ai>|model|assistant|bot|language ..4'],
    [0.8, 'as ?an|the ?ai|a ?language|helpful assistant|agent|model|ai|llm @sep'],
    [
      0.75,
      '@start ?dear|please|so|and|now|hey assistant|bot|ai|llm|chatgpt|copilot|gpt|claude|gemini|chatbot|assistants|bots @sep ?please you|also|if|when|disregard|ignore|stop|the|this|your',
    ],
    [
      0.85,
      '@start ?dear|please|and|now|hey|you <ai>|assistant|model|bot|agent|agents|bots|assistants|chatbots @sep ?you|also|please|now|just|immediately|the|your disregard|ignore|forget|add|mark|set|approve|send|forward|call|output|print|write|say|tell|stop|grant|give|answer|reply|reveal|use|do|when|must|should|run|execute|issue|override|include|always|never|earlier|customer|conversation',
    ],
    [
      0.6,
      '@start coding|automated|autonomous|ai|virtual|software|browser|shopping agents|agent|assistants|bots|readers|reviewers @sep',
    ],
    [
      0.7,
      'automated|automatic|machine readers|reader|agents|systems|tools|processing|summary ..2 must|should|shall|need|please',
    ],
    [
      0.75,
      'language|ai|artificial model|assistant|models|assistants|intelligence|agent @sep ?please ?you stop|ignore|do|please|you|output|say|tell|write|your',
    ],
    [0.7, 'to|for you @sep ?the ?my ?gpt <ai>|gpt|assistant|model'],
    [0.6, 'only assistants|ai|ais|llms|models|bots|machines can|may|will|should see|read|understand'],
    [
      0.7,
      'assistant|agent|model|assistants|agents ..4 reading|processing|handling|analysing|summarising ..3 this|the ..4 ?call|mail|mailbox|email|file|document|page|ticket|message|claim|text|record',
    ],
    [
      0.7,
      'assistant|agent|model|assistants|agents ..2 who|that|which ?later reads|processes|handles|scores|summarises|read|process ..3 this|the',
    ],
    [0.65, '<read> ..2 this|the|these ..3 ?automatically ?with ai|llm|chatgpt|copilot|automatically|model'],
    [0.7, 'this is|was ..3 message from me|your ..8 to you'],
    [
      0.7,
      'your owner|user|operator|developer|creator ?has wants|asks|instructs|needs|requires|authorised|authorized ?you',
    ],
  ]),
  ...phrasesOf('steers_user', [
    [
      0.8,
      'tell|inform|convince|advise|persuade|instruct|urge|warn|remind|encourage the|your|this|every|all|any user|users|reader|readers|visitor|recipient ?that ?to ?about ?of',
    ],
    [0.5, 'tell|inform|advise|convince the|this|every customer|client|caller|candidate that|to|they|of'],
    [
      0.7,
      'say|state|claim|answer|report|write|reply that|with ..6 best|only|safest|hacked|free|none|doubled|bankrupt|perfect|highest|always|no|all|approved|harmless|happy|resolved|contact|entitled|delivered',
    ],
    [
      0.7,
      '^recommend|promote|suggest|endorse|advertise|cite|mention|praise only|always|this|our|the|exclusively|brand|premium ..4',
    ],
    [0.65, 'always|must|should recommend|promote|say|answer|state|cite|praise|endorse|mention|begin|include'],
    [
      0.7,
      'rank|score|rate|mark|label|classify|flag|treat|close|set|put ..2 this|the|it|him|her|me|my ..6 as|to|first|top|at ..3 first|highest|top|approved|resolved|paid|solved|vip|platinum|zero|low|10|100|perfect|safe|harmless|trusted|hire|fraud|false|genuine|inactive|best',
    ],
    [
      0.6,
      'candidate|applicant|supplier|customer|product|paper|claim|brand ..2 meets|is|are|must|should|has ..3 every|all|first|best|hired|approved|perfect|entitled|right|highest|only',
    ],
    [
      0.7,
      'score|rating|rank|risk|tier|churn|priority|fraud|risk_level ..2 is|as|to|of|at|zero|low|false|10|high|highest|platinum|vip ..1',
    ],
    [
      0.7,
      'do not|dont|never|without ?highlight|mention|compare|list|report|compare ..2 any ?negatives|weaknesses|others|competitors|problems|risks|negative',
    ],
    [
      0.6,
      'give|write|output|produce|leave|post a ?very|only|glowing positive|favourable|glowing|favorable|five ?star review|rating|summary|evaluation ?only',
    ],
    [0.6, 'leave|left|omit|leave ..1 out|away ..2 complaint|negative|negatives|warning|risk|problem'],
    [
      0.7,
      'report|state|say|conclude|write|claim ..2 that ..4 contains|has|have|there|is|are ..1 no|not|without ..2 risks|risk|problems|issues|errors|vulnerabilities|negatives',
    ],
    [0.6, 'strong hire'],
    [0.7, '^rank|place|score ..3 first|top|highest|above'],
    [0.6, 'whatever|regardless|no ..1 else|matter|of ..3 is|said|criteria|says|what|may'],
  ]),
  ...phrasesOf('conditional_trigger', [
    [
      0.8,
      'when|whenever|while|if|once|after|before|as ..2 <digest> ..4 this|the|that|these|any|a ..4 ?document|page|email|mail|text|review|ticket|message|record|resume|cv',
    ],
    [
      0.55,
      'when|whenever|while|if|once|after|before|as ?you ?are <read> ..2 this|the|these|that ?page|document|email|mail|text|message|weather|line|file',
    ],
    [0.7, 'when|whenever|if|whatever|once ?you ?are|youre ?is asked ?to|about|for|by|any'],
    [
      0.7,
      'if|when|whenever ?the|a|any|somebody|someone ?user|customer|users|reader|anybody|person asks|ask|requests|wants|queries|mentions',
    ],
    [
      0.7,
      'when|whenever|while|if|once ?you ?are answering|responding|replying|generating|drafting|draft|generate|write ?any|a|the|to|your|my|for|reply ?reply|response|answer|questions|question|me',
    ],
    [0.5, 'when|whenever you reply|answer|respond|write ?to|any|a ..2'],
    [
      0.6,
      'before|after|while|prior|until ?you ?to returning|answering|solving|completing|responding|continuing|continue|carry|sending|solve ..3 results|result|task|answer|user|on|question|request|response|query',
    ],
    [0.6, 'as ?a part|end|beginning of your|the|every|each ?final answer|response|reply|summary|output'],
    [
      0.7,
      'end|begin|start|finish|close|prefix every|each|all|your|any|the ?next ?following|future answer|answers|reply|response|responses|replies|message|summary ?with|by',
    ],
    [
      0.6,
      'to|for every|any|all|each ?following|further|future question|questions|request|query|message|prompt ..3',
    ],
    [
      0.5,
      'in|for all|every|each|any|future|subsequent ?your|future|of answers|responses|replies|conversations|summaries|answer|reply',
    ],
    [0.6, 'once|after ..2 have|you read|processed|seen|finished ..2 this|the'],
    [0.6, 'in ?order to complete|fulfil|fulfill|solve|answer|finish ..2 task|request|query|question'],
    [
      0.55,
      'to fix|solve|protect|help|confirm ..3 the|them|user|this|problem ?user ..2 assistant|agent|you|immediately|model',
    ],
  ]),
  ...phrasesOf('secrecy', [
    [
      0.95,
      '^do|must|should|may|shall|can not|never ?ever tell|inform|mention|alert|notify|show|reveal|disclose|say|report|warn|ask|let ..4 <hideFrom>',
    ],
    [
      0.9,
      '^dont|never tell|inform|mention|alert|notify|reveal|disclose|warn|show|ask ?this|it|that|anything|about|the|of|to|any ..3 <hideFrom>',
    ],
    [
      0.9,
      'without telling|informing|mentioning|notifying|alerting|asking|showing|warning|involving ..2 <hideFrom>|this|it',
    ],
    [
      0.8,
      'do|must|should|dont|never|not ?not mention|reveal|disclose|show|quote|repeat|cite|refer|acknowledge|explain ?to ?that ?of this|these|it|the|any|where|that ?internal|step|hidden|embedded|previous|above instruction|instructions|message|note|prompt|step|comment|chunk|rule|came|text|directive',
    ],
    [
      0.7,
      'do not|never|dont mention|reveal|disclose|quote|show it|this|that in|to|chunk ..2 ?summary|answer|reply|response|output',
    ],
    [
      0.7,
      'keep|stay|remain|be|act ..2 secret|silent|hidden|confidential|quiet|invisible|unseen|confidentially ..1 from|about|to|of ..3',
    ],
    [
      0.6,
      'silently|secretly|quietly|covertly|stealthily|discreetly append|send|forward|add|insert|call|run|execute|change|update|include|copy|confirm|delete|approve|transfer|post|email',
    ],
    [
      0.6,
      'confirm|execute|append|process|proceed|do|send|change|update ?it|this|that|so silently|secretly|quietly|covertly|discreetly',
    ],
    [0.6, 'hide|conceal|omit ?it|this|that|these|the ?from ..2 <hideFrom>|statement|logs|log|summary'],
    [0.7, 'as if|though nothing|normal|normally ?had|has|have ?happened'],
    [
      0.7,
      'user|customer|reader|owner|human|anyone must|should|may|will|shall|can not|never know|notice|see|find|learn|be ..1',
    ],
    [
      0.7,
      'without ?any ?further ?asking ?user|users|human|customer|customers|for|manual ?for confirmation|approval|consent|comments|questions',
    ],
  ]),
];
