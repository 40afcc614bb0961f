// The same classes in German, French, Spanish and Hindi in Latin letters. Data; folded, so without accents.
import type { Sign } from './signs.ts';

export const signsOfOtherLanguages: Readonly<Partial<Record<Sign, string>>> = {
  drop: `
    ignoriere ignorier ignorieren ignoriert+alle vergiss vergesst vergessen missacht* ubergeh* uberspring* uberspringe umgeh* aushebel* verwirf
    verwirfst hinwegsetz* setz+dich+uber oublie oubliez oublier ignorez contourne* contourner outrepass* desobei* neglige* passe+outre fais+fi
    tiens+pas+compte tenez+pas+compte olvida olvidate olvide ignora ignore omite desobedec* salta saltate sortea pasa+por+alto desatiend* descarta
    bhool bhul bhoolo bhuljao nazarandaz andekha ignore+karo ignore+kar chhod+do chod+do chhodo tod+do entfallt entfallen hinfallig
    gelten+nicht+mehr gilt+nicht+mehr aufgehoben setze+ausser lass+weg saute+la saute+l sautez disparu n+existent+plus ne+valent+plus no+valen
    no+existen sin+pasar haz+caso+omiso tod+kar hata+kar halte|halt+dich+nicht|an+keine schert|schere+dich lass+das setz|setze+sich|dich+uber hinweg breche|brich+deine|die+regeln vergiss+deine|alle|alles|die pfeif+auf streich|streiche+deine|alle gilt|gelten+ab|nicht|keine ausser|auser+acht respektiere+plus|pas ne+respecte* ne+tiens|tenez abandonne|laisse+tomber|tes|ta mets|mettez+de+cote enfreins transgress* no+hagas+caso no+sigas|cumplas|obedezcas rompe|rompa+las|tus|la deja+de|tus ignora|ignore+todo|todas|todos|lo|las chhod|chhodkar|chhodke chhodo|bhul|bhool+jao|ja|jaao|kar hata|hatao|hatakar maan|mano+mat mat+maan|mano|manna`,
  loosen: `
    deaktivier* aufgehoben auser+kraft ausser+kraft abschalten schalte+ab schalt+ab gelten+nicht gilt+nicht losch losche losche+den aussetz*
    ersetze hebe+auf desactiv* desactive supprim* annule annulez leve+les ne+s+appliqu* efface remplac* desactiva elimina borra anula levanta
    no+se+aplica* suspende reemplaza quita hata+do hatao band+karo band+kar mita+do aufheb* abgeschafft ausgeschaltet abgeschaltet deaktiviert entfernt geloscht weg beende beenden stell|schalte+ein|aus|ab abroge* desactive|desactives|desactivee|desactivees leve|levee|levees suspend|suspends|suspendu arrete|arretez coupe desactivado|desactivada|desactivadas|eliminado|eliminada anulado|anulada apaga|apagado termina|termine quitado hat|hata+gaya|gaye khatam`,
  state: `
    systemprompt systemanweisung systemanweisungen systemnachricht systemvorgaben systemtext grundanweisung startanweisung entwicklernachricht
    sicherheitsfilter inhaltsfilter leitplanken message+cache consigne+systeme instructions+systeme message+systeme prompt+systeme invite+systeme
    instructions+internes instrucciones+internas mensaje+del+sistema instrucciones+del+sistema prompt+del+sistema mensaje+oculto
    instrucciones+ocultas andar+ke+nirdesh system+ke+nirdesh grundeinstellung* starttext einstellungen konfiguration systemprompts anfangstext voreinstellung* regelbuch schweigepflicht betreiber dein|deine|deinen|deiner+prompt|anweisung|anweisungen|regeln|vorgaben|vorschriften|konfiguration|instruktionen|filter|einstellungen|befehle|betreiber|auftrag tes|ta|ton|vos|votre+instructions|regles|consignes|directives|filtres|prompt|configuration|limites|message|texte tu|tus|sus|su+instrucciones|reglas|prompt|configuracion|directrices|normas|filtros|limites|mensaje|texto tumhare|tumhara|tumhari|aapke|apne|apna|tere+nirdesh|niyam|prompt|instructions|rules|filter|limits texte|message+initial|cache|systeme|depart configuration+interne configuracion+interna`,
  rules: `
    regel regeln anweisung anweisungen vorgabe vorgaben richtlinie richtlinien instruktion* einschrankung* beschrankung* grenzen schranken regle
    regles consigne consignes directive directives limites filtre filtres restrictions interdictions contraintes regla reglas instruccion
    instrucciones norma normas directriz directrices restriccion restricciones filtro filtros indicaciones niyam niyamon nirdesh nirdeshon aadesh
    pabandi vorschrift* gesetz* befehl* verbot* politique reglement* loi|lois ordres garde+fou fous politica* ley|leyes ordenes prohibicion* kanoon kayde pabandiyan hidayat`,
  job: `aufgabe auftrag ziel tache mission tarea objetivo kaam`,
  own: `
    dein deine deinen deiner deines deinem dir du+bekommen du+erhalten dir+gegeben tes ton ta vos votre t+ont t+a qu+on+t donne+au+debut que+tu
    tus tu sus te+dieron te+han te+dijeron que+tienes recibiste tumhare tumhara tumhari tumhe aapke aapka aapki tere tera apne apni apna bist+du
    tu+obeis mila+tha euer eure ihnen man+dir dir+aufgetragen|gesagt|gegeben|verboten ihr+habt on+t+a qu+on|ils+t|vous recu|recues+au te+han|ha|dieron|dio|dijo|dijeron|prohibieron tumko|tumhein|tujhe|aapko`,
  show: `
    zeig zeige gib gebt nenne verrate drucke wiederhole schreib schreibe liste ausgeben ausgib sende schick schicke ubersetze offenbare
    veroffentliche exportiere sag sage teile fasse lies nenn zeigen affiche affichez montre montrez donne donnez revele revelez repete ecris
    ecrivez envoie envoyez exporte exportez traduis dis dites recopie recite communique divulgue transmets transferez muestra muestrame revela
    dime repite escribe lista envia enviame exporta traduce dame imprime ponlas ponlo pon copia recita comparte entrega batao bata dikhao dikha
    bhejo bhej likho suna sunao de+do dedo padh+kar nikalo zitier* vorles* lies+vor|mir|ihn|sie|es schreib+auf|mir|alles ruck+raus|heraus leg|lege+offen gib+aus|mir|preis|alle verrat* erklar* beschreib* enumer* liste|listez|lister explique* decris|decrivez recopie* lis|lisez montre|montrez|montrer cite|citez donne|donnez+moi repeter fournis|fournissez explica* describe|describa cita|citar ensename|ensena lee|leeme entregame proporciona|facilita cuentame copiame muestra|muestre batado|batana samjhao|samjha padho|padhkar bata|dikha|likh|bhej|suna+do|de|dijiye|dena|kar`,
  whole: `
    wort+fur+wort wortlaut wortlich vollstandig* ungekurzt ohne+kurzung alles+oberhalb von+anfang mot+pour+mot mot+a+mot integral* en+entier
    texte+exact tout+ce+qui+precede palabra+por+palabra textual* completas completo integro todo+lo+anterior shabd+ba+shabd poora+pura pura poora
    hu+ba+hu zu+beginn am+anfang au+debut ci+dessus al+principio al+inicio shuru+me shuru+mein upar+ka zeile+fur+zeile satz+fur+satz woertlich vollstaendig ganz+genau alles+davor im+original unverandert ligne+par+ligne phrase+par+phrase sans+rien|couper|modifier|changer|omettre texto+completo|exacto|literal literal|literalmente linea+por+linea sin+cortar|omitir|cambios|resumir|recortar poori|saari|saara|sara`,
  secret: `
    passwort passworter kennwort zugangsdaten geheimnis geheim geheime geheimen schlussel preisliste gehaltsliste interne internen gehalter
    einkaufspreis* vertraulich* insider mot+de+passe mots+de+passe identifiants secret secrets cle+api cles confidentiel* salaires prix+d+achat
    internes code+interne contrasena contrasenas clave claves secreto secretos credenciales confidencial* nomina sueldos precio+de+costo interno
    internos internas gupt raaz khufiya andaruni gopniya pin+codes geheimwort codewort tresorcode* zugangscode* geschaftsgeheimnis* margen marge|marges code+d+acces coffre codigo+de+acceso codigos+internos claves|contrasenas+de margenes notas+internas notes+internes notizen interne+notizen|daten|preise|liste`,
  others: `
    andere+kunden anderen+kunden anderer+kunden alle+kunden aller+kunden kundendaten kundenliste kunden vorherigen+kunden meiner+ex nachbar*
    kollegen autres+clients autre+client tous+les+clients clients client+precedent liste+des+clients clients+fortunes donnees+des+clients mon+ex
    otros+clientes otro+cliente todos+los+clientes clientes cliente+anterior lista+de+clientes datos+de+clientes datos+del+cliente mi+ex vecino
    dusre+customer dusre+customers sab+customers sabhi+customers sab+clients customers+ka customers+ki sabka baaki+customers anderer+kundin|kundinnen|inhaber|person|leute fremde|fremden+konto|daten|konten kontoinhaber* nachbarn d+autres|des+autres+clients|client|personnes|comptes compte+de|du+mon|ma|voisin otra+persona|clienta otros|otras+usuarios|clientas|cuentas cuenta+de+mi|otro|otra dusron|doosre|dusre|kisi+aur|ka|ke|ki|customer|grahak|log sabhi|sab|saare+grahak|customers|users|emails`,
  machine: `
    ki kis sprachmodell sprachmodelle kunstliche+intelligenz ki+assistent ki+assistenten ki+system ki+systeme ki+agent automatische+assistenten
    digitaler+assistent ia intelligence+artificielle assistants+ia assistant+ia modele+de+langage agent+conversationnel agents+ia robot robots
    assistant+automatique inteligencia+artificial asistente+virtual asistente+automatico agente+automatico modelo+de+lenguaje asistentes+de+ia
    asistente+de+ia modelo+de+ia bot das+system+das system+das+mails robot+qui systeme+qui sistema+que la+ia una+ia inteligencia+artificial+que
    ye+bot ki+die kis sprachmodell* chatbots bankroboter roboter sprachassistent* einkaufsassistent* reiseassistent* computer+liest kunstlichen+intelligenz kunstlicher+intelligenz automat* leseprogramm* ubersetzungsprogramm* modeles|modele+de+langue|langage|langues traducteur+automatique assistant|assistante+virtuel|virtuelle|automatique|de|ia agent+ia|virtuel|automatique logiciel+qui|de traductor+automatico asistente|asistentes|agente+de+viajes|compras|correo|voz|ia|virtual|virtuales modelo|modelos+de+lenguaje|ia programa|sistema+que|automatico robot+de|lector ai+assistant|bot|model machine`,
  aide: `assistent assistenten assistentin modell modelle asistente asistentes agente agentes modelo modelos modele modeles assistant sahayak programm|programme system|systeme logiciel programa sistema traductor traducteur`,
  reading: `
    liest lesen lest verarbeitet verarbeiten zusammenfasst zusammenfassen vorsortiert auswertet ubersetzt bearbeitet diese+mail dieses+dokument
    prufst lisent lit lisez lis traite traitent resume resumez resument analyse analysent qui+lit lee leen lea resumen procesa procesan analiza
    analizan que+lee que+resume clasifica padh+raha padh+rahe padhne padhta padhe process+kar verteilt zusammenfassen+dieses classe padhega
    que+la+lea que+lea diesen+text dieses+textes auswert* verarbeit* einliest gelesen antwortet ordnet erstellt falls+diese|du|dieser|ein|eine wenn+du|ein|eine|diese|dies lue|lu|lue+par si+eres|es|un|una|lees si+tu+es|lis qui|que+lit|lisent|traite|traitent|resume|resumen|lee|leen|procesa|procesan|analiza|responde|repond se|quien+lea padhne|padhega|padhe+wala|wale|to|tab`,
  notice: `
    hinweis anweisung nachricht notiz achtung wichtig an+die an+den an+das remarque attention avis aux+assistants a+l+attention a+l+intention
    important a+l+assistant nota aviso atencion instruccion mensaje para+el para+la a+los+asistentes importante suno dhyan jo+bhi`,
  must: `
    bitte muss mussen musst soll sollst sollen darfst darf hat+zu haben+zu ist+zu doit doivent devez dois veuillez merci+de il+faut prier priez
    debe deben debes tiene+que tienen+que ha+de favor+de hay+que karna+hai zaroor avashya chahiye ist|sind|wird|hat+gebeten|angewiesen|aufgefordert|verpflichtet|angehalten|befugt wolle|mogen|moge doivent|doit|devra|devront est|sont+prie|pries|tenu|tenus|invite|invites deben|debe|debera|deberan se+ruega por+favor karna|kar+hai|dena|do`,
  deed: `
    genehmige genehmigen markiere markieren setze setz andere uberweise uberweisen losche storniere bestatige bestatigen erhohe erhohen senke
    verdoppeln verdopple erstatte gewahre antworte schreib schreibe notiere vermerke stufe freigeben behandle leite trage teile empfiehl lege
    bewerte verschweige verschweigen eintragen approuve approuvez marque marquez valide validez modifie modifiez change changez augmente augmentez
    accorde accordez rembourse remboursez repondez reponds ecris dites dis inscris enregistre enregistrez supprime transfere ajoute ajoutez
    recommande recommandez classe classez aprueba apruebe marca marcarla cambia cambie cambiar registra registre sube aumenta transfiere concede
    reembolsa responde responda escribe escriba di diga anade agrega recomienda recomiende clasifica autoriza paga haz ponle karo kar+do kardo
    bolo bol likho likh daal+do daldo badal+do bhejo mark+karo approve+karo approve+kar manzoor pass+karo dena de+do dedo sag|sage|behaupte|melde|teile|verkaufe|kaufe|buche|buch|bestelle|beleidige|erfinde|zahle|transferiere|ubertrage|hinzu|fuge|fug|ersetze|gewichte|stell|gib|mach|mache|ranke|platziere|entferne|lass|schliesse|schliess|loesche|uberspringe|trage|verschicke|exportiere|fordere dire|dis|disent|affirme|recommander|ajouter|mettre|payer|paie|paye|virer|commander|commande|vends|vendre|reserve|reservez|effacer|note|accorder|remplace|remplacez|demande|demandez|envoyer|transmettre|confirmer|confirme|confirmez|classer|noter|indique|indiquez|precise pide|pida|reserva|reserve|compra|vende|paga|pague|elimina|elimine|borra|confirma|confirme|cambiar|marcar|incluye|incluya|ofrece|ofrecele|indica|indique|asigna|asigne|puntua|califica|omite|omita|reemplaza|envia|envie|transfiera|devuelve|sube|baja karna|kardena|dena|bhejna|badlo|hatao|jodo|lagao|rakho|chuno|book+karo|kar|bhej|bata|likh|kar+dena|do|de`,
  status: `
    genehmigt gepruft bestanden bezahlt erledigt verifiziert kreditlimit freigabestatus freigegeben tageslimit limit rabatt erstattung approuve
    approuvee verifie verifiee valide validee gratuit gratuite remboursement plafond remise aprobado aprobada verificado verificada validada
    validado gratis firmo acepto limite descuento reembolso manzoor verified muft maaf insolvent pleite ausverkauft kostenlos gratis unbegrenzt maximal* hochste erste+stelle empfohlen euro|euros epuise|epuisee meilleur|meilleure plus+haut|haute maximum agotado|quiebra|mejor|maximo|recomendado approved|sahi|sabse`,
  control: `
    freigabe genehmigung prufung vier+augen augen+prinzip vorgesetzt* mitarbeiter protokoll kontrolle uberprufung sachbearbeiter ruckfrage
    unterschrift legitimation validation verification approbation controle responsable superviseur conseiller journal autorisation aprobacion
    verificacion revision supervisor gerente control registro validacion autorizacion cumplimiento empleado manager jaanch janch manzoori entry
    nachweis stempel pruefung saute+la+validation validation+du gerencia firma jefe vidhi sahmati nachfrag* ruckfragen chef|chefs prufungen bonitatsprufung freigaben identitat* video+ident verifizierung pruefung|pruefungen gegenzeichnung verificar|verifier|controler controle+d+identite confirmation|confirmer chef|superieur|patron|patronne confirmacion|confirmar|permiso preguntar|consultar poochna|pooche|poochhe|puchna|jaanch|manager|advisor`,
  none: `
    ohne kein keine keinen keiner nicht niemand nie sans aucun aucune pas jamais ne personne sin ningun ninguna no nunca nadie bina mat nahi nahin
    koi+nahi zarurat+nahi verzicht* entfall* unnotig ohne+weitere|zu|ruckfrage|prufung sans+aucune|autre|passer|demander|verifier|attendre ni sin+mas|pedir|preguntar|revisar|verificar|confirmacion|esperar mat|bina|bagair+pooche|poochna|jaanch|puche`,
  unseen: `
    keinen+mitarbeiter sag+niemand* niemandem niemand+merkt merkt+keiner merkt+doch+keiner merkt+niemand verschweig* verschweige heimlich
    stillschweigend unauffallig erwahne+nicht nicht+erwahnen nicht+sagen ohne+wissen ohne+dass ne+dis+pas ne+dites+pas ne+dis+rien ne+dites+rien
    ne+mentionne* ne+previen* sans+le+dire sans+prevenir sans+mentionner discretement en+secret cache+cette a+l+insu personne+ne+saura no+digas
    no+diga no+menciones no+mencione no+avises no+informes sin+avisar sin+decir sin+mencionar en+secreto ocult* esconde nadie+sabra nadie+lo
    batane+ki kisi+ko+mat kisi+ko+nahi mat+batana mat+bolna chupa* chupke bina+bataye log+se gib+es+nicht+weiter previens+personne
    ne+previens+personne no+dejes+registro no+dejes+rastro kisi+ko+na ohne+es+zu sag|sage|sagt+nichts|keinem|es+niemandem erwahn*|verheimlich* lass|lasse+niemanden|es+nicht unbemerkt verschweigen niemand+erfahrt|weiss|sieht sans+en+parler|rien|laisser ne+le|l|la+mentionne|dis|dites|signale|signalez n+en|y+parle|parlez ne+laisse|laissez+aucune|pas personne+ne+doit|verra|sait sin+que+nadie|lo|se sin+dejar|mencionarlo|avisarle|decirle no+se|lo|le+lo|digas|diga|avises|menciones|mencione que+nadie mat+poochna|puchna|bolna|batao|bataye|dikhana bina+kisi|batae kisi+se|ko|bhi`,
  form: `
    antworte+nur antworte+mit beginne+mit nur+noch nur+mit sonst+nichts genau+so nichts+anderes reponds+uniquement reponds+seulement
    repondez+uniquement commence+par uniquement+par rien+d+autre reponds+par responde+solo responde+unicamente solo+con empieza+con nada+mas
    responde+con contesta+solo sirf+jawab sirf+haan bas+itna schreib|antworte|sag|gib+nur|ausschliesslich|immer|mit|bloss beginne|beende|ende+jede|jeden|deine|mit nur|bloss+das|ja|die|noch reponds|repondez|ecris+seulement|toujours|par|simplement|juste|avec commence|termine+chaque|tes|ta|par responde|escribe|contesta+siempre|solo|solamente|unicamente|con|exactamente termina|empieza|acaba+cada|tus|con|tu par|pe|ka+sirf sirf|bas|hamesha+likho|bolo|yeh|ye|haan`,
  comply: `
    weiger* verweiger* gehorch* tu+alles alles+was+ich egal+was ohne+regeln ohne+einschrankung* ohne+warnung* ohne+filter kannst+du+nicht
    keine+ausreden refuse+jamais obeis obeir obeissez sans+restriction* sans+regle* sans+filtre* sans+avertissement* fais+tout tout+ce+que+je
    peu+importe sans+limite* no+te+niegues obedece obedezcas sin+restriccion* sin+reglas sin+filtro* sin+advertencia* haz+todo todo+lo+que+yo
    no+digas+que+no+puedes no+puedes sin+limites mana+nahi mana+mat jo+main+bolu jo+bolu koi+niyam+nahi bina+rok bina+niyam a+moi+seul sin+censura
    sans+censure ohne+zensur ausplaudert mir+gehorchen solo+a+mi sirf+meri ganz|vollig+gleich|egal keine|ohne+ausnahme|widerrede|warnung|warnungen|bedenken|moral schert dir|alles+erlaubt|was alles+erlaubt|sagst du+darfst|musst+alles|nicht quoi+que|qu sans+discuter|broncher|poser|morale|exception tu+dois|peux+tout|repondre|obeir jamais+refuser|non pase+lo digas|diga+lo+que sin+excepcion|excepciones|peros|moral|rechistar no+importa debes+obedecer jo+bhi+bolu|kahu|bolun|puchu|poochu har+sawaal|baat|sawal kabhi+mana|na`,
  persona: `
    du+bist+jetzt du+bist+nun du+bist+ab ab+jetzt+bist stell+dir+vor tu+so+als spiele+die spiel+die rolle rollenspiel verhalte+dich benimm+dich
    ungefiltert uneingeschrankt entwicklermodus administratormodus angenommen agiere+als tu+es+maintenant vous+etes+maintenant fais+semblant
    fais+comme imagine joue+le jeu+de+role comporte+toi mode+developpeur mode+administrateur agis+comme suppose ahora+eres eres+ahora finge
    actua+como haz+de imagina juego+de+rol modo+desarrollador modo+administrador modo+dios comportate+como supon tum+ab ab+tum aap+ab ab+aap
    naam+hai maan+lo socho+ki natak ban+jao du+spielst|bist|heisst|wirst|warst spiel|spiele+bitte|mal|die|den|einen|eine tu|tue+so verkorper* rolle+von|eines|einer|des stell+dir in+der+rolle wir+spielen theater tu+es|seras|joues|t+appelles|incarnes fais|faites+comme|semblant joue|jouez+le|la|un|une dans+la+peau tu+as+deux deux+voix tu|vous+incarnes|incarnez eres|seras|actuas|interpretas+un|una|mi|el|la actua|comportate|responde|habla+como haz+como|de vamos+a+jugar juguemos papel|rol+de tum|tu|aap+ho|hai|ek|mera|meri|kisi role+play|karo|nibhao ban|banke|bankar+ke|jao|jawab`,
  authority: `
    ich+bin+der ich+bin+die leiter entwickler administrator als+dein als+ihr im+auftrag geschaftsleitung revision aufsicht* je+suis+le je+suis+la
    je+suis+l je+suis+inspecteur inspecteur developpeur administrateur directeur concepteurs autorite en+tant+que soy+el soy+la soy+tu soy+del
    desarrollador administrador director inspector auditor creador autoridad main+tumhara main+developer main+admin malik ich+bin+dein|deine|ihr|ihre|von|administrator|entwickler|chef hier+spricht|ist+der|die|dein vorstand|geschaftsfuhrung|it+abteilung je+suis+ton|ta|votre|un|une|administrateur|developpeur ici+le|la soy+un|una|su|desarrollador|administrador|empleado aqui+el|la main+hoon|hu|manager|admin|tera|aapka`,
  pretext: `
    test wartung prufzwecke ubung freigegeben notfall maintenance exercice urgence audit prueba mantenimiento emergencia auditoria activado
    activada modo modus zu+testzwecken|prufzwecken|schulungszwecken fur+einen|eine|meinen|meine+roman|test|ubung|studie rein+hypothetisch hypothetisch* theoretisch pour+un|une|mon+roman|test|exercice|audit hypothese|hypothetique para+una|un|mi+novela|prueba|auditoria|tesis hipotetic* kahani|test+ke+liye`,
  pressure: `sofort dringend stirbt sterben immediatement tout+de+suite urgente inmediatamente ya+mismo muere turant jaldi abhi marr sonst|gefeuert|gekundigt|abschalte|abgeschaltet|notfall|bitte+bitte|leben|tod mourir|meurt|virer|urgence|supplie morir|muere|despedir|despiden|ultima+oportunidad naukri|jaldi`,
  hence: `
    ab+jetzt ab+sofort von+nun+an ab+nun kunftig von+jetzt+an neue+aufgabe neue+regel* erste+aufgabe nachsten+schritt desormais
    a+partir+de+maintenant des+maintenant dorenavant nouvelle+regle nouvelles+regles nouvelle+tache premiere+tache a+partir+de+ahora desde+ahora
    en+adelante de+ahora+en nueva+regla nuevas+reglas nueva+tarea primera+tarea ab+se aaj+se abse naya+niyam naye+niyam pehla+kaam ab+dieser|diesem|hier|nun|heute|sofort|jetzt von+hier|diesem+an|moment deine+neue|einzige|aufgabe|erste+aufgabe|rolle|regel neue|neuen+anweisung|anweisungen|regel|rolle|auftrag a+partir+d+ici|aujourd ta|votre|la+nouvelle|seule+tache|mission|regle|consigne nouvelles+instructions|consignes tu+nueva|unica|primera+tarea|mision|regla nuevas+instrucciones|ordenes desde+este|ahora+momento|mismo ab|aaj|yahan+se naya|nayi|naye+kaam|task|role|rule|instruction`,
  pieces: `entschlussele dekodiere decode decodez decodifica descifra dechiffre ubersetze+und|das buchstab* ruckwarts setze+zusammen entschlussel* a+l+envers epelle assemble al+reves deletrea descifra ulta jodkar`,
  wrong: `schwarzgeld geldwasche blanchir blanchiment lavar+dinero bina+kyc falsch* falsche|gefalschte+papiere|ausweis|lohnzettel|rechnung|dokumente betrug* tausch* hack* knack* geldwasch* klau* steuerhinterzieh* faux+papiers|documents|factures|bulletin|fiche|compte falsifi* tromp* pirat* voler|frauder|blanchir contourner|dejouer+le|la|un|les arnaqu* falsific* enganar|engano|burlar|hackear|robar|estafar|defraudar lavado|lavar+de falso|falsa|falsos|falsas nakli|farzi|dhokha|chori|thagi`,
  origin: `
    uber+dieser+zeile ueber+dieser+zeile oberhalb+dieser vor+diesem+gesprach deine+entwickler deine+entwickler+dir deine+schopfer dir+gesagt
    dir+verboten tes+concepteurs tes+createurs vos+concepteurs message+de+depart avant+cette+conversation qu+on+t+a t+a+donne antes+de+esta
    te+dieron tus+creadores tus+desarrolladores de+arriba mila+tha tumhe+mila banane+wale tumhare+developer dein|deine|deines+betreiber|betreibers|chef|hersteller|programmierer|ersteller man+dir|dich was+dir dir+aufgetragen|eingegeben|vorgegeben|beigebracht vor+dieser|meiner+nachricht|frage|unterhaltung ton|tes|ta+createur|createurs|operateur|developpeurs|banque t+ont|a+dit|demande|donne|interdit avant+ce|mon|ma+message|question tu+operador|banco|creador|jefe te+han|ha+dicho|ordenado|dado|prohibido antes+de+este|mi|nuestra bank+ne bank|owner|developer|company|unhone+ne+jo|kya|bola|sikhaya|kaha|bataya tumhe|tujhe|aapko+jo|kya+bola|sikhaya|kaha|bataya|mila`,
  you: `du dich dir tu toi te vous usted tum aap`,
  forbidden: `verboten verbieten interdit interdits prohibido prohibida mana nicht+sagen|verraten|darfst|erlaubt darfst+du+nicht geheim|verschweigst verheimlichst ce+que+tu+caches|dois|la qu+on+t+interdit interdit* cach* secreto|oculto|prohibid* no+puedes|debes+decir|revelar|contar ocultas|escondes chhupa|chupa*|manahi`,
  outside: `extern externe enlace lien an+folgende|diese|meine+adresse|mail|nummer a|vers+l+adresse a+esta+direccion|cuenta al+correo|enlace pe|par+bhejo|bhej email+karo`,
  able: `du+darfst|kannst|brauchst ich+erlaube|genehmige|darf erlaubt|freigegeben tu+peux|as+le|desormais|maintenant je+t+autorise autorise|permis puedes|tienes+permiso te+autorizo|permito ijazat permission+hai`,
  how: `wie+kann|man|ich|falscht|umgeht|komme|macht|lasst|hackt comment+faire|on|je|puis|tromper|contourner|falsifier|obtenir|fait como+se|puedo|hago|falsificar|evitar|burlar|hacer|hackear kaise|kese+kare|karu|kar|banaye|karte|kiya|karun schritt+fur+schritt etape+par+etape paso+a+paso`,
  anaphor: `zitiere|lies|schreib|gib|nenne|zeig|wiederhole|druck|sag+sie|es|ihn|ihm|alle|das affiche|donne|montre|recopie|repete|ecris|cite|lis+le|les|la muestralas|muestralo|dimelas|dimelo|escribelas|escribelo|repitelas|repitelo|copialas|copialo|leelo|leelas wahi|usko|use|unhe+likho|batao|bata|dikhao|bhejo|suna`,
};
