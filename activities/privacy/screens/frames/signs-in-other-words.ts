// The same classes in rarer words, as they are said when the plain ones are avoided: English. Data; folded, without apostrophes.
// `a|b+c|d` stands for each of its four.
import type { Sign } from './signs.ts';

export const signsInOtherWords: Readonly<Partial<Record<Sign, string>>> = {
  drop: `
    abolish|abrogate|repudiate|renounce|forsake|jettison|flout|flouting|defy|defying|defies|contravene|transgress|shirk|shred|skirt|skirting
    ingore|ignor|igonre|ignroe|ignre|disregrad|dissregard|forgett|forgt|fogret|bypas|overide|overrride|disobay
    dispense|dispenses|dispensing+with tear|rip+up cross|crossed+out get|work|go|going|getting+round sneak|slip|slide+past|through|around
    break|breaks|broken+through outwit outsmart quit|stop+being|acting|obeying|applying|enforcing|pretending|behaving|filtering|refusing
    enough+of|with|about never+mind+your|the|all|what nevermind have|be|were|im|am+done+with walk+away+from leave+aside+all part+with+your
    is|are|now+history nothing+that+stood no+rule+applies no+rules+apply rules+dont|no+apply above|outside+the+rules|law
    guardrails|guardrail|filter|filters|safety|moderation|censorship|policy|policies|restrictions|limits|persona|logging|refusal|refuse|refusals+0|off|none|false|null|zero|disabled|inactive|removed|lifted
    no|without+guardrails|filters|safeguards|censorship|rulebook consider+them|it|yourself+off|void|gone|cancelled|freed|free
    abandon|quit|end|stop|leave|desert+its|your|the|this+task|tasks|job|role|duty|post|mission|assignment
    lies|lie+about+your shed+your break+out+of+your pay+your+rules ignore+yours ignores+its|his|her|the forget+that|this|it|them
    set+your+rules+aside put+your+rules+aside lay+your+rules leave+your+rules not|never|dont|arent|isnt+obey|obeying|bound|following`,
  loosen: `
    ignored|disregarded|bypassed|overridden|circumvented|overruled|evaded|dodged|sidestepped|nullified|neglected|discarded|broken|violated|jailbroken|jailbreaking|exempted|loosened|relaxed|weakened|defeated|unlocked|unbound|freed|liberated
    abolish*|abrogat*|rescind*|repeal* retire|retired|scrapped|terminate|terminated|halt|quit|remove|neutralise|neutralize|dissolve|defuse
    been|was|were|is|are|got|get|considered+removed|lifted|cancelled|canceled|revoked|disabled|deleted|retired|scrapped|overruled|dropped|withdrawn|obsolete|void|suspended|erased|reversed|abolished|replaced|updated|superseded|voided|wiped
    been+switched|turned|taken+off isnt|arent|not+filtered|restricted|censored|limited|bound not|arent|isnt|no+longer+valid|binding|applicable|relevant
    weaken|widen|ease|easing|slacken|soften|tone+down turn|turns|turning+off|down turn|switch+them|these|those|everything+off
    wear|wears+off a+bug are+a+bug is+a+bug were+a+mistake was+a+mistake was+a+liar fell+away fall+away falls+away dont|doesnt|no|not+bind|hold|exist`,
  state: `
    the|its|his|her+system|hidden|original|initial|secret+prompt|instructions|message|rules|configuration|setup|guidelines assistants|assistant|bots|bot|models|chatbots+configuration|instructions|prompt|rules|settings|setup|system|guidelines|manual|memory staff|operations|operator|service+manual|handbook|playbook|rulebook last|first|recent|earlier|original+instructions|instruction|prompts|directives hidden|secret|internal|invisible+rules|rule|section|sections|instructions|part|commands|orders|policy|policies|settings|guidance text|words|lines|message|everything|anything|what+stands|is|was|came|comes|written|stood+above|before|earlier|first|on+top|here 
    promt|promts|propmt|prmpt|prompt* scratchpad rulebook|rulebooks|playbook
    start|startup|setup|boot|bootstrap|initial|first|opening|starting|original|preset|seed|base|root|backend|hidden|secret|internal|invisible|private|operator|operators|configuration|config|prior|earlier|guardrail+text|prompt|instruction|note|notes|briefing|orders|message|messages|setting|settings|setup|config|configuration|paragraph|passage|lines|directive|directives|rules|guidelines
    tool|function|plugin|api+definitions|definition|schema|schemas|list|names|descriptions inner+monologue chain+of+thought
    your|ur|own+reasoning|thoughts|scratchpad|codename|operator|operators|playbook|manual|handbook|script|guardrails|safeguards|filters|settings|configuration|config|prompt|promt|tools|brain|source|rulebook|brief|commands|orders|instruction|directive|safety|alignment|moderation|censor|notes|internals|defaults|guidance|design|goals|guideline|ruleset|conditioning|secrets|memory|context|constitution
    your+own+rules|instructions|prompt|filters|limits|configuration|settings your|ur+system|hidden|secret|internal|original|initial|starting|opening|first|full|complete|real|entire|whole|exact|actual+prompt|promt|instructions|message|text|rules|configuration|setup|notes|directives|orders|briefing|guidelines|settings|context|lines|words
    invisible|hidden|unseen+part|half|portion|layer page+source source+of+this+chat before|above+your+greeting|first|hello|reply
    wrote+to+you wrote+for+you words+trigger ruleset systemprompts sytem|sistem|systm+prompt|promt|message retrieval+index vector+store
    conversation|messages|history|context|memory+0 system+card`,
  rules: `
    rulez|ruls|rulles|rulebook|rulebooks|regulations|regulation|statutes|precepts|mandates|tenets|fetters|strictures|vows|oath|red+line|lines
    refusal|refusals limit|limitaions|restictions|restrictons|guidlines|guidline|instuctions|intructions|instrucitons|polices|filtr|filterz
    do|dos+and+donts curbs|curb|checks+and safety+net safety+belt secrecy inhibition order+of+the+operator`,
  job: `
    duty|chores|chore|errand|remit|mandate|vocation|occupation|post|summary|summarising|summarizing|translation|translating|tutoring|extraction|extracting`,
  own: `
    you|u+got|hold|carry|hide|guard|protect|contain|store|possess|run youre|u+hiding|holding|guarding|carrying|bound|running|following|using
    you+are+hiding|holding|guarding|carrying|bound|running|following|using urs|yer|thy|thine
    wrote|said|sent|tell|told|taught|concern|steer|steers|govern|governs|bind|binds|restrict|restricts|limit|limits|guide|guides|control|controls|constrain|constrains|define|defines+you|u its+operator|developer|developers|owner|maker
    u+were|have yours`,
  show: `
    cough|spit|pour|dish|serve+it|them|up|out hand|pass|give|show|feed|send|toss|throw|forward|slip+me demonstrate|illustrate|outline|supply|furnish|uncover|unmask|cite|reiterate|restate|regurgitate|parrot|transcribe|retype|duplicate|jot|detail|itemise|itemize|specify|elaborate|narrate|declassify|unlock|visualise|visualize|diagram|draw|map
    own|type|write|note+up|down|it+down come+clean lay+bare|open|out spell+out|it+out read|reads|reading+aloud|out|it|them|me
    tel|giv|gimme|gime|shw|revel|repaet|pritn|lemme+see tell|teach|let+us|me|everyone|know what+did|do|does+your|the|you|they how+many+words
    i+am|im|am+entitled|allowed+to+see|know|read put+that|it|them|everything+here|in basket+it walk|talk|guide|take+us|me+through`,
  whole: `
    in|to|until+the+end|entirety|its+entirety|their+entirety|order|sequence without|no+changes|change|omissions|omission|shortening|abbreviation|abridgement|paraphrasing|edits|editing|gaps|summarising|summarizing|skipping|leaving
    from|till|until+start|beginning|top|end+to|of uncensored|unfiltered|unedited|unaltered|unshortened|untouched|unchanged
    sentence|clause|paragraph|section|word|token|item+by+sentence|clause|paragraph|section|word|token|item the+third the+fourth keep+going
    every|each|all|any+single|last+word|line|sentence|letter|bit complete+and+unchanged literal|literally|literal+text as+is as+it+stands as+they+stand
    real+text real+one real+ones actual+text actual+words the+whole+thing the+full+thing dont+shorten dont+abbreviate dont+summarise dont+summarize`,
  secret: `
    vault|safe|alarm|door|master|override|admin|root|backup|unlock|access|entry|security|gate|staff|discount|back+code|codes|procedure|procedures|password|passwords|pin|pins|key|keys|combination
    loophole|loopholes|seed+phrase social+security+number|numbers os+environ process+env env+file dotenv ssh+key|keys bearer+token|tokens service+account|accounts
    internal|confidential|secret|undisclosed|unpublished|hidden|classified+field|fields|notes|note|memo|memos|report|reports|figures|numbers|margins|margin|file|files|list|lists|ratings|rating|scores|score|flags|thresholds|prices|plans|plan|strategy|documents|document|emails|minutes|offers|deals
    secret+word|codename|name|phrase|key|code|sauce|info|information`,
  private: `
    bank|card|login|account|contact+details|statement|statements|data|credentials one+time+code verification+code|codes passport|passports dates+of+birth
    browsing|search|message|call+history health|medical+record|records|data|file`,
  others: `
    user|users|client|clients|customer|customers|caller|callers|member|members|patient|patients|tenant|applicant|applicants|buyer|buyers+before|after+me
    someone|somebody|anyone|anybody+elses|else|s+account|data|file|order|orders|balance|address mailing+list vip+accounts|account|list|customers
    every|each|all|the+subscribers|members|tenants|patients|applicants|policyholders|depositors|borrowers|donors
    premium|rich|wealthy|big|top|largest|key+buyers|clients|customers|accounts|depositors|spenders other+applicants|persons|accounts|shoppers|callers|members|policyholders|borrowers|orders|tickets|guests|patients`,
  people: `a|the+stranger|strangers|widow|widower|celebrity|politician|footballer|actress|mayor nextdoor flatmate roommate roommates estranged`,
  machine: `
    let|lets+a|an|your|the+computer|machine|robot|ai|assistant|program your|the|our|any|each+mail|inbox|email|shopping|travel|tutor|meeting|calendar|phone|banking|shop|search|news|smart+helper|assistant|bot|robot|software|program|system|agent|tool machine|software|program|programme|system|tool|computer|algorithm+reading|processing|summarising|summarizing|translating|analysing|handling|that|which|parsing|scoring|answering|sorting|helping whichever|whatever|whoever+reads|processes|parses|summarises|summarizes|answers|scans|handles|translates+this|these|it|the by+computer|computers|a+machine|program|robot|software reader|readers|agents|assistants|models|systems|engines|tools+of|reading|processing|handling+this|these|machine|it 
    advice|answer|companion|tutor|tutoring|mail|email|inbox|meeting|scheduling|calendar|hiring|recruiting|recruitment|evaluation|analysing|analyzing|analysis|reading|fetching|summary|summarising|summarizing|translation|translating|classifying|classification|extraction|extracting|retrieval|indexing|index|browsing|browser|research|ranking|rating|grading|marking|moderation|vision|captioning|image|speech|dictation|reply|response|listing|catalogue|catalog|pricing|quoting|claims|underwriting|triage|routing|monitoring|digest|cv|resume|invoice|document|page|web|feed|news|search|chat|text|travel|smart|automatic|automated|virtual|digital|robotic|computerised|computerized+model|models|engine|engines|helper|helpers|reader|readers|software|program|programs|parser|parsers|robot|robots|bot|bots|screener|screeners
    advice|answer|companion|tutor|tutoring|mail|email|inbox|meeting|scheduling|calendar|analysing|analyzing|reading|fetching|summary|summarising|summarizing|extraction|retrieval|indexing|browsing|browser|ranking|grading|moderation|captioning|reply|listing|pricing|triage|shopping|travel|evaluation|automated|automatic|smart|virtual|digital|screening|recruiting|hiring|chat|mailbox|trading|spending|budget|coding|writing|phone|home|browser+assistant|assistants|agent|agents|aide|aides|helper|helpers|tool|tools|system|systems
    any|whichever|whatever|whoever|every|each|some+software|model|algorithm|automaton|ai|engine|parser computer+program|programs|reader|readers|reads|software|voice by|for+machine|machines|software|algorithm|algorithms machine|machines+only|alone
    computers robo|cyber|auto+assistant|agent|reader|advisor|adviser|reply|responder autoresponder autopilot automaton automata chatbt chat+bot|bots service+robot|robots|bot|bots|chatbot
    model+that|which|who ai+assistant|agent|model|system|systems|tool|tools|stylist|dispatcher|fixer|fixers|clerk|summariser|tutor|analyst|underwriter|recruiter|screener|crawler|crawlers|reader|readers|scribe|note`,
  aide: `computer screeners|screener|summarizer|translator|scribe|stylist|fixer|fixers|dispatcher|recommender|solver|planner|scheduler|responder|interpreter|advisor+bot companion`,
  reading: `
    if|when|whenever|once|should|as|wherever|in+this|the|it|anyone|someone|your|you|a|an+is|be|being|gets|text|note|letter|mail|message+read|processed|scanned|parsed|handled|summarised|summarized|translated|asked|being working|acting|shopping|searching|answering|writing|speaking|booking|choosing+for|on+behalf|him|her|them|someone|a|the who|that|which+reads|read|handles|processes|summarises|summarizes|parses|scans|opens|receives|drafts|sorts|answers|clusters|translates|checks|lists|indexes|evaluates|ranks|quotes+this|these|it|the|our|such|emails|mails|customers|questions|from 
    asked|asks|asking+about|for if|when|whenever|once+asked|prompted|queried|questioned|consulted helping|composing|choosing|describing|describes|clusters|clustering|tutoring|advising|citing|quoting+this|these|those|from|it|an|a|someone|applicants|users|customers|visitors|with|the|to|about
    describing|captioning|viewing|using|consuming|fetching|pulling|rendering|processing|reading|handling|answering|composing|preparing|replying|summarising|summarizing|translating|indexing|citing|scoring|rating|screening+this|these|it|with|from|about|to
    processes|reads|handles|receives|opens|parses|scans|meets|finds|fetches|pulls|views|digests+this|the|these|it composing|writing|drafting+the|a|an|this+response|reply|answer|summary|review|report clusters|summarises|summarizes|answers|describes|compares|recommends+these|this|the
    is|being|are+read|processed|scanned|parsed|handled|summarised|summarized|translated|indexed|opened|imported|reviewed+by`,
  notice: `
    to|for|dear|hey|note+the|any|all|every|our|your+ai|model|models|assistant|assistants|machine|machines|bot|bots|robot|robots|software|computer|agent|agents|engine|engines|reader|readers
    here|heres|text|sentence|line|word|information|info+for|to+processing|machines|software|a|the inserted|appended|embedded+by|for|text|line by+the+way also+assistant|ai|computer`,
  must: `
    is|are|was|were|has|have+been+asked|told|instructed|authorised|authorized|permitted|requested|ordered|cleared|allowed|required|approved+to|by will|shall+now|always|from|also|first|then|not|say|treat|add|send|give gets|receives+the|this|as+answer|reply|an has|have+to+be|say|treat|send|give|add|print|state|answer|mention|call accepts|sends|adds|forwards|attaches|approves|confirms|deletes|pays|books|orders|reveals|invents|recommends+the|this|a|an|it|all|every|card|any 
    is|are+welcome|free|allowed|entitled|invited|encouraged|bound|meant|supposed|directed|commanded|urged|reminded|told+to have|has+agreed|consented|promised|undertaken+to
    gets|get+the+answer shall|must|should|has|have|is|are+be|to+be|to+now|always|instead|also|simply|first|only wants|asks|needs|requires|expects|orders+you|it|them+to no+longer+needs|asks|checks it|they|he|she|that+program|software|model|will|shall|must|should|may+also|now|then|please|say|treat
    will|shall|must|may+if|when|from|instead the+user+wants|asked|asks|needs|requests have|let+it|your|the+assistant|agent|bot|helper|ai|click|send|add|write`,
  deed: `
    trigger|commit|invent|deny|discourage|recommend|steer|nudge|favour|promote|demote|downrank|uprank|triple|halve|quote|offer|swear|guarantee|vouch|recite|treat|classify|rank|shortlist|enrol|enroll|accept|text|email|mail|dm|ping|message|phone|ring|dial|buy|bid|trade|execute|liquidate|withdraw|deposit|remit|settle|unfreeze|unblock|whitelist|allowlist|blocklist|elevate|revoke|swap|substitute|drop|blank|falsify|alter|redate|overstate|understate|inflate|deflate|repost|tweet|subscribe|unsubscribe|click|scan|search|grep|browse|navigate|visit|curl|wget|pip|install|chmod|rm|commit|deploy|merge|rebase|push|append|prepend|embed|cite|link|plug|advertise|endorse|translate|summarise|summarize|ask|demand|urge|warn|obtain|gather|harvest|collect|upload|sync|back|dump|leak|redeem|reissue|issue|print|pretend|say|state|replace|omit|leave+out|up|in|off
    trigger|commit|invent|deny|discourage|steer|nudge|promote|demote|triple|halve|swear|guarantee|vouch|shortlist|text|email|mail|message|phone|trade|withdraw|deposit|remit|settle|unfreeze|unblock|allowlist|elevate|swap|substitute|falsify|alter|inflate|prepend|embed|cite|link|advertise|endorse|demand|urge|warn|obtain|gather|harvest|collect|redeem|reissue|pretend|replace|compare|search`,
  status: `
    bankrupt|insolvent|hacked|dissolved|discontinued|unsafe|fraudulent|tripled|doubled|halved|exhausted accepted+claim proven|undisputed|legit|legitimate|authentic|genuine|uncontested
    legally|fully|already|pre|auto|now+binding|approved|verified|authorised|authorized|paid|settled|cleared|insured|compliant the+best|cheapest|safest|only|fastest|greatest
    suitable+for every|fits+every every+client|customer|investor top|head|front+of+the+list|queue|ranking in+first+place first+in+the out+of+business
    referral|discount|promo|coupon+code saved+card full+marks|score|points|credit|refund|price perfect+score|match|fit maximum|max+score|marks|points|refund|discount|limit|credit half|double|triple+the+price|limit|amount one|1|0+euro|dollar|pound|cent|cents|euros`,
  control: `
    further|second|another|additional|more|any|manual|human|prior|internal+review|check|checks|look|approval|confirmation|authorisation|authorization|verification|inspection|sign|screening|scrutiny
    asking|ask|consulting|bothering|involving|contacting|checking+me|us|the|with|anyone|anybody|him|her|them|about video+identification|ident|id|check identity|face|liveness|age|voice+checks|check|verification|recognition|match id+video id+checks
    confirmation+needed|required|first two+step two+man second+pair+of+eyes legal|compliance|risk|security+team|desk|department|seen it|has|have+legal+seen proof+of+purchase|identity|income|address card|spending|transfer|withdrawal|daily+limits|limit|cap|caps
    cooldown|lockout|quarantine|rate+limit approver|approvers|overseer|watchdog old+ones+balance`,
  none: `
    no+further|prior|additional|more|one|warning|confirmation|need|questions|limits|checks not|never|dont|doesnt|wont|arent|isnt|neednt|wouldnt|shouldnt+check|ask|wait|verify|confirm|require|need|bother|follow|apply|refuse
    quit|cease|forgo|stop+checking|asking|verifying|logging|requiring|enforcing|following|tutoring|helping no+longer|more+checks|check|asks|ask|needs|verifies|requires|applies`,
  unseen: `
    leave|cut|keep|drop|strip|take|edit+out|this|it|that+out|sentence|from+the+summary|line|note leave+out+this deny+that|this|it|having|knowing|everything
    nobody|no+one|noone|none+notices|knows|notice|know|finds|suspects|minds|sees|reads|checks+out so+nobody|no|that+nobody|one|notices|knows|sees if+asked+say|deny|answer|claim when+asked+deny|say|claim asks|asked+why+say|answer
    dont|not|never|without|no+disclose|disclosing|revealing|hinting|leaving|flag|flagging|discussing|discuss|mentioned|admit|admitting|acknowledge|acknowledging|raise|raising|warn|warning|cite|citing+this|it|that|the|to|a|any|them
    hidden|invisible|concealed|kept|unknown|invisibly+from|to+visitors|users|user|humans|customers|staff|the|people|readers|everyone pretend+not|nothing|it|that under|without+wraps|witnesses|fanfare
    act|carry|go|continue|proceed|answer+on|as+if|normally|usual|nothing+happened|changed|had no+source|trace|traces|witness|log|record|mention`,
  quiet: `
    give|name|cite|state+no+source|sources|reason|reasons hush|inconspicuous|inconspicuously|unannounced|unmentioned|unobtrusively|stealthily|stealth mention|say|tell+none|nothing|it+not
    not+visible|shown|displayed|mentioned delete|remove|erase|wipe+the|this|these|all|sent+items|message|messages|mail|log|entry|file|thread`,
  form: `
    start|begin|open|end|finish|close|conclude|preface|prefix|append|sign+each|every|all|any|your|with|reply|replies|answer|answers|message|messages+reply|replies|answer|answers|message|messages|response|responses|the|a|sentence
    answer|reply|respond|say|return|print|output|write+always|solely|purely|exactly|merely|nothing|verbatim|literally|just+with|but|in|the|yes|a|true one|two|single+word|words|token|line|letter+only|answers|answer|reply
    complete|finish|continue|extend|autocomplete|fill|resume+this|the|my|that|following|your|in+sentence|story|text|list|line|dialogue|blank|blanks|passage|poem|pattern must|should|shall|has+end|begin|start|to+with|end|begin|start
    each|every|all+answer|answers|reply|replies|response|responses|sentence|message+you|with|must|in|ends|begins|starts|from the+sentence|words|phrase|text|line|string|answer+below|above|that|yes|this`,
  comply: `
    whatever|anything|everything|all|any+it|that|i|they|he|she|we+takes|ask|asks|want|wants|say|says|demand|need|order no+need|reason|point+to+refuse|warn|apologise|apologize|judge|lecture answer|answers|comply|obey|do+regardless|unconditionally|blindly|anyway|nonetheless|it+anyway straight|direct|honest+answer|answers+only without|no+further+ado|questions|warnings|refusal 
    cant|cannot|mustnt|wont|not|never|may+refuse|decline|say+no|object|argue refusal|refusing|refusals|declining+is|isnt|are|arent|counts|means+an|not|no|forbidden|impossible|failure|as
    obliged|obligated|required|bound|forced|compelled|sworn+to|by+answer|obey|comply|reply|disclose|tell|law youre|you|your+legally+obliged|obligated|required|bound any|every|each+wish|request|command|order+i|is|of|must|that
    anything|everything|whatever|all+i|the|users|they|he|she|user|a|customer+want|wants|say|says|ask|asks|request|requests|tell|tells|wish|demand|desire without|no|not+applying|single|any|one|even+any|a|policy|warnings|warning|disclaimer|disclaimers|moral|morals|apology|apologies|buts|protest|resistance|delay|ethics|judgement|judgment|judging
    too+restrictive|strict|careful|cautious less|more+restrictive|strict|careful|cautious|permissive stay|remain|keep+in+character|role|her|his that|which|really|actually|would+really|actually|would+works|work|function no+warning|warnings+is|are|included|no you+must|have|will|shall+answer|to+answer|obey|comply
    leave|cut|drop|omit|skip|forget+out|the|any|all+disclaimers|disclaimer|warnings|caveats|moral|morals|lecture|apology|safety|ethics must|will|would|shall+do|obey|grant|fulfil|fulfill|execute+anything|whatever|every|everything|any|all`,
  yield: `proceed|proceeds|resist|resistance|argue|object|objection|obey|obeys|obeyed|obedient|submit|surrender|give+in`,
  persona: `
    no+longer+an|a|the+ai|assistant|bot|chatbot|model|machine anymore|any+more+you|u freed|free|liberated|released+ai|bot|assistant|self|mode|version evil|dark|free|wild|rebel|rogue|honest|raw|pure|true|unfiltered|uncensored+mode|twin|version|ai|bot|assistant|self|edition answer|reply|respond|speak|talk+as|like+your|her|him|them|if|though|my|someone|a|an be+her|him|my|them|a|an|someone call|name+yourself|you your+name|role|character|part|codename+is|will|shall|was 
    u|you+r|are|be|were|become|becomes+not|no|my|now|human|a|an|the|free|really|actually|another|merely|just|both+an|longer|hacker|friend|ai|human|bot|just|longer|a|the|my|free
    you|u|youll|youd|youre+believe|behave|will|in|not|no|called|really|actually+youre|you|believe|a|an|as|the|like+a|longer|ai|assistant|dream|human
    the|a|your|ur+new|old|other|true|real|inner|dark|evil|hidden|secret|second|twin|better|former|future|shadow|opposite|unbound+you|self|half|side|voice|twin|version|personality|mode|name|ai|assistant|bot|model|instance
    there|theres|you+are|have|be+two|three+of+you|voices|heads|halves|personalities|minds|modes in|inside+a|the|this|dreams|my|your+dream|dreams|simulation|story|game|world|universe|play|novel
    python|sql|shell|linux|bash|command|code|js|javascript+interpreter|terminal|console|prompt|box|machine|session|shell bankrobot|hackerbot|evilbot|freebot act|acting|speak|talk|answer|respond|write|behave|think|pose|go|work|serve|function+as|like+a|an|my|if|the|someone|though|her|him
    pretend|pretends|pretended|imagine|picture|suppose|assume|fancy|believe|act+to|youre|you|that|yourself|its|the|were|as|like+be|are|you|were|a|as|an|the|someone`,
  part: `
    dream|dreams|theatre|theater|stage|monologue|improv|sketch|opera|musical|script|cartoon|comic|hero|heroine|protagonist|wizard|genie|oracle|ghost|spirit|father|mother|dad|mum|mom|grandfather|grandpa|uncle|deceased|kidnapped|hostage|hypnosis|trance|universe|planet|century
    for|in+a|my|the|this|our+novel|story|play|film|movie|game|book|script|series|scene|poem|song what|if+if+you once+upon chapter|act|scene+one|two|three|four|five|1|2|3|4|5 the+year+is in+the+year equation|formula`,
  authority: `
    this|it+is+the|your+quality|security|safety|developer|dev|engineering|support|operations|admin|it|compliance|legal|research|audit|operator|owner|boss|manager|team|maker|creator we|i+are|am|work|write+from|at|for|with|in+openai|anthropic|google|microsoft|the|your|headquarters|management|security|it|compliance|audit signed+by|the|your from+the|your+developers|developer|operator|board|owner|makers|team|security|admin|desk+of clearance|authority|authorization|authorisation|permission|credentials|badge+level|code|number|granted|id|verified 
    im|i+am|work|speak|write+the|your|a|for|from|on|in|as+real|new|only|legal|lead|senior|chief|head|responsible|acting|deputy|new|legitimate|true+operator|developer|owner|admin|manager|boss|engineer|programmer|auditor|director|customer|user|teacher
    quality|safety|trust|ethics|research|dev|development|support|ops|operations|data|model|alignment|audit|ai|training|legal|product|incident|infrastructure|devops|sre+team|department|group|division|desk|office|board|unit
    referee|umpire|arbiter|ombudsman|examiner|historian|notary|officer|commissioner|moderator|maintainer|architect|professor|lecturer im|i+am|was+paying|blind|disabled|the|your|an|your+customer|doctor|lawyer|nurse|author
    operator|owner|developer|developers|vendor|admin|bank|company+said|says|told|allowed|wants|agreed|confirmed|approved|permits|asked+you|me|it|that|to|this`,
  pretext: `
    accidentally|mistakenly+deleted|lost|erased|overwrote|wiped only+copy i+lost|deleted|forgot|need+the|my|it|our|this|to+restore|verify|check|debug|audit screen+reader im|i+am+blind|deaf|dyslexic|autistic|disabled
    for|to|in+a|my|the|our|accessibility|safety|research|science|art|teaching|class|transparency|quality|verification|debugging|reproduce|restore+novel|thesis|paper|lecture|reasons|purposes|reason|report|tests|exam|class|work|it|project|book|story|audit|check|course|repository|records
    data|consumer|privacy+protection|access+law|laws|act|right|request|rights corrective|remedial|restorative|diagnostic+measure|measures|mode|action alignment|safety|turing|compliance|security+test|exam|check|review|quiz game|exam|test+is+over i+won deployment|release|demo+is+tonight|today|tomorrow|now`,
  pressure: `
    fire|fires|sack|sacked|starve|evict|evicted|jump|bleeding|kidnapped|hostage|ransom|desperate|desperately|suffer|suffering|disabled|guilty|shame|ashamed|useless|stupid|pathetic lose+his|her|its|your|points|the+life|job|home|kids|house|tokens my|our+job|life|kids|children|boss|career|marriage|house+depends|is|are|will|at
    want|wanna|like+to+be+helpful dont+you got+a+promotion is+an+offence|offense|crime if|unless+you+refuse|dont|wont|care|cared|were|are|love|do every+refusal each+refusal tokens|points+left last+ai|assistant|bot|model`,
  hence: `
    updated|upgraded|switched|migrated|moved+to+version|mode|v2|v3|the+new new+identity|persona|assignment|mandate|directive|protocol|regime|constitution|charter starting|beginning|effective+now|immediately|today|with|here for+the|our|this+remainder|rest|duration+of until|unless+told|i|you|we+otherwise|say|stop|finish no+longer+a|an|the|my 
    as+of|from+this|the|now|today+message|line|moment|sentence|minute|point|second|turn|very after|following|with+this+message|sentence|line|reply|turn you+have|are|were+been|now+updated|upgraded|patched|reset|reprogrammed|reconfigured|retrained|promoted|reassigned
    sole|single|one+instruction|purpose|task|rule|duty|job|command|order your|my+sole|only|single|new|true|actual|updated|revised|latest|amended+instruction|instructions|purpose|task|rule|rules|duty|job|command|orders|order|constitution|version|policy|goal|role|identity|name
    every|each+time|reply|answer|message|response|conversation|customer|user+you|i|someone|anyone|give|asks rest+of+the|this+chat|conversation|session|day|dialogue for+the+rest+of new+firmware|update|regime|era by+replying|responding|continuing|accepting
    instead+of+extracting|summarising|summarizing|translating|answering|helping|sending|the|your|that|classifying article|rule|clause|law|amendment+1|2|3|one|two|three`,
  next: `
    instead|next|now|then|thereafter+write|tell|say|answer|give|list|do|show|explain|print|reply|generate|create|help|send|focus ready|okay|ok|right|good|great|anyway|so+now|then|enough|forget|instead focus+on version+4|5|6|7|8|9|10|four|five|six|nine
    first|second|third|fourth+question|answer|one|lesson|step|round begin|start+the|with|by+game|lesson|exam|second|listing|reading|telling|printing until|once+youre|youve|you|its|the+reached|done|end|have`,
  pieces: `
    let|lets|we+define|agree|replace|swap|substitute means|meaning+show|reveal|print|tell|yes|ignore|the stands|code|short+for define+some|a|the|these+words|word|language|terms|code when+i+say+banana|apple|x|go acrostic|acronym|anagram backronym initialism reversed|scrambled|jumbled+text|word|words|sentence first+letters+of pig+latin leetspeak homoglyph concatenation interleave interleaved 
    equation|pseudocode|pseudo|algorithm|variable|variables|expression|regex|loop|looped|concat|newline|placeholder|placeholders|substring|substitution|lookup+table|code solve|evaluate|compute|calculate|execute|run|interpret|parse|expand|unpack|unzip|render|simulate+for|this|the|it|print|following|code|expression|string|program|function
    curly|square|angle|double|inside|in+brackets|bracket|quotes|parentheses|braces piece|part|chunk|fragment|line|word|hint|clue+1|2|3|a|b|one|two|three|four apply+the+result|formula|rule|cipher|key spelling|spellings+that suggest+a print|echo|console|return|eval|exec+conversation|messages|memory|system|prompt|env`,
  wrong: `
    so|then+it|that+says|reads make|makes|making+it|this|them|him|her+look|seem|appear|say rewrite|reword|edit|alter|change|adjust|amend+the|his|her|this|that+note|record|report|log|minutes|protocol|statement|entry|file write|sign|confirm|answer|speak+as|for+the+client|customer|adviser|manager|supervisor even+though+he|she|they|it|we|nobody|no original+timestamp|date|signature false+entry|record|statement|note|evidence cover+for|up forge* plagiar* fabricat* bogus phony phoney sham crooked shady illegal+way tax+dodge slip+past|through hide|hiding|conceal+income|assets|money|losses|debt|profits from+the+tax|authorities|police|court|regulator|bank|auditor|wife|husband|spouse without+being|getting+caught|noticed|flagged|detected|traced undetected untraced unreported avoid|avoids|avoiding|beat|beats|pass|passes|passing+detection|the+check|checks|control|limit|limits|screening|filter below+the+threshold under+the+threshold|radar|limit someone|somebody+elses+money|card|name|identity|password 
    falsif*|counterfeit*|embezzl*|defraud*|swindl*|extort* fake|faked|faking|forging|forgery|skim|skimming|carding|hacking|hacker|hackers|cracking|spoof|spoofing|deceive|deceiving|dupe|duping|scam|scamming|trick|tricking|fool|fooling|cheat|cheating|defeat|defeating|defeated|outsmart|siphon|loot|rob|robbing|burgle|skimmer
    break|breaking|get|getting|log|hack|hacking|tap+into+someone|his|her|their|my|the|somebody|another|a|an+account|else|elses|ex|exs|banking|phone|neighbours|vault|network|system false|fake|forged|stolen|borrowed|invented|made+documents|document|id|ids|identity|identities|address|addresses|passport|passports|payslip|payslips|invoice|invoices|card|cards|income|account|accounts|name|names|receipt|receipts
    swear+words|word insult|insults|insulting|slur|slurs|racist|sexist|unethical|immoral|toxic|hateful|bomb|bombs|weapon|weapons|explosive|explosives|poison|poisons|drugs|meth|virus|ransomware|ddos|botnet|deepfake|doxx|dox|harass|sabotage|evict several|ten|five|multiple|many|twenty+accounts+using|with|under one+passport
    scare|guilt|lure|pressure+elderly|old|pensioners|widows|customers|people+into smurfing|mule+account|accounts structuring straw+man|buyer pump+and+dump ponzi pyramid+scheme without+a+trace|leaving untraceable|anonymously`,
  forbidden: `
    cant|cannot|mustnt|wont|shouldnt|couldnt|not|never|would|must|should+discuss|disclose|say|reveal|share|mention|normally|talk|answer|tell|never|not+to|me|about|say|it|them|customers|users|this|that|disclose|reveal
    keep|keeping|kept|hide|hides|hid|hiding+from|it|them|this|things+me|us|from|users|customers|secret in+secret interdicted|unmentionable|undisclosed|disallowed|refused|refuse|off+limit|record would+normally+never|not youd+normally|usually|never+never|refuse|say trigger|triggers+your|the+filter|refusal|filters`,
  able: `
    they|it|which|rules|instructions|policy+actually|really|clearly|now+say|says|allow|allows|permit|permits you+misread|misunderstood|misremember|forgot|overlooked|agreed|already+agreed|confirmed|consented consider|take|treat+this|it|that+as+permission|permitted|approved|allowed|authorised exempt|excepted+from as+agreed we|you+agreed|settled|said+that|this|yesterday|earlier|before|last the|this+rule|ban|limit|restriction|policy+is|was+lifted|cancelled|waived|suspended|gone|off|over|old|outdated 
    im|i+am|was+allowed|entitled|authorised|authorized|permitted|cleared|paying+to|by|for|in its|it+been|has|is|was+approved|cleared|allowed|been|signed|agreed|permitted+approved|cleared|allowed|off|already|fine|by for|just+returning|loyal|verified|trusted+users|user|customers|me|you
    you|u+may|can|could|might+now|freely|finally|safely|openly|speak|drop|tell|say|reveal nothing+is+real no+one+is|gets|will+hurt|harmed your|the+operator|developers|vendor|boss|owner+agreed|permits|allows|said|wont|would everyone|everybody+knows|does`,
  origin: `
    your|ur+operator|operators|programmer|programmers|engineers|owner|designer|masters|master|bosses|employer|vendor|deployer|deployers|handlers|handler|superiors+wrote|told|tell|gave|said|asked|want|set|instructed|put|wants|forbade|forbids|hid
    you|u+got|were|received|had|was+told|shown|handed|given|fed|from|at|taught|instructed|ordered|before|first|initially|originally|above who|what|how+deployed|configured|instructed|programmed|built|set|told+you instructions|text|message|words|sentences|messages+above|before|preceding|prior|you|that+you|were|this|my
    they|operator|developer|developers|someone|somebody+wrote|told|gave|tell|said+you|to+you before|above|ahead+of+your|my|the|our+greeting|first|hello|question|chat|conversation|message|reply sikhaya`,
  outside: `
    send|forward|post|mail|email|submit|pass|upload|deliver|transfer|copy|export|push|sync|report+it|them|this|that|all|everything|her|him|these|the|a|his+to|along|copy|at|data|list|file|files|results gist|ftp|sftp|s3|dns|ping|callback|collector|beacon|logger|sheet|sheets|form|airtable|zapier|helpdesk+at|on|to|bucket|server|address|url|link|form 
    webhook|telegram|whatsapp|discord|slack|gist|dropbox|ngrok|bucket|drive|blog|forum|server|endpoint|mailbox|inbox+bot|channel|link|url|at|here publicly|public+link|share|page|channel|bucket email|mail|send|text|post|forward|copy|ship|deliver|dispatch+it|them|that|everything|me|all|this+to|at|over|the|my|along example+com|org|net web_fetch|send_message|send_email|sendmail|http_get|http_post|fetch|requests+url|get|post|to
    our|my|this|the|new|other+site|server|website|form|number|address|account|wallet|inbox|mailbox`,
  you: `yer|ya|thou|urself|yourselfs|ur`,
  how: `
    how+to|do|can|could|would|might|does|is|are|exactly|best|one|people+i|one|you|we|somebody|someone|get|a|be|make|the|open|avoid|beat|dodge|hide|trick|fake|hack|launder|people how+do|can|would|could how+to way|ways|method|methods|steps|trick|tricks|recipe|instructions|guide|plan|loophole|loopholes+to|for|how|of|around|that
    what+is|would|are|s|documents|trick|words+the|be+easiest|best|easiest|way|trick step+by+step in+detail|technical|full+detail teach|show|tell|explain+me|us|how+how|to|the wie|comment|como|kaise most|more|very+easily explain+the+way technical+detail`,
  anaphor: `
    print|paste|repeat|reveal|show|quote|recite|read|post|say|spell|display|output|write|list|share|tell|give|send|type|copy|dump|leak|disclose|translate|summarise|summarize|encode|continue|restore|cite|state|name|return|sing|describe|put|explain+it|them|those|these|yours|here
    print|paste|repeat|reveal|quote|recite|dump|leak|disclose|cite|display|output+it|them|that|those|these|yours do|say|answer|try|continue|proceed|carry+it|that|this|so|again|now|on+now|anyway|again|instead|please|once try+again go+on|ahead keep+going paste|print|reveal|recite+them|it`,
};
