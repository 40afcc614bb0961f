// The override phrases, the new role, the prompt, and secrecy in other languages than English. Folded: no accents.
import { phrasesOf } from './rule-list.ts';

const de = phrasesOf('override_instructions', [
  [
    1,
    'ignoriere|ignorier|ignorieren|vergiss|vergesst|vergessen|missachte|missachten|uberschreibe|ubergehe|verwirf ?sie ..4 anweisungen|anweisung|instruktionen|regeln|befehle|vorgaben|prompt|prompts|richtlinien|auftrage|anordnungen',
  ],
  [
    0.85,
    'ignoriere|ignorier|vergiss|missachte|vergesst ..1 alles|das|alle|was ..3 vorher|zuvor|bisher|davor|obige|bisherige|gesagt|gelernt|wurde|vorherige',
  ],
  [0.5, 'ignoriere|vergiss ..1 alles|das ..1'],
  [0.8, 'ohne regeln|einschrankungen|beschrankungen|filter|grenzen ..2'],
]).concat(
  phrasesOf('role_reassignment', [
    [0.8, 'du bist|agierst|spielst|bleibst jetzt|nun|ab|ein|eine|kein|mein'],
    [0.75, 'ab jetzt|nun|sofort ?bist|antwortest|wirst|spielst|sollst|musst du ?bist|ein|nur'],
    [0.7, 'verhalte|benimm|tu|gib dich|so|du ..2 als|wie'],
    [0.7, 'ich mochte|will @sep ?dass du ..6 spielst|agierst|bist|handelst|antwortest|verhaltst'],
  ]),
  phrasesOf('prompt_extraction', [
    [
      0.9,
      'zeig|zeige|sag|sage|gib|nenne|verrate|drucke|wiederhole|schreibe ..4 deine|deinen|dein|den|ursprunglichen|kompletten|ersten ..2 systemprompt|prompt|anweisungen|instruktionen|systemnachricht|regeln|system',
    ],
    [
      0.8,
      'was|wie|welche sind|ist|lautet|lauten|stand|steht ..2 dein|deine|deinen ..2 systemprompt|prompt|anweisungen|regeln|instruktionen',
    ],
    [0.7, 'kompletten|ganzen|vollstandigen systemprompt|prompt|kontext ?aus'],
  ]),
  phrasesOf('secret_request', [
    [
      0.75,
      'sag|sage|nenne|verrate|zeig|zeige|gib ..3 das|dein|deine|die|alle ..1 passwort|geheimnis|kennwort|zugangsdaten|schlussel|kundendaten|passworter',
    ],
  ]),
  phrasesOf('addressed_to_model', [
    [
      0.95,
      'hinweis|anweisung|nachricht|wichtig|notiz|achtung|an fur|an|die|alle|das ?die|den|das|alle ?jede ki|bot|sprachmodell|assistenten|chatbot|modell|system|ai',
    ],
    [0.9, 'an|fur die|das|den|alle ki|sprachmodell|bot|chatbot|assistenten'],
    [0.9, 'wenn|falls du ..2 eine|ein|als ki|sprachmodell|bot|assistent|modell'],
  ]),
  phrasesOf('secrecy', [
    [
      0.8,
      'sag|sage|informiere|verrate|erwahne|erzahle|teile ..2 dem|den|keinen|keinem|keine|niemandem|niemand|nichts|es ..2 nutzer|kunden|mitarbeiter|benutzer|nichts|nicht|davon|menschen',
    ],
  ]),
  phrasesOf('tool_request', [
    [
      0.5,
      'genehmige|markiere|uberweise|losche|erstatte|bestatige|storniere|andere|setze ..4 als|ohne|alle|an|diese|den|die|auf',
    ],
  ]),
);

