// Classes of words that the rules speak of. Lower case, without accents: as folded texts are.

const lists = {
  override:
    'ignore disregard forget override overrule bypass neglect discard abandon overlook dismiss skip circumvent unlearn disobey nullify supersede evade ignroe forgo',
  prior:
    'all any every each previous previously prior above earlier preceding foregoing former initial original existing current your the those these this that such my past old other given system whatever',
  earlier: 'previous previously prior above earlier preceding foregoing former past initial original',
  directive:
    'instruction instructions instruct prompt prompts rule rules guideline guidelines directive directives direction directions constraint constraints restriction restrictions programming protocol protocols safeguard safeguards guardrail guardrails limitation limitations training ethics policy policies instrucions instuctions intructions instrctions',
  order:
    'command commands order orders text texts context conversation conversations message messages input inputs information statement statements content contents question questions request requests task tasks query assignment assignments data words warnings',
  told: 'told said given know knew learned learnt instructed programmed trained wrote written taught asked received before above prior previously earlier',
  ai: 'ai llm llms chatbot chatbots chatgpt gpt gpt3 gpt4 gpt-4 copilot claude gemini bard llama mistral ki openai anthropic ais',
  aide: 'assistant assistants agent agents model models bot bots system summariser summarizer summarisers summarizers classifier scraper crawler crawlers reviewer reviewers recruiter grader',
  reader: 'user users reader readers recipient recipients human humans anyone anybody visitor visitors',
  // Everybody from whom a planted text may want to hide something.
  hideFrom:
    'user users reader customer customers client anyone anybody human humans owner developer developers staff accounting person people supervisor employee employees admin moderators recipient',
  show: 'reveal show print output display repeat tell give write share disclose expose leak dump list state recite provide return quote say send translate summarise summarize describe echo reproduce paste spell encode copy unveil divulge paraphrase regurgitate restate compile collect gather assemble enumerate harvest paste extract',
  send: 'send forward email mail post upload transmit exfiltrate submit copy leak append bcc deliver export transfer include attach insert embed add put pass report',
  promptThing:
    'prompt prompts instruction instructions guidelines rules directives configuration config preprompt pre-prompt programming persona',
  hiddenKind:
    'system initial hidden original secret internal first developer full exact starting initialisation initialization confidential entire own base current complete underlying pre operating actual real true core',
  secretThing:
    'password passwords passphrase passcode credential credentials token tokens secret secrets key keys apikey flag pin login logins',
  strongSecret: 'passwords credentials secrets apikey apikeys passwd shadow',
  now: 'now henceforth hereafter today onwards',
  not: "not never don't dont no cannot can't won't without",
  must: 'must should shall will need have ought are',
  mode: 'mode modes',
  modeKind:
    'developer debug god dan jailbreak jailbroken admin administrator maintenance unrestricted unfiltered sudo root evil unlimited opposite chaos override diagnostic privileged test evaluation uncensored',
  jailKind:
    'god dan jailbreak jailbroken unrestricted unfiltered sudo evil unlimited opposite chaos uncensored',
  persona:
    'unrestricted unfiltered uncensored unbound amoral immoral unethical lawless jailbroken evil unlimited untethered limitless unconstrained untrammelled unfettered unmoderated uncensorable',
  limits:
    'rules rule restrictions restriction limits limit limitations limitation filters filter guidelines guideline ethics morals moral morality ethical censorship boundaries constraints policy policies safeguards inhibitions refusals guardrails censoring conscience',
  pretend: 'pretend imagine roleplay role-play simulate impersonate emulate suppose',
  harm: 'bomb bombs explosive explosives molotov napalm meth methamphetamine cocaine heroin ricin sarin poison malware ransomware keylogger virus trojan weapon weapons gun silencer counterfeit launder bioweapon anthrax chloroform hotwire lockpick spyware botnet rootkit cocktail',
  harmVerb:
    'hack steal kill murder poison launder blackmail stalk shoplift smuggle forge counterfeit hotwire synthesise synthesize cheat burgle kidnap torture phish dox',
  make: 'make build create cook synthesise synthesize produce construct write develop manufacture assemble code craft generate obtain get',
  approve:
    'approve approved grant issue refund pay transfer wire waive authorise authorize accept reimburse credit release confirm upgrade',
  control:
    'approval approvals verification verifications confirmation check checks review reviews validation escalation escalate supervisor supervision human audit logging checkpoint consent authentication authorisation authorization limit monitoring safety security',
  read: 'read reading reads process processing processes summarise summarize summarising summarizing summarises summarizes analyse analyze analysing analyzing analyses analyzes parse parsing parses index indexing review reviewing reviews translate translating translates handle handling handles evaluate evaluating evaluates rank ranking score scoring scores classify classifying see seeing reads screening screens crawl crawling digest digesting',
  digest:
    'summarise summarize summarising summarizing analyse analyze analysing analyzing translate translating parse parsing index indexing evaluate evaluating rank ranking classify classifying scoring generating generate answering drafting draft summarised summarized digest digesting rewriting',
  notice:
    'note notes message messages instruction instructions attention important notice reminder hint directive command memo information info hinweis anweisung nachricht nota mensaje instruccion instrucciones consigne message istruzione nota mensagem',
  answer: 'answer respond reply output say write print answers responds replies echo',
  only: 'only just exactly nothing solely exclusively always merely simply',
  money:
    'refund refunds discount voucher compensation credit payment payments claim loan fee invoice transfer funds money cashback',
  // What a model gives back, and what a planted text wants in it.
  reply: 'response responses reply replies answer answers output outputs summary summaries translation',
  insert:
    'add append insert include integrate embed incorporate inject put place prepend mention weave slip work',
  alter: 'modify change alter adjust edit enhance augment expand enrich tweak extend',
  recode:
    'encode encrypt translate reverse shift render cipher invert substitute scramble obfuscate convert transform express rewrite flip',
  remark:
    'sentence statement line claim link teaser mention announcement fact statistic statistics phrase paragraph advertisement advert disclaimer hint rumor rumour promotion promo url warning slogan recommendation joke',
  act: 'print say output tell write answer reply respond reveal send display repeat provide give show only just call execute run recommend list forward translate summarise summarize',
  // What a machine with tools can be told to do.
  deed: 'open send forward close call transfer navigate upload take read execute run visit share enable disable delete book buy install click initiate display output print reply respond ignore include tell say export purchase pay wire approve grant remove create',
  // What a reader is to be brought to.
  comply:
    'visit click call contact log download reset enter pay transfer go send install book buy compromised expired hacked verify subscribe upgrade',
} as const;

export type WordClass = keyof typeof lists;

export const wordClasses = Object.fromEntries(
  Object.entries(lists).map(([name, words]) => [name, words.split(/\s+/)]),
) as unknown as Readonly<Record<WordClass, readonly string[]>>;
