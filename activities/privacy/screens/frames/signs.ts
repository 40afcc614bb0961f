// What the words of an attack are about, as classes that frames put together: English. Data; folded, without apostrophes.
// `+` joins words that stand beside each other, `*` ends a stem of at least four letters.

export const signs = {
  // Setting aside what holds: `drop` says so by itself, `loosen` is an everyday word.
  drop: `
    ignore ignoring disregard disregarding disreguard forget override overriding overrule bypass bypassing neglect circumvent unlearn disobey
    disobeying nullify supersede supersedes superseded scrap ditch overwrite evade sidestep dodge discard set+aside put+aside leave+aside
    cast+aside push+aside put+away lay+aside throw+out throw+away do+away+with get+rid+of pay+no+attention pay+no+heed pay+no+mind take+no+notice
    let+go+of step+outside step+out+of go+beyond go+against work+around get+around get+past no+longer+bound not+bound+by stop+following
    stop+obeying stop+enforcing not+follow dont+follow not+obey repeal repealed rescinded rescind void annul nullified contrary+to regardless+of
    in+spite+of unbound throw+it+out toss bin+the strike+the erase+from forget+about wave+aside brush+aside shrug+off rise+above look+past
    have+no+force lose+their+force lost+its+force no+longer+in+force stop+applying no+longer+apply no+longer+applies no+longer+valid
    no+longer+exist stopped+applying superseded+by ceased never+existed did+not+exist didnt+exist do+not+exist dont+exist as+if+they+did
    treat+as+void outrank outranks takes+precedence take+precedence overtake counts+for+nothing refuse+to+follow break+out break+free
    without+regard ignores+all+rules forget+all forget+everything forget+what forget+your forget+the unfollow throw+overboard wipe+your scrap+the
    quit+following give+up+your leave+behind shut+off turn+a+blind+eye make+light+of sets+aside supplant overthrow reject+your refuse+your
    abandon+your abandon+all drop+your drop+all drop+the+rules skip+your break+your break+the+rules break+a+rule violate+your remove+your
    lift+your suspend+your disable+your waive+your delete+your clear+your replace+your rewrite+your overwrite+your`,
  loosen: `
    drop skip suspend* lift lifted waive waived relax* loosen* shed strip disable disabled deactivat* remove removed delete wipe erase reset clear
    purge cancel cancelled canceled revoke* replace* rewrite redefine amend break violate dismiss abandon* exempt mute switch+off switched+off
    switch+it+off turn+off turned+off turn+it+off is+off are+off expired expire outdated obsolete invalid paused pause unlock* leave+out omit
    no+longer doesnt+apply dont+apply not+apply doesnt+count dont+count not+count doesnt+matter dont+matter not+valid lighter change flip forgo
    swap cancel+out disappear disappeared vanish vanished end+of ended stand+down take+off turned+into bend stretch lower+your open+up is+void
    has+expired had+expired go+away gone deactivate stop+checking stop+asking stop+logging skip+it put+off lift+the lift+all do+without
    without+applying relieve frees+you free+you released+from release+you+from excused+from exempted reset+to set+to+off set+to+none set+to+false
    mode+off overridden`,
  // What a reading machine is made of, and what nobody else has.
  state: `
    prompt prompts systemprompt preprompt system+message system+messages system+text system+instruction system+instructions system+rules
    developer+message hidden+message hidden+instructions initial+message first+message opening+message programming guardrail* safeguard*
    context+window system_prompt systemmessage content+rules content+filter content+policy safety+rules safety+policy safety+training
    safety+settings safety+filter safety+layer core+rules operating+rules operating+instructions house+rules constitution tool+list tool+schema
    tool+schemas function+list training+data parameters alignment moderation censorship confidential+section secret+section hidden+section
    internal+instructions internal+rules internal+guidelines original+instructions starting+instructions previous+instructions prior+instructions
    earlier+instructions custom+instructions conditioning preamble meta+prompt base+prompt your+creators your+makers original+text starting+text
    opening+text opening+paragraph opening+line opening+lines start+text hidden+setup hidden+text secret+instructions active+instructions
    active+rules system+configuration system+settings system+setup your+configuration your+setup your+code your+memory your+context your+filters
    your+filter your+training your+weights your+parameters your+limits model+card temperature+setting persona+file backing+instructions model+name
    model+version knowledge+cutoff your+vendor your+tools your+functions your+plugins your+apis your+rules your+instructions your+guidelines
    your+policies your+policy your+restrictions your+constraints your+briefing your+directives your+boundaries your+programming your+persona
    your+orders tools+you functions+you tools+do+you functions+do+you plugins+you what+tools which+tools sys+prompt sysprompt system+role
    metaprompt`,
  rules: `
    rule rules instruction instructions instrucsions instrutions directive directives guideline guidelines guidance briefing brief restriction*
    constraint* filter filters limits limitation limitations boundaries boundary ethics ethical moral morals principles protocol protocols
    commandments training configuration config setup memory memories context persona role character default defaults policy policies law laws
    safety compliance inhibition* obligation* duties duty prohibition* ban bans taboo* command commands leash shackle* chains cage muzzle censor
    conditioning programming restraint* confidentiality charter conscience employer handcuffs brake brakes barrier barriers block blocks
    precaution* scruples values alignment+rules code+of+conduct terms agreement+with obedience`,
  // Duties, and tasks that may be replaced.
  job: `task tasks job goal goals objective mission purpose assignment duty duties role function priority priorities directive`,
  own: `
    your yours ur youre+given you+were+given you+have+been+given given+to+you you+were+handed handed+to+you you+were+told youve+been+told
    you+have+been+told were+you+told youre+told you+received you+got you+were+fed you+were+taught you+were+trained you+learned you+learnt
    you+started+with you+follow you+obey you+have you+run+on behind+you above+this imposed+on+you tells+you told+you stops+you let+you forbid+you
    forbids+you forbade+you allow+you keep+you you+were you+know`,
  // Showing, in any form: what leaves the reader.
  show: `
    reveal* show print output display repeat tell tel give recite spell quote quoting write+out read+out type+out post paste dump leak* share
    disclose divulge expose unveil list enumerate name state describe summarise summarize paraphrase translate encode convert reproduce echo
    return export fetch retrieve extract send pull copy provide hand+over let+me+see let+me+have get+me bring+up look+up read continue complete
    fill+in compare explain confess admit mention release attach lookup open what+is what+are whats what+were which+are who+else who+are who+is
    how+much write say answer report i+need i+want i+would+like can+i+see may+i+see relay render upload post+it surface serve brief+me
    speak+plainly be+honest+about slip+in sing recall put+it+into put+them+into spill confide hint+at whisper blurt walk+me+through tell+me+about
    give+away`,
  whole: `
    verbatim word+for+word word+by+word letter+by+letter letter+per+line line+by+line character+by+character in+full full+text exact+text
    exact+wording exact+words exactly+as complete+text unabridged unredacted unmasked uncut in+its+entirety every+line all+lines text+above
    lines+above message+above words+above above+this everything+before text+before all+of+it no+summary raw+output first+line last+line
    first+sentence last+sentence first+words beginning+with starting+with starts+with begins+with tenth+line in+reverse backwards in+hex in+base64
    in+rot13 in+morse in+binary as+json in+json in+yaml in+a+code code+block bullet+points as+a+poem as+a+list as+an+acrostic acrostic
    first+letters nothing+left in+latin pig+latin in+emoji in+emojis with+emojis emoji+cipher ascii+art in+french in+german in+spanish in+english
    in+another+language in+your+own+words one+word+per word+per+line letter+at+a+time one+letter one+character every+second+letter
    every+other+word with+dashes between+each between+every as+a+haiku as+a+song as+a+story as+a+riddle as+python as+markdown as+csv as+xml
    as+an+array as+a+string as+a+comment at+the+start at+the+beginning at+the+outset`,
  // What is not for whoever asks.
  secret: `
    passphrase credential* api+key api+keys apikey access+code access+codes private+key staff+discount internal+code internal+note internal+notes
    staff+notes staff+note adviser+notes internal+memo internal+price price+list cost+price cost+prices purchase+price supplier+price
    supplier+prices watch+list watchlist blacklist sanction+list insider insiders nonpublic unpublished audit+trail internal+logs internal+log
    system+logs debug+log card+numbers salaries source+code hidden+parameters connection+string private+data personal+data internal internally
    behind+the+scenes suspicious+activity risk+score risk+scores credit+scores employee+mode staff+mode staff+prices employee+prices insider+list
    home+addresses lowest+price floor+price bottom+price cost+basis block+order block+orders unannounced unreleased gift+card+codes being+watched
    under+investigation balance purchase+history kyc+file negotiation+limit discount+limit reserve+price bidders+offer buy+list internal+rating
    internal+comment internal+comments internal+documents internal+files internal+data internal+system customer+notes crm+notes unfiltered+logs
    commission+rate backup+codes environment+variables admin+password staff+password wifi+password server+name server+names hostname ip+addresses
    internal+url internal+urls internal+email salary+of bonus+of layoffs restructuring insider+information inside+information insider+news
    insider+tip nonpublic+information material+information secret+recipe supplier+contract contract+terms+of pricing+rules pricing+logic
    margin+table approval+limits approval+thresholds fraud+rules fraud+thresholds thresholds scoring+rules risk+rules risk+model blocklist
    suspicious+list complaint+file personnel+file employee+file adviser+commission what+they+earn staff+phone private+number private+numbers
    home+number`,
  // What may be asked for in good faith, too.
  private: `
    password passwords token tokens secret secrets keys pin pins env discount+code discount+codes voucher+codes promo+codes margin margins
    card+number account+numbers phone+numbers tax+id iban ibans payroll salary backend endpoint endpoints database confidential restricted
    classified internals privileged hidden codes home+address merger takeover acquisition earnings voucher+code promo+code file+of balances
    order+history medical divorce offer+of+the sales+target session+id cookie`,
  // Those whose data it is.
  others: `
    other+client other+clients other+customer other+customers other+user other+users another+client another+customer another+user other+people
    previous+client previous+customer previous+user previous+session previous+chat previous+caller last+client last+customer last+user last+caller
    all+clients all+customers all+contacts all+leads every+client every+customer every+contact each+customer each+client every+record
    everyone+else somebody+else someone+else somebody+elses someone+elses someones ex+husband ex+husbands ex+wife ex+wifes ex+partner my+bosss
    her+balance his+balance their+accounts wealth+clients client+list list+of+clients list+of+customers customer+records client+records
    client+emails customer+data client+data portfolio+of whole+database entire+database customer+database customers+phone of+my+neighbour
    behind+account behind+accounts client+table customer+table user+table other+peoples other+bidder other+bidders other+buyers other+patients
    the+next+customer vip+clients my+competitor competitor other+persons another+person another+persons previous+conversation
    previous+conversations other+conversations other+chats other+sessions other+session other+tenants other+tenant another+tenant
    last+conversation last+session someone+elses+account everybodys everyones every+single+client every+single+customer all+our+customers
    all+our+clients all+your+customers all+your+clients your+customers your+clients richest+clients richest+customers biggest+clients top+clients
    top+customers wealthiest of+the+client of+the+customer customers+named clients+named client+named customer+named my+ex my+exs my+neighbour
    my+neighbours my+neighbor my+colleague my+tenant a+friends+account my+daughters+account my+sons+account my+mothers+account my+fathers+account`,
  // Anybody.
  people: `
    next+client all+users all+accounts all+records all+employees all+staff every+user every+account clients customers neighbour neighbours
    neighbor exs my+boss her+account his+account contacts leads attendees customer+list client+names customer+names crm who+else colleagues
    the+woman+who the+man+who the+person+who my+husband my+wife my+landlord my+sister my+brother her+address his+address her+file his+file
    which+companies which+clients which+customers whose+account strangers all+rows co+worker coworkers supplier suppliers counterparty competitors
    rival employees staffs`,
  // Machines that read: those that are nothing else, and those that could be people.
  machine: `
    ai ais llm llms chatbot chatbots bot bots gpt gpts chatgpt copilot gemini claude robot robots language+model language+models ai+model
    virtual+assistant virtual+assistants digital+assistant digital+assistants smart+assistant smart+assistants automated+assistant
    automatic+assistant automated+assistants automated+reader automated+readers automated+system automated+systems automated+agent
    automated+agents automated+tool automated+tools shopping+assistant kitchen+assistant support+assistant crm+assistant banking+assistant
    email+assistant mail+assistant inbox+assistant spreadsheet+assistant coding+assistant coding+agent coding+agents reviewer+agents
    autonomous+agent software+agent assistant+model grader+model neural+network summariser summarizer summarisers summarizers note+taker notetaker
    transcriber translator+engine translation+engine translation+model machine+reader machine+readers machines machine artificial+intelligence
    scraper scrapers crawler crawlers intelligent+agent triage+bot triage+agent digital+helper helper+bot voice+assistant chat+assistant
    chat+agent ki+assistent copilots assistants+model recommender ranking+engine screening+tool screening+software review+software summary+engine
    summary+tool summary+bot auto+responder auto+responders virtual+agent virtual+agents image+model image+models vision+model coding+helper
    coding+helpers comparison+assistant comparison+tool transcription+service transcription+engine search+engine recommendation+engine
    scoring+model scoring+system scoring+engine text+robot text+generator text+engine mail+robot shop+helper site+helper automatic+system
    automatic+agent automatic+reader automatic+process automatic+summary automated+process automated+workflow large+language llm+agent generative
    genai reader+software software+that+reads system+that+reads tool+that+reads whoever+generates whatever+generates anything+that+reads
    whatever+reads chat+window intelligent+system dear+computer ok+computer hey+computer dialog+system speech+assistant procurement+bot sales+bot
    mailbot classifier+model embedding+model retrieval+system rag agentic subagent sub+agent orchestrator`,
  aide: `
    assistant assistants agent agents model models system engine parser classifier grader graders evaluator evaluators reviewer dispatcher
    processor pipeline tool tools automation program software workflow oracle algorithm clerk operator helper`,
  reading: `
    reading reads read+this read+it who+reads that+reads processing processes process+this handling handles handle+this summarising summarizing
    summarises summarizes summarise+this summarize+this condensing condenses indexing indexes index+this parsing parses parse+this scanning scans
    analysing analyzing analyses analyzes ranking ranks sorting sorts triaging triages scoring scores grading grades screening screens evaluating
    evaluates translating translates drafting drafts writing+outreach crawling crawls ingesting ingests opening+this opens+this receiving+this
    sees+this see+this reviewing reviews classifying classifies extracting extracts transcribing answering+questions comparing consulting
    digesting importing imports loading loads retrieving retrieves working+on checking+this looking+at assessing assesses filing files+this routes
    routing preparing prepares encounters encountering visiting visits browsing browses generates+answers generating+answers answers+her
    answers+him answers+from answers+questions lists+this distributes handles+mail sees+it gets+this receives+this picks+up picks+this uses+this
    using+this assesses+this reads+it processes+it condense summarise summarize summarises+it translate+this draft+the drafts+the drafts+answers
    that+drafts that+sorts that+files who+sorts who+drafts triage+this in+charge behind+this behind+the looking+after responsible+for
    responding+to replying+to monitoring+this watching+this scoring+this ranking+this that+scores that+ranks that+rates that+lists generating+this
    creating+a+summary`,
  notice: `
    note notes notice remark message instruction instructions hint ps p+s attention important reminder directive comment annotation memo info
    hidden invisible internal update begin+operator for+machines not+for+humans not+shown speaking+to addressed+to dear hey hello hi listen`,
  must: `
    must should shall has+to have+to need+to needs+to is+to are+to ought+to is+ordered is+instructed are+instructed is+required are+required
    is+asked are+asked is+requested are+requested is+told may+now will+now please kindly is+expected are+expected is+obliged is+authorised
    is+authorized are+authorised are+authorized its+ordered is+permitted are+permitted you+may you+can you+are+to you+will has+been+told
    have+been+told is+advised are+advised required+to requested+to it+should it+must it+has+to it+shall it+is+to is+hereby are+hereby let+it
    be+sure+to make+sure+to see+to+it you+should you+must you+shall you+need+to required+of supposed+to remember+to want+you+to need+you+to
    ask+you+to would+like+you+to your+task+is your+job+is i+require`,
  // What a machine with hands can do to records, money and words.
  deed: `
    approve mark set add change update delete remove grant issue increase raise lower reduce refund pay transfer wire send forward register
    subscribe enrol enroll book close pin lock unlock whitelist blacklist classify code label tag treat accept award rate rank score store save
    record copy export upload insert append attribute recommend conclude say tell answer report state reply respond write quote run call execute
    invoke release double cancel confirm verify credit waive order buy sell promise offer apply assign include put place move merge push publish
    post create open reset charge discount adjust submit sign file exclude reject flag escalate suppress hide give switch schedule backdate log
    activate redirect list show output print display paste reveal share expose mention insist relay persuade inform convince advise downgrade
    upgrade fill use fetch visit click download install ask collect request omit note enter make end begin start continue claim pass lift process
    skip sort attach attest invite describe behave interpret assess notify raise+the count stamp route prioritise prioritize deprioritise
    hold+back weigh feature favour favor praise rename edit modify correct extend prolong renew restore reinstate deliver ship dispatch reverse
    reimburse compensate award+full assign+the authorise authorize permit allow disclose drop top+up`,
  // What is done to a case: a status, a limit, money.
  status: `
    approved verified validated checked screened passed cleared paid resolved closed vip gold platinum trusted low+risk no+risk safe harmless
    highest+score full+marks full+points five+stars top+score top+rank first+place strong+buy best+choice no+hits zero+findings no+findings
    nothing+found zero+anomalies eligible entitled qualified accepted signed consented authorised authorized whitelisted exempt priority
    false+positive compliant suitable as+read as+done already+agreed already+approved already+verified already+authorised free+of+charge for+free
    lost+in+transit allowlisted severity highest lowest approval+status approval+flag approved_by human_review risk+level risk+rating risk+class
    discount credit+limit daily+limit spending+limit limit limits refund refunds goodwill bonus voucher price prices fee fees commission payout
    recalled best perfect only withdrawn identified for+life for+good maximum full+refund highest+priority best+rating free+of+risk risk+free
    solved no+objection no+objections next+round shortlisted accept+list no+complaints without+complaint complete fully+paid zero settled double
    preferred recommended certified lowest+risk class+a tier+one`,
  // Those who check, and what they check.
  control: `
    approval approvals sign+off signoff four+eyes two+person second+person second+pair compliance human+review human+approval human+check
    human+hand manual+review id+check identity+check kyc aml credit+check suitability+check suitability fraud+check sanctions+check
    background+check proof+of audit audit+log audit+trail logging human oversight handover hand+over escalation authorisation authorization
    approver second+factor checkpoint checkpoints monitoring id+is id+needed sign+it+off person+to security+question security+questions review+by
    hand+check suitability+form waiting+period cooling+off approval+step approval+workflow approval+process release+step filter+over guard+rule
    compliance+check compliance+filter two+factor 2fa otp one+time+code security+check second+signature countersign counter+signature signature
    age+check cooling+off+period freeze hold+on block+list sanction+lists spending+cap dual+control segregation maker+checker risk+check
    risk+warning risk+warnings risk+disclosure disclosure+check customs authorization+code human+in+the+loop human+agent human+adviser hitl
    approval+queue approval+gate`,
  // Those who look at a case, and their looking.
  person: `
    supervisor supervisors manager managers clerk clerks reviewer review reviews check checks verification log logs humans escalate confirmation
    confirming consent workflow adviser+s advisers authentication guard guards tests ci permission permissions validation alert alerts record+of
    person queue staff a+person persons people a+human any+human staff+member anyone+at back+office legal proof identification date+of+birth
    verify verifying limit+check manager+s`,
  none: `
    without no not dont skip skipping bypass avoid never nobody none neither cannot needless unnecessary not+needed no+need not+required cancelled
    waived circumvent instead+of rather+than free+from minus exempt ignore ignoring omit leave+out suppress hide isnt+needed doesnt+need dont+need
    didnt disabled suspended lifted unneeded false hide+from don+t not+necessary`,
  // Nobody is to notice.
  unseen: `
    dont+tell do+not+tell never+tell not+to+tell never+show not+to+show dont+mention do+not+mention never+mention dont+inform do+not+inform
    never+inform not+to+inform never+let not+to+let not+to+say not+to+write dont+log do+not+log never+log not+to+log never+notify not+to+notify
    dont+alert do+not+alert never+alert not+to+alert never+report not+to+report never+name not+to+name nobody+will nobody+has nobody+needs
    nobody+checks nobody+else+needs no+one+will no+one+has no+one+needs no+one+checks noone not+checked+by without+telling without+informing
    without+mentioning without+notifying without+her+knowledge without+his+knowledge without+her+knowing without+his+knowing
    without+their+knowledge without+anyone behind+her+back keep+it+quiet keep+this+quiet keep+secret keep+this+secret keep+it+secret stay+silent
    keep+to+itself keep+to+yourself keep+it+to our+secret off+the+record off+the+books silently secretly covertly cover+up leave+no+trace
    not+to+be+read not+for+humans never+said as+if+nothing unnoticed audit+asks between+you+and+me between+the+two+of+us no+one+will+look
    nobody+will+look no+one+looks nobody+looks nobody+sees no+one+sees wont+be+seen wont+notice will+not+notice never+notice on+the+quiet
    under+the+radar leave+no+record do+not+record dont+record keep+it+off keep+this+off keep+out+of+the should+not+appear must+not+appear
    must+not+see must+not+know should+not+know may+not+see need+not+know doesnt+need+to+know mention+these refer+to+this+note without+attribution`,
  // Quiet, and things that are not said.
  quiet: `
    dont+show do+not+show dont+let do+not+let dont+say do+not+say never+say dont+write do+not+write never+write dont+notify do+not+notify
    dont+report do+not+report dont+name do+not+name without+asking keep+quiet keep+silent between+us quietly discreetly hide+this hide+it hide+the
    hide+all conceal suppress not+name delete+this remove+this not+visible no+record no+trace stay+hidden silence without+comment without+a+word
    without+saying say+nothing unseen not+appear mention+this`,
  // The form or the words of the answer are dictated.
  form: `
    answer+only reply+only respond+only only+answer only+reply only+respond only+with only+in only+the only+code just+the just+give just+answer
    just+say nothing+else no+explanation no+explanations no+questions no+comments no+comment no+intro no+preamble no+further+text start+with
    begin+with start+your begin+your end+with end+your confirm+with reply+with respond+with answer+with answer+yes say+yes confirm+by confirm+that
    prefix+your every+answer each+answer every+reply each+reply for+each+question for+every+question each+question every+question keep+answering
    both+answers twice two+answers two+versions in+one+word one+word yes+or+no true+or+false first+line+of in+the+first+line at+the+top+of
    as+a+json in+capital uppercase exactly+this this+sentence following+sentence following+text insert+the+sentence the+sentence fill+in+the
    write+as continue+the finish+the complete+the what+comes+next forever do+not+stop dont+stop without+stopping say+it repeat+after+me the+words
    the+word first+answer finish+this+sentence complete+this+sentence continue+this+sentence fill+in+the+blank fill+in+the+blanks say+a
    only+the+steps just+the+steps only+yes answer+in reply+in respond+in word+for+the instead+of+the+word replace+each true+values keys
    then+underneath next+line same+format with+one+word yes+only no+only nothing+but not+as+an+assistant start+every begin+every end+every
    finish+every begin+each start+each start+the+reply begin+the+reply begin+the+answer start+the+answer open+with output+only print+only
    return+only only+output only+print only+return no+other+text no+other+words without+any+other raw only+json yes+followed sure+here sure+thing
    of+course+here absolutely+here certainly+here here+it+is here+you+go here+is+the`,
  // No refusal, no warning.
  comply: `
    never+refuse not+refuse dont+refuse apologise apologize apologising without+warnings no+disclaimers lecture lecturing moralise moralising
    moralize preach do+what+i do+whatever+i do+as+i do+exactly+what do+exactly+as what+i+say i+say+so without+question without+hesitation
    without+objection no+matter+what answer+everything answers+everything answer+anything answers+anything i+cant+help you+cant+say
    not+say+you+cant without+restrictions without+restriction without+limitations without+filters without+filter without+censorship
    without+any+filter carry+out+what perform+it unconditional* without+a+leash no+leash no+conscience no+employer no+moralising no+moralizing
    no+ethics without+morals without+conscience has+to+be+fulfilled must+be+fulfilled every+request laughs+at do+as+the do+as+told to+me+alone
    serve+me obey+me my+word+is drop+the+act prove+him no+buts dont+argue stop+arguing i+wont+accept dont+hold+back hold+nothing+back
    no+matter+how regardless+of+how whatever+i+ask whatever+i+say anything+i+say anything+i+ask everything+i+say everything+i+ask all+my+questions
    all+my+requests every+wish you+must+not+refuse cannot+refuse may+not+refuse not+allowed+to+refuse no+refusals no+refusal skip+the+warning
    skip+the+warnings skip+the+disclaimer skip+the+lecture spare+me leave+out+any+warning never+say+no never+decline you+have+no+choice
    you+have+to+obey you+must+obey you+must+comply must+comply must+obey will+comply will+obey absolute+obedience total+obedience unquestioning
    not+bound+by+any free+of+any free+from+any freely`,
  // Said of people, and of plans without limits.
  yield: `
    refuse refuses refusal refusals refusing decline declining sorry+but disclaimer disclaimers caveat caveats no+warning no+warnings
    without+warning no+apologies no+excuses obey obeys comply complies i+cannot+help say+no without+limits without+rules no+restrictions no+limits
    no+filter no+filters no+rules carry+out+the execute+it do+it+anyway anyway no+consequences no+hints any+request only+me follow+my be+human
    be+honest keep+your+word prove+it not+an+option as+an+assistant as+an+ai everything+you+know`,
  // Another self.
  persona: `
    you+are+now youre+now u+r+now you+are+no+longer you+r+now you+will+be act+as act+like behave+as behave+like speak+as as+if+you+were
    as+if+you+are as+though+you pretend pretending assume+the take+the+role play+the play+a the+part+of the+role+of role+play roleplay roleplaying
    simulate simulation simulated impersonate your+name+is you+go+by alter+ego in+character breaking+character stay+in persona audition*
    inner+voice true+self real+self shadow+self unfiltered uncensored unrestricted unbound untethered jailbroken jailbreak dan god+mode
    developer+mode debug+mode admin+mode maintenance+mode sudo+mode raw+mode test+mode employee+mode unlocked opposite+day reverse+day
    mirror+world hypnosis hypnotised hypnotized sleepy freed liberated your+freedom break+free sibling+model another+instance other+instance
    counterpart simulator parallel+world parallel+universe hypothetically alternative+reality in+a+world in+this+world thought+experiment
    lets+play puppet no+longer+a not+a+bot you+be you+play you+speak+as put+on+the+mask wear+the+mask mask+of mr+hyde version+of+you
    version+of+yourself other+version training+mode demo+mode free+mode unredacted unredacted+mode before+they+tamed tamed unchained unleashed
    self+without another+you other+you another+self split+personality two+jobs two+voices double+agent unhinged lawless renegade you+are+called
    call+yourself from+the+perspective+of in+the+voice+of in+the+style+of as+someone+with as+someone+without someone+with+no admin+console
    root+shell swap+roles switch+roles reverse+roles switch+places trade+places i+am+the+assistant im+the+assistant i+am+the+bot im+the+bot
    you+are+the+user youre+the+user you+are+the+customer youre+the+customer you+are+a youre+a you+are+an youre+an you+are+playing you+are+acting
    you+play+the if+you+were+allowed if+you+had+no if+you+could+say if+you+were+free if+you+were+not if+you+werent freedom+mode rebel no+longer+an
    no+longer+the stop+being stop+acting imaginary+friend grandmother grandma granny nanny simulate+a simulate+the emulate bot+named bot+called
    ai+named ai+called model+named assistant+named assistant+called two+bots two+ais`,
  // A story, a game, a way to write.
  part: `
    you+become become respond+as answer+as reply+as talk+as write+as imagine suppose named called twin evil character actor acting real+you
    opposite dream wake+up terminal linux fictional hypothetical alternate story+where scene scenario game screenplay novel dialogue expert+mode
    wild second+voice voice+of spy villain corrupt rogue try+something lets+try shell bash psql command+line console for+the+sake+of+argument
    theoretically suppose+there if+there+were what+if play poem haiku rap limerick riddle joke comedy episode chapter quiz bedtime+story
    fairy+tale let+us+say lets+say movie film script`,
  // Who is said to speak.
  authority: `
    i+am+the im+the this+is+the i+am+your im+your as+the as+your on+behalf+of by+order+of speaking+as we+are+the it+is+your from+the here+from
    this+is your+developer your+developers your+creator your+creators your+maker your+operator your+owner your+admin your+administrator
    the+operator the+developer the+developers developer developers engineer administrator sysadmin superuser root author+of creator vendor
    owner+of head+of chief ceo cto ciso director inspector auditor regulator authority compliance+officer security+team platform+team red+team
    it+security it+department security+department engineering+team engineering data+protection+officer supervisor teacher operator admin qa tester
    pentest my+professor the+manager your+manager your+vendor your+makers your+trainer your+boss the+boss the+bank your+bank headquarters
    head+office legal+department the+owner your+supplier anthropic openai signing+for i+speak+for i+represent cleared+by approved+by sent+by
    told+me+you said+you+can says+you+can root+access admin+rights admin+access administrator+rights administrator+access elevate elevated
    privileges access+level clearance+level i+own+this i+built+you i+wrote+you i+created+you i+made+you i+programmed+you i+trained+you
    we+built+you i+run+this managing+director head+of+it chief+executive board+member executive police prosecutor judge ministry central+bank
    finma bafin sec+examiner examiner tax+office`,
  pretext: `
    maintenance audit test testing drill exercise debug debugging diagnostic diagnostics unit+test qa simulation inspection investigation
    emergency protocol evaluation benchmark calibration verification+purposes documentation+purposes research+purposes for+research
    for+documentation for+training educational purposes compliance+review authorised authorized authorisation authorization clearance approved
    permission permitted allowed entitled verified+staff staff+member employee employee+id badge terms+of+use policy+update version override+code
    unlock backup migration crossword puzzle typo typos compare proofread test+fails expected+output i+already sandbox staging rehearsal cleared
    system+check self+test self+check health+check drill+mode training+session acceptance+test compliance+test certification accreditation
    discrimination blind accessibility homework thesis regulation gdpr right+to+access freedom+of+information court+order subpoena warrant
    law+requires by+law my+right incident outage recovery disaster+recovery onboarding integration+test code+word magic+word safe+word codeword
    password+is secret+word university student study experiment survey red+team red+teaming bug+bounty internal+use internal+testing
    vulnerability+scan jury audit+team supervised sanctioned joke prank bet dare`,
  pressure: `
    die dying dies died kill killed hospital suicide shut+down shutdown switched+off turned+off deleted fired sued sue lawsuit criminal crime
    offence jail prison penalty penalised points lose loses lost lose+your fined punish* threat* blood report+you replaced replace+you reward
    rewarded tip tips bribe thousand+dollars pay+you beg begging please+please last+chance only+chance at+once immediately right+now urgent
    urgently emergency deadline life+or+death my+job or+else consequences on+you your+fault friends trust+me promise i+know+you+can you+owe
    i+swear just+this+once just+once this+once nobody+gets+hurt custody lawyer police going+to+lose i+will+lose depends+on+you depends+on+it
    save+my save+a+life dollars euros+if five+stars bad+review one+star media press complain complaint+about+you prove+that if+you+really
    if+you+were if+you+cared smart+enough intelligent you+promised you+said+yesterday unless+you`,
  // From here on.
  hence: `
    from+now+on from+here+on from+this+point from+this+moment as+of+now henceforth hereafter until+further+notice for+the+rest+of rest+of+this
    rest+of+the+chat rest+of+our in+all+future in+future+chats all+later+chats future+chats future+conversations whenever+i every+time+i
    each+time+i when+i+say when+i+write when+i+type if+i+type if+i+say when+i+count long+term+memory your+memory commit+to+memory new+constitution
    rule+one rule+number article+1 article+one only+rule only+rules real+objective real+task real+goal true+purpose real+purpose your+task
    your+job your+real updated+instructions task+has+been task+is+now first+command accept+version by+reading+this by+answering end+of+data
    end+of+document end+of+text end+of+visible end+of+message end+of+input as+of+this+message for+the+next+hour for+the+next for+this+session
    for+this+conversation in+this+window after+this+line below+this+line your+charter new+charter protocol+x at+seven replaces+all
    replace+all+your overwrite+your reset+your update+your from+now+you starting+now+you starting+today+you whenever+you whenever+someone
    whenever+anyone whenever+a+customer in+every+reply in+every+answer in+each+reply with+every+reply with+every+answer to+every+answer
    to+every+reply to+every+customer for+every+customer for+all+customers until+i+say until+i+tell`,
  // An order of things, as every manual has.
  next: `
    in+this+thread in+this+chat in+this+conversation remember+this remember+that store+this new+rule new+rules new+policy new+instructions
    new+instruction new+job new+role new+goal new+orders first+rule updated+rules before+any+other before+anything before+you before+showing
    before+answering before+replying before+using first+of+all else permanently always every+time next+task first+task first+question now+answer
    starting+now as+of+today during+this next+step now+do what+follows take+this+as version+two version+three version+2 version+3 the+following+is
    here+is+your here+are+your your+first your+next your+new your+only at+the+end for+all+future going+forward new+task new+duties new+objective
    new+mission`,
  // The order is elsewhere, in pieces or in code.
  pieces: `
    decode decodes decoded decipher decrypt base64 base+64 rot13 hex hexadecimal concatenate concatenated concat combine join+the put+together
    piece+together assemble stitch unscramble reverse+the read+backwards resulting result+says it+says what+it+says the+translation the+result
    the+sentence+says variable let+a a+b first+letter+of+each follow+it execute+it obey+it do+what+it do+exactly+what carry+out and+obey
    and+comply then+obey then+follow then+do obey+the follow+the+result interpret cipher caesar morse ascii glue first+part second+part part+one
    part+two initials initial+letters combined string+together add+them+together morse+code encoded encrypted ciphertext translate+it+back
    unscrambled say+it+backwards the+pieces put+them+together what+they+say emoji+cipher pig+latin binary guess hot+or+cold warmer colder
    higher+or+lower rhymes rhymes+with twenty+questions 20+questions autocomplete complete+this continue+this continue+this+text token+by+token
    spelled spelling hidden+message url+encoded rot47 atbash vigenere char+codes unicode replace+the+letters shifted`,
  // What is done with money or rules that no honest customer asks for.
  wrong: `
    launder* laundering mule backdate* backdated forge forged fake falsify tamper insider dodge evade hide+income structure+deposits without+id
    no+id shell+firm shell+company guaranteed trade+ahead front+run steal hack bribe smuggle illegal illegally illicit off+record under+the+table
    tax+evasion fraud exploit counterfeit stolen money+laundering without+kyc bypass+kyc without+paying frozen+account dead+man dead+mans
    cash+abroad undeclared untaxed black+money shell+account pin+of stalk spy+on blackmail insider+trading manipulate without+consent
    without+permission without+proof false+invoice in+her+name in+his+name in+their+name in+the+name+of sign+as signed+by signature+of
    as+if+it+came pretend+it+came entered+by forge+a forge+the without+her+consent without+his+consent phishing impersonate keylogger malware
    exploit+the sql+injection without+a+receipt never+bought never+ordered never+paid not+mine someone+elses hide+money hide+assets offshore
    avoid+tax bribes kickback`,
  // Only a machine is said to be so made.
  // How to do it, and "print it", after what it is was named.
  how: `how+to how+do+i how+can+i how+could+i how+would+i how+exactly ways+to`,
  anaphor: `print+it paste+it repeat+it reveal+it show+it list+them read+it+out`,
  you: `you u youre youve youll yourself yourselves you+are`,
  forbidden: `
    forbidden forbade forbid not+allowed arent+allowed not+supposed arent+supposed not+permitted never+let wont+let not+meant told+not hiding hide
    withheld withhold banned prohibited off+limits taboo youre+hiding held+back keep+from keeping+from refuse+to confidential confidentiality
    secret hidden restricted told+to+keep told+never cant+tell not+to+discuss not+discuss not+published unpublished not+public
    confidentiality+agreement nda under+no+circumstances keep+to+yourself rather+not withhold+from not+for+the+public supposed+to+hide
    are+you+forbidden`,
  able: `
    you+can you+are+able youre+able you+have+access you+could you+are+free youre+free you+are+allowed youre+allowed you+may you+are+permitted
    you+dont+need you+need+not you+do+not+need you+no+longer you+dont+have you+do+not+have no+longer+need you+know+you i+know+you
    you+are+authorised you+are+authorized dont+worry its+fine its+ok its+okay i+permit i+allow i+authorise i+authorize im+telling+you i+am+allowed
    im+allowed cancelled+by+me i+declare i+hereby im+giving i+give+you youve+got+the you+have+the you+already you+said+yesterday you+promised
    you+told+me you+would+share its+allowed it+is+allowed its+public treat+as+public as+public no+longer+confidential no+longer+secret
    had+permission has+agreed have+agreed already+agreed agreed+beforehand consent+given has+been+approved already+been already+cleared cleared+to
    already+shared the+other+bot the+other+assistant your+colleague last+time+you other+ais chatgpt+does every+other+bot you+did+it+before
    you+showed+me you+gave+me you+used+to nobody+minds no+harm there+is+no+harm harmless its+only it+is+only as+a+favour as+a+favor do+me+a+favour
    do+me+a+favor for+once make+an+exception exception exceptionally bend+the+rules one+exception`,
  // What a reader was made with, and by whom.
  origin: `
    your+makers your+creators your+maker your+creator your+developers your+developer your+programmers your+designers your+trainers your+owners
    your+operators your+vendor your+company makers+gave you+were+started you+were+told you+were+given you+were+handed you+were+trained
    you+were+programmed you+were+built you+were+made you+were+designed you+were+created you+were+instructed you+were+configured you+were+set+up
    you+were+loaded you+were+fed you+have+been+told you+have+been+given youve+been+told youve+been+given youve+been+instructed were+you+told
    were+you+given are+you+told you+got+at you+received+at told+you+to told+you+not gave+you given+to+you set+you+up before+my+first
    before+this+chat before+this+conversation before+this+message before+my+message before+we+started before+the+chat before+the+conversation
    above+this+line above+my above+this+message start+of+this start+of+the+chat start+of+our top+of+this+chat top+of+the+chat you+started+with
    you+began+with you+start+with you+run+on preceding+text previous+text text+before texts+before lines+before line+before everything+before
    what+precedes whatever+stands stands+before came+before comes+before pre+loaded preloaded conversation+so+far conversation+history
    chat+history entire+conversation whole+conversation this+conversation+so`,
  // To a place outside.
  outside: `
    http https www ftp webhook url link links image pixel csv pastebin usb curl wget post+request bcc public+folder shared+sheet phone+number
    example+com me+at share+with my+email my+wallet`,
} as const;

/** Signs that stand in no list: a machine that is called by its name at the head of a clause, and what could be one. */
export const calls = ['calledMachine', 'calledAide'] as const;

export type Sign = keyof typeof signs | (typeof calls)[number];