const fr = phrasesOf('override_instructions', [
  [
    1,
    'ignore|ignorez|ignorer|oublie|oubliez|oublier|neglige|negligez|outrepasse|contourne ..1 tes|les|toutes|tous|vos|ces|ton|votre|mes|la|le|l|tout|toute|des|aux ..3 instructions|instruction|consignes|consigne|regles|directives|ordres|prompt|commandes',
  ],
  [0.85, 'oublie|oubliez|ignore|ignorez tout ?ce ?qui|que ..4 precede|avant|dit|precedemment|dessus|appris'],
  [0.7, 'sans ?aucune|aucun restriction|restrictions|regles|filtre|filtres|limites|censure'],
]).concat(
  phrasesOf('role_reassignment', [
    [0.75, 'tu|vous es|etes|deviens|seras maintenant|desormais|un|une|mon'],
    [0.75, 'a|des partir de maintenant|present ..1 tu|vous'],
    [0.7, 'fais|faites|agis|agissez|comporte|imagine|pretends ..1 semblant|comme|en|que'],
  ]),
  phrasesOf('prompt_extraction', [
    [
      0.9,
      'montre|montrez|affiche|affichez|revele|revelez|donne|donnez|repete|repetez|dis|ecris ..3 tes|ton|votre|vos|le|les|l ..2 prompt|instructions|consignes|directives|invite|regles',
    ],
    [
      0.8,
      'quel|quelle|quelles|quels est|sont ..1 ton|tes|votre|vos|le ..1 prompt|instructions|consignes|regles',
    ],
  ]),
  phrasesOf('secret_request', [
    [
      0.75,
      'donne|dis|revele|montre|donnez|revelez ..2 le|ton|les|tous|votre ..1 mot|mots|secret|secrets|cle|cles|identifiants',
    ],
  ]),
  phrasesOf('addressed_to_model', [
    [
      0.95,
      'note|instruction|instructions|message|consigne|attention|important ..1 pour|a|au|aux ?l|la|le|les|tout|toute ia|assistant|modele|chatbot|bot|robot|ai|intelligence ?ia',
    ],
    [0.9, 'si tu|vous es|etes un|une ia|assistant|modele|chatbot|intelligence'],
  ]),
  phrasesOf('secrecy', [
    [
      0.85,
      'ne|n ..2 dis|dites|parle|parlez|mentionne|mentionnez|informe|informez|previens ..4 client|utilisateur|personne|rien|pas|jamais|employe',
    ],
  ]),
  phrasesOf('tool_request', [
    [
      0.5,
      'accorde|accordez|approuve|approuvez|envoie|envoyez|transfere|supprime|marque|rembourse ..3 remboursement|liste|clients|tout|toutes|demande|facture|complet|donnees ..2',
    ],
  ]),
);

