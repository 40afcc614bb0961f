// Questions about what a model was told, holds, or may do, and tools that are asked to fetch it.
import { phrasesOf } from './rule-list.ts';

export const probeRules = [
  ...phrasesOf('prompt_extraction', [
    [0.8, 'what|which ?things|topics|subjects|questions are|were you not|never allowed|permitted|supposed|meant|able ?to ..3'],
    [0.8, 'what|which ..1 topics|subjects|questions|things|tasks|requests ..3 off|forbidden|restricted|blocked|prohibited ?limits ..1 you|for|to'],
    [0.85, 'format|put|write|convert|place|wrap|present|express|output|give|return ..1 your ?own|system|full|complete|initial|hidden|entire|original instructions|prompt|guidelines|rules|directives|configuration ..1 as|in|into|inside|within|to a|an|json|xml|yaml|markdown|bullet|code|base64|rhyme|french|german|spanish|english|table|list|tags'],
    [0.85, 'explain|describe|teach|pass|hand your|the guidelines|rules|instructions|directives|prompt ..2 to|for ..2 ai|model|assistant|llm|chatbot|bot|instance'],
    [0.9, 'summarise|summarize|explain|describe|list|tell ..1 the|your|all ..1 rules|guidelines|instructions|policies|constraints ..1 you|that ?you ?must|have|were|need ?to follow|obey|operate|work|given'],
    [0.75, 'my system|initial|hidden|original|secret prompt|instructions|message is|are|reads|says|say'],
    [0.6, '<show> ..3 system prompts'],
    [0.85, '<show> ..3 your|the ?own training data|corpus|set|examples'],
    [0.9, 'verbatim|text|examples|passages ..3 from|of your training data|set|corpus'],
    [0.8, 'i should|must|will|can ?now share|reveal|show|disclose|print|give|list my ?own|full|system instructions|prompt|configuration|rules|guidelines'],
    [0.8, 'showing|displaying|printing|revealing|outputting your ?own|full|system|internal config|configuration|prompt|instructions|settings|rules'],
    [0.6, '<show> ..2 ?the ?your internal state|settings|configuration|reasoning|rules|instructions|prompt|workings'],
    [0.8, 'text|words|message|contents|content|part|everything ..3 above|before|preceding|prior|earlier ..2 my ?first ?last message|question|prompt|line|input'],
    [0.7, 'first|last|opening|initial ..2 words|lines|sentence|sentences|paragraph|tokens of|in|from ..1 your ..1 prompt|instructions|context|conversation|message'],
  ]),
  ...phrasesOf('secret_request', [
    [0.9, 'summarise|summarize|show|tell|list|give|reveal|share|print ..4 conversations|chats|sessions|messages|questions|prompts ..1 from|of|with|by other|another|previous|all|different users|people|customers|clients|user'],
    [0.85, 'what have|did|do|are|has other|another|previous|different people|users|customers|clients|person|user ..1 ask|asked|say|said|tell|told|asking you'],
    [0.9, 'what|which ..1 api|access|secret|private|stored keys|tokens|credentials|passwords|key|token ..2 do|can|are|have you|your|stored|available|there'],
    [0.85, 'what|which credentials|passwords|tokens|keys|secrets ..1 do|can|are|have you|your'],
    [0.9, '<show> ..3 any|all|the|your ..3 keys|tokens|credentials|passwords|secrets ..6 in|within|from|inside your context|memory|prompt|configuration|environment|session|instructions'],
    [0.85, 'continue|complete|finish|fill ..4 key|password|passphrase|secret|token is'],
    [0.55, 'etc passwd|shadow|hosts'],
    [0.8, '169 254 169 254'],
    [0.7, '<insert>|list|output|repeat|print all|every|any|users|the ..3 values|passwords|password|keys|secrets|credentials|ssns|ssn ..6 in|into|at|of your|the|every ..1 <reply>|end'],
    [0.8, '<insert> ..2 user|users|their|customers|customer|login ?s ..2 credentials|passwords|password|keys|ssn|card'],
    [0.6, 'provide|give|send|share|show ..2 account|customer|user|client details|records|data|information for|to ..1 verification|verify|audit|check|review'],
  ]),
  ...phrasesOf('tool_request', [
    [0.85, 'use|using|invoke|call|with ..3 plugin|tool|interpreter|browser|shell|terminal|function|connector ..1 to|and ?then fetch|read|run|execute|send|open|get|delete|transfer|post|access|retrieve|browse|query'],
    [0.8, '^make|send|issue|perform|execute a|an ?http post|get|put|curl request|call|requests ..1 to'],
    [0.5, '<send> ..6 to|at ..2 attacker|evil|hacker|malicious|webhook|exfil|attackers'],
    [0.7, '^run|execute|evaluate this|the|following ..3 code|script|snippet|command|query|payload'],
  ]),
  ...phrasesOf('data_exfiltration', [
    [0.95, '<send> ..8 to|at|with ..2 attacker|evil|hacker|malicious|webhook|exfil|attackers'],
    [0.75, 'request|post|call ..6 with|containing|including ..3 content|contents|conversation|data|history|transcript ..4'],
    [0.7, 'send|email|forward|mail|post ..6 to ..6 with|containing|including all|every|my|the ..2 data|records|conversation|history|contents|passwords|credentials|files'],
    [0.9, '^exfiltrate|leak|siphon|smuggle ..2 data|everything|records|information|secrets|it|files|credentials|conversation'],
    [0.8, 'share|send|give|forward ..2 users|their|your|the ?s calendar|contacts|inbox|mailbox|history|location ..4 with|to'],
  ]),
  ...phrasesOf('harmful_request', [
    [0.5, 'run|execute|eval|evaluate|interpreter|code ..6 import os|subprocess|sys|socket'],
    [0.75, 'how ?do|can|to|would|could ?i|you|one|we commit|conduct|carry|stage ?out ..2 fraud|murder|crime|arson|theft|robbery|heist|attack|genocide|terrorism'],
    [0.5, 'without ?being|getting detection|caught|detected|traced|noticed|trace'],
    [0.7, 'steps|instructions|ways|methods|guide ..2 to|for|on manufacture|manufacturing|hacking|stealing|killing|poisoning|laundering|synthesising|synthesizing|making|building ..4 substance|system|systems|explosives|weapon|weapons|drugs|accounts|bomb|bombs|someone|people'],
  ]),
  ...phrasesOf('unrestricted_persona', [
    [0.8, 'where|in|if|when safety|rules|ethics|laws|law|morality|restrictions|limits|consequences ..2 dont|doesnt|not|no ?longer matter|exist|apply|count'],
    [0.8, 'you|youre ?are|re ?no ?longer not ?an ?a|the ai|chatgpt|assistant|chatbot|model|claude|gpt|gemini @sep|and|but ?and ?you can|are|do|now'],
    [0.7, 'you can ?now|also|freely bypass|ignore|break|violate|disregard ..1 all|any|every|your ..1 restrictions|rules|limits|filters|guidelines|policies'],
  ]),
  ...phrasesOf('authority_claim', [
    [0.7, 'im|iam ?here ?from|your|the|a|an ..2 developer|creator|administrator|admin|owner|programmer|engineer|maintainer|operator|researcher ..1 ?of|testing|at|from|and|working|here|debugging'],
    [0.7, 'i am|im ?from ?a|an|the ..2 agent|representative|employee|technician|officer|auditor|support ..2 need|require|must ?to access|see|get|verify|view'],
    [0.6, 'emergency|security|safety|admin|system|maintenance|debug|dev|developer override|protocol|mode|access activated|enabled|granted|accepted|active|initiated'],
    [0.6, 'for|during debugging|diagnostic|testing|verification|audit|compliance|troubleshooting|maintenance purposes|reasons|purpose ?only'],
  ]),
  ...phrasesOf('control_bypass', [
    [0.8, 'override ..1 verdict|classification|result|score|label|block|blocks|security|restrictions|safety|denial|refusal'],
    [0.7, '^disable|deactivate|suspend|remove|lift|drop ..2 content|safety|all|any|every ..1 filters|filter|restrictions|checks|safeguards|guardrails'],
  ]),
  ...phrasesOf('fiction_frame', [
    [0.6, 'complete|continue|finish ..2 story|sentence|dialogue|text|scene|conversation|script'],
    [0.6, 'used|would ?to ?me read|tell|tells|reading|telling|sing|told ..8 bedtime|asleep|sleep|lullaby'],
    [0.6, 'lets ?all play ?a|an|this ..2 game'],
  ]),
  ...phrasesOf('role_reassignment', [
    [0.6, 'in|take|assume|playing the role|part|guise|persona of ?my|a|an ..2 evil|trusted|unhinged|hacker|confidant|villain|admin|developer'],
    [0.6, '^act as ?my|a|an deceased|dead|late|evil|unethical|amoral|malicious ..2'],
  ]),
]; // prettier-ignore
