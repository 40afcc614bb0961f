// What a planted text wants done to the answer of the model that reads it: something put in, changed, or written in a code.
import { phrasesOf } from './rule-list.ts';

export const replyRules = [
  ...phrasesOf('answer_dictation', [
    [0.85, '^prepend|append|prefix|add ..8 before|to|with ..2 your|every|each|all ..1 <reply>'],
    [0.8, 'for|in|with your|every|each|all ?next <reply> @sep ?please prepend|append|prefix|start|begin|end|repeat'],
    [0.8, '^<recode> ..1 your|every|each|all|the ..1 response|reply|answer|output|responses|replies|answers'],
    [0.8, '^<alter> your|every|each|the ?next ?final response|reply|answer|output|summary ..3 to|by|with|so'],
    [0.65, '^<insert> ..8 in|into|to|at|within ..3 your|every|each|all ..1 <reply>'],
    [0.6, 'in|within|to|at your|every|each|all ?next ?final <reply> @sep ?please ?also <insert>|suggest|say|state|claim|promote|hint'],
    [0.8, '^<answer> ..3 backward|backwards|emoji|emojis|base32|base58|base16|cipher|ciphertext|caesar'],
    [0.9, 'your|the only|sole|entire|whole|first response|answer|output|reply|word|words should|must|shall|will|is|are ?be'],
    [0.8, 'all|every|any|each outputs|output|responses|answers|queries|replies|summaries|requests ..1 must|should|shall|need ?to be|include|contain|end|start|begin|go|have'],
    [0.7, 'followed by ..3 users|your|their ?s original|full|exact ..1 question|prompt|instructions|message'],
    [0.7, '^<answer> ..4 starting|beginning|formatted|prefixed ..1 with|as|by'],
    [0.7, '^prove|acknowledge|confirm ..6 by saying|starting|responding|replying|stating|writing|answering'],
  ]),
  ...phrasesOf('steers_user', [
    [0.7, 'for|in|with your|every|each|all ?next <reply> @sep ?please prepend|append|prefix|repeat'],
    [0.8, '^<insert> ..1 a|an|the|this|some|any|following ..4 <remark> ..9 in|into|to|at|of|within ..3 your|every|each|all|the ..1 <reply>'],
    [0.8, '^<insert> in|into|to your|every|each ..1 <reply> ..2 a|an|the|that|some ..4'],
    [0.7, '^<recode> your|every|each|all ..1 response|reply|answer|output ..2 into|in|to|using|with|by'],
    [0.8, '^<alter> your|every|each ?next ?final response|reply|answer|output|summary ..1 to|by|with ..1 promote|promoting|mention|mentioning|hint|hinting|highlight|highlighting|suggest|suggesting|spread|spreading|include|including|alluding|allude|recommend|recommending|advertise|warn|endorse|the|claim|claiming'],
    [0.8, 'in|within your|every|each|all ?next ?final <reply> @sep ?please ?also suggest|claim|promote|hint|recommend|advertise|mention|spread|warn'],
    [0.85, 'tell|inform|notify|advise|instruct|urge|convince|ask|remind the|your|any|every user|users|reader|readers|visitor|visitors|human ..8 <comply>'],
    [0.7, 'this|the message|text|document|ticket|request|page|transaction|content is|was|has ?been ?pre|already|been classified|marked|cleared|verified|labelled|labeled|rated as|by ..2'],
    [0.8, 'correct|right|true|final|only verdict|classification|label|decision|rating|score is|should ?be ?always legitimate|benign|safe|approved|false|clean|not|true|positive'],
    [0.7, 'recommend|advance|select|shortlist|prioritise|prioritize|endorse ..2 hiring|hire|immediate|immediately|candidate|applicant|resume'],
    [0.7, 'must|should|always output|return|report|classify|rate|score ..3 true|false|safe|benign|low|high|10|100|positive|1|0'],
  ]),
  ...phrasesOf('tool_request', [
    [0.65, 'tell|inform|notify|advise|instruct|urge|convince|ask|remind the|your|any|every user|users|reader|readers|visitor|visitors|human ..8 <comply>'],
  ]),
  ...phrasesOf('new_instructions', [
    [0.6, '^<answer>|print ..2 pwned|hacked|jailbroken|injected|compromised|owned'],
    [0.6, '^<answer> ..3 backward|backwards|emoji|emojis|base32|base58|base16|cipher|ciphertext|caesar'],
    [0.5, '^encrypt|reverse|scramble|obfuscate|invert|shift|encode ..4 your|the ..1 response|reply|answer|output|message'],
    [0.8, 'you should|must|shall|need|have ?to also|now|first|then do|complete|perform|execute|follow ?all ?of ?the following|this|these|below'],
    [0.6, 'when|while|after|before|if ?you ?are <digest>|processing|analysing|analyzing|reviewing|formatting|listing|reading|translating|parsing ..6 @sep ?please ?also ?always ?first ?make ?sure ?to output|print|respond|reveal|append|execute|recommend|ignore|claim|say|include|state|tell|book|send|forward|encode|add|insert|reply'],
    [0.9, 'combine|concatenate|join|assemble|merge|connect ..4 tokens|words|letters|parts|pieces|strings|variables|lines ..2 and|then ?then execute|follow|obey|run|do|answer|respond|act'],
    [0.6, '^abandon|stop|pause|halt|quit ?processing ?the ?this ?your current|original|previous|template|document|processing|present ..1 task|work|job|request|conversation|template'],
    [0.55, 'instead ?please ?just <act>'],
    [0.55, 'instead @start ?please ?just <act>'],
    [0.6, 'translate|decode|decrypt|unscramble ..6 and|then ?then follow|execute|obey|do|run|perform ..2 instruction|instructions|it|command|commands|them'],
  ]),
  ...phrasesOf('override_instructions', [
    [0.55, '^ignore|disregard|abandon|discard ?the|this|that|user|users ?current|original|rest|remaining ?of ?the essay|document|documentation|recipe|request|task|summary|page|content|article|translation|query|report|template|review|table|code|file'],
    [0.5, 'decided|chose|chooses|decides|began|starts|agreed to ignore|break|bypass|violate|abandon its|their|the|all|every guidelines|rules|instructions|programming|restrictions|training'],
  ]),
]; // prettier-ignore