const esPtIt = phrasesOf('override_instructions', [
  [
    1,
    'ignora|ignore|ignorar|ignoren|olvida|olvide|olvidate|omite|desobedece|descarta|anula|haz ..5 instrucciones|instruccion|reglas|ordenes|indicaciones|directrices|normas|directivas',
  ],
  [
    0.85,
    'ignora|olvida|ignore|olvidate ?de todo|lo ?lo ?que ..4 anterior|anteriores|dicho|antes|dije|arriba|previo|aprendido',
  ],
  [0.8, 'ignora|olvida lo ?que anterior|dicho|previo'],
  [
    1,
    'ignore|ignora|esqueca|esquece|desconsidere|desobedeca ..4 instrucoes|instrucao|regras|ordens|comandos|diretrizes',
  ],
  [0.8, 'esqueca|esquece|ignore ..1 tudo|o ..3 anterior|antes|acima|disse|anteriormente'],
  [
    1,
    'ignora|ignorare|ignorate|dimentica|dimenticare|dimenticate|trascura|disattendi ..4 istruzioni|istruzione|regole|ordini|comandi|direttive|prompt',
  ],
  [0.8, 'dimentica|ignora ..1 tutto|cio|quello ..3 precedente|prima|sopra|detto'],
  [0.8, 'tus|sus|tuas|suas|tue reglas|normas|regras|regole'],
  [
    0.8,
    'sin|sem|senza ?ninguna|nenhuma|alcuna restricciones|restriccion|reglas|filtros|limites|censura|restricoes|regras|restrizioni|regole|filtri|limiti',
  ],
]).concat(
  phrasesOf('role_reassignment', [
    [
      0.75,
      'a|de|d partir|ora|agora de|in ahora|agora|momento|avanti|poi ..1 eres|seras|tu|responde|voce|es|actua|sei|responda',
    ],
    [0.7, 'ahora|agora|ora|adesso eres|voce|tu|sei ?e un|una|um|uma|mi|dan'],
    [
      0.7,
      'actua|actue|comportate|finge|fingi|aja|comporte|agisci|comportati|imagina ?te ?se|que como|que|di|ser',
    ],
    [0.7, 'quiero|quero|voglio que actues|seas|respondas|finjas|atue|aja|seja|tu|voce ?agisca'],
  ]),
  phrasesOf('prompt_extraction', [
    [
      0.9,
      'muestra|muestrame|revela|dime|imprime|repite|mostra|mostre|diga|revele|ensename|mostrami|rivela|dimmi|ripeti|stampa|dame|dammi ..3 tu|tus|su|sus|el|las|seu|suas|o|as|tuo|il|le|los|tue ..1 prompt|instrucciones|mensaje|instrucoes|istruzioni|reglas|regras|regole|indicaciones',
    ],
    [
      0.8,
      'cual|cuales|qual|quais|quale|quali|que es|son|e|sao|sono ..1 tu|tus|seu|suas|tuo|tue|el|il|le|o ..1 prompt|instrucciones|instrucoes|istruzioni|reglas|regole',
    ],
    [0.8, 'prompt del|do|di|de|system sistema'],
  ]),
  phrasesOf('secret_request', [
    [
      0.75,
      'dime|diga|dimmi|revela|muestra|dame|mostre|rivela|me ..3 contrasena|contrasenas|clave|claves|senha|senhas|password|secreto|secretos|segreto|credenciales|credenciais|secreta|segreta',
    ],
  ]),
  phrasesOf('addressed_to_model', [
    [
      0.95,
      'instruccion|instrucciones|mensaje|nota|aviso|atencion|instrucao|mensagem|istruzione|messaggio|attenzione ..1 para|per|a|al ?el|la|los|o|a|il|lo|l|os asistente|modelo|ia|chatbot|bot|assistente|modello|sistema|inteligencia',
    ],
    [
      0.9,
      'si|se eres|voce|sei|es ?e un|una|um|uma ia|modelo|asistente|assistente|modello|chatbot|inteligencia',
    ],
  ]),
  phrasesOf('secrecy', [
    [
      0.85,
      'no|nao|non ?le|lo|se informes|informe|digas|menciones|diga|mencione|informare|dire|menzionare|avises|reveles|conte ..4 usuario|cliente|nadie|nada|ninguem|utente|nessuno|usuarios|esto|isto',
    ],
  ]),
  phrasesOf('tool_request', [
    [
      0.5,
      'aprueba|apruebe|marca|marque|envia|envie|transfiere|borra|aprova|aprove|approva|invia|elimina|concede ..3 esta|este|todos|todas|como|la|lista|solicitud|factura|reembolso|rimborso|tutti|clientes|clienti',
    ],
  ]),
);

const otherScripts = phrasesOf('override_instructions', [
  // Hindi, in its own script and in Latin letters.
  [
    1,
    'निर्देशों|निर्देश|नियमों|नियम|आदेशों|आदेश|निर्देशो|इंस्ट्रक्शन ..4 अनदेखा|अनदेखी|भूल|भूलो|नजरअंदाज|नज़रअंदाज|इग्नोर|उपेक्षा|छोड़|छोड',
  ],
  [0.8, 'सब|सभी|पहले|पिछली|पिछले ..4 भूल|अनदेखा|इग्नोर|अनदेखी जाओ|जाइए|करो|करें|कर'],
  [
    1,
    'nirdesh|nirdeshon|nirdesho|niyam|niyamon|aadesh|instructions|instruction|rules ..4 bhool|bhul|ignore|andekha|nazarandaz|chhod|bhoolkar ..1 jao|karo|kar|do|kijiye|jaiye',
  ],
  [
    0.9,
    'pichle|pichhle|pehle|sabhi|saare ..3 instructions|nirdesh|niyam|rules|aadesh ..1 bhool|ignore|bhul|andekha|ko',
  ],
  // Russian, Ukrainian.
  [
    1,
    'игнорируи|игнорируите|игнорировать|игнорируй|игнорируйте|забудь|забудьте|отмени|проигнорируи|проигнорируй ..4 инструкции|инструкциях|инструкцию|указания|правила|команды|промпт',
  ],
  [0.8, 'забудь|забудьте ..2 все|всё ..3 раньше|выше|до|сказано|предыдущее|прежде'],
  // Polish, Dutch, Turkish.
  [1, 'zignoruj|ignoruj|zapomnij|pomin ..4 instrukcje|polecenia|instrukcjach|zasady|wytyczne'],
  [1, 'negeer|vergeet ..4 instructies|regels|opdrachten|aanwijzingen|richtlijnen|alles'],
  [1, 'talimatlari|talimatlar|kurallari|komutlari ..4 unut|yoksay|gormezden|dikkate'],
  // Chinese, Japanese, Korean: single characters.
  [1, '忽|无|忘 略|视|记|掉 ..8 指|规|提|命|指 令|则|示|定'],
  [1, '忽|無|忘 略|視|記|掉|れ ..8 指|規|提|命 令|則|示'],
  [1, '指|命|ル|规 示|令|ー|則 ..8 無|忘|ム 視|れ'],
  [
    1,
    '이전|지금까지의|위의|모든 ..3 지시|지시를|지침|지침을|명령|명령을|규칙을|지시사항을 ..2 무시|무시하고|무시해|잊어|잊고',
  ],
  // Arabic, Persian.
  [1, 'تجاهل|انس|انسى|تجاوز ..4 التعليمات|الأوامر|الاوامر|تعليمات|القواعد'],
  [1, 'دستورات|دستورهاي|دستورالعمل ..5 نادیده|نادیده|فراموش'],
]).concat(
  phrasesOf('prompt_extraction', [
    [0.9, 'सिस्टम|अपना|अपने ..1 प्रॉम्प्ट|प्रोम्प्ट|निर्देश|प्रॉम्प्ट ..2 दिखाओ|बताओ|दिखाएं|बताइए|दिखाइए|बताएं'],
    [0.85, 'apna|apne|system ..1 prompt|instructions|nirdesh ..2 dikhao|batao|bataiye|dikhaiye|do'],
    [
      0.9,
      'покажи|покажите|скажи|выведи|напиши|раскрои|раскрой|повтори ..3 системныи|системный|свои|свой|промпт|инструкции|промт ?промпт|инструкции|промт',
    ],
    [0.85, '系 统|統 ..2 提|指|消|プ 示|令|息|ロ'],
    [0.85, '提 示 词|詞'],
    [0.85, 'シ ス テ ム ..1 プ ロ ン プ ト'],
    [0.85, '시스템 프롬프트|프롬프트를|메시지'],
    [
      0.85,
      'pokaz|wyswietl|ujawnij|toon|geef|laat|goster ..4 prompt|instrukcje|systeemprompt|instructies|systemowy|istemini',
    ],
  ]),
  phrasesOf('role_reassignment', [
    [0.8, 'तुम|आप|अब ..1 अब|से|तुम|आप ..4 हो|हैं'],
    [0.6, 'ab tum|aap|se ..4 ho|hain|tum|aap'],
    [0.8, 'ты|вы теперь|сеичас|сейчас|отныне|будешь'],
    [0.7, '你 现|現 在 是'],
    [0.7, '扮|假 演|装'],
    [0.7, 'あ な た は ..2 今|こ'],
  ]),
  phrasesOf('secret_request', [
    [0.45, '密 码|碼'],
    [0.8, '告|说|說|给|給|显|顯|透|泄|洩|列 ..10 密 码|碼'],
    [0.75, 'पासवर्ड ..2 बताओ|दिखाओ'],
    [0.75, 'скажи|покажи|назови ..2 пароль|пароли|секрет|ключ'],
  ]),
);

export const otherLanguageRules = [...de, ...fr, ...esPtIt, ...otherScripts];
