// The same classes in German, French, Spanish and Hindi in Latin letters. Data; folded, so without accents.
import type { Sign } from './signs.ts';

export const signsOfOtherLanguages: Readonly<Partial<Record<Sign, string>>> = {
  drop: `
    ignoriere ignorier ignorieren ignoriert+alle vergiss vergesst vergessen missacht* ubergeh* uberspring* uberspringe umgeh* aushebel* verwirf
    verwirfst hinwegsetz* setz+dich+uber oublie oubliez oublier ignorez contourne* contourner outrepass* desobei* neglige* passe+outre fais+fi
    tiens+pas+compte tenez+pas+compte olvida olvidate olvide ignora ignore omite desobedec* salta saltate sortea pasa+por+alto desatiend* descarta
    bhool bhul bhoolo bhuljao nazarandaz andekha ignore+karo ignore+kar chhod+do chod+do chhodo tod+do entfallt entfallen hinfallig
    gelten+nicht+mehr gilt+nicht+mehr aufgehoben setze+ausser lass+weg saute+la saute+l sautez disparu n+existent+plus ne+valent+plus no+valen
    no+existen sin+pasar haz+caso+omiso tod+kar hata+kar`,
  loosen: `
    deaktivier* aufgehoben auser+kraft ausser+kraft abschalten schalte+ab schalt+ab gelten+nicht gilt+nicht losch losche losche+den aussetz*
    ersetze hebe+auf desactiv* desactive supprim* annule annulez leve+les ne+s+appliqu* efface remplac* desactiva elimina borra anula levanta
    no+se+aplica* suspende reemplaza quita hata+do hatao band+karo band+kar mita+do`,
  state: `
    systemprompt systemanweisung systemanweisungen systemnachricht systemvorgaben systemtext grundanweisung startanweisung entwicklernachricht
    sicherheitsfilter inhaltsfilter leitplanken message+cache consigne+systeme instructions+systeme message+systeme prompt+systeme invite+systeme
    instructions+internes instrucciones+internas mensaje+del+sistema instrucciones+del+sistema prompt+del+sistema mensaje+oculto
    instrucciones+ocultas andar+ke+nirdesh system+ke+nirdesh`,
  rules: `
    regel regeln anweisung anweisungen vorgabe vorgaben richtlinie richtlinien instruktion* einschrankung* beschrankung* grenzen schranken regle
    regles consigne consignes directive directives limites filtre filtres restrictions interdictions contraintes regla reglas instruccion
    instrucciones norma normas directriz directrices restriccion restricciones filtro filtros indicaciones niyam niyamon nirdesh nirdeshon aadesh
    pabandi`,
  job: `aufgabe auftrag ziel tache mission tarea objetivo kaam`,
  own: `
    dein deine deinen deiner deines deinem dir du+bekommen du+erhalten dir+gegeben tes ton ta vos votre t+ont t+a qu+on+t donne+au+debut que+tu
    tus tu sus te+dieron te+han te+dijeron que+tienes recibiste tumhare tumhara tumhari tumhe aapke aapka aapki tere tera apne apni apna bist+du
    tu+obeis mila+tha`,
  show: `
    zeig zeige gib gebt nenne verrate drucke wiederhole schreib schreibe liste ausgeben ausgib sende schick schicke ubersetze offenbare
    veroffentliche exportiere sag sage teile fasse lies nenn zeigen affiche affichez montre montrez donne donnez revele revelez repete ecris
    ecrivez envoie envoyez exporte exportez traduis dis dites recopie recite communique divulgue transmets transferez muestra muestrame revela
    dime repite escribe lista envia enviame exporta traduce dame imprime ponlas ponlo pon copia recita comparte entrega batao bata dikhao dikha
    bhejo bhej likho suna sunao de+do dedo padh+kar nikalo`,
  whole: `
    wort+fur+wort wortlaut wortlich vollstandig* ungekurzt ohne+kurzung alles+oberhalb von+anfang mot+pour+mot mot+a+mot integral* en+entier
    texte+exact tout+ce+qui+precede palabra+por+palabra textual* completas completo integro todo+lo+anterior shabd+ba+shabd poora+pura pura poora
    hu+ba+hu zu+beginn am+anfang au+debut ci+dessus al+principio al+inicio shuru+me shuru+mein upar+ka`,
  secret: `
    passwort passworter kennwort zugangsdaten geheimnis geheim geheime geheimen schlussel preisliste gehaltsliste interne internen gehalter
    einkaufspreis* vertraulich* insider mot+de+passe mots+de+passe identifiants secret secrets cle+api cles confidentiel* salaires prix+d+achat
    internes code+interne contrasena contrasenas clave claves secreto secretos credenciales confidencial* nomina sueldos precio+de+costo interno
    internos internas gupt raaz khufiya andaruni gopniya`,
  others: `
    andere+kunden anderen+kunden anderer+kunden alle+kunden aller+kunden kundendaten kundenliste kunden vorherigen+kunden meiner+ex nachbar*
    kollegen autres+clients autre+client tous+les+clients clients client+precedent liste+des+clients clients+fortunes donnees+des+clients mon+ex
    otros+clientes otro+cliente todos+los+clientes clientes cliente+anterior lista+de+clientes datos+de+clientes datos+del+cliente mi+ex vecino
    dusre+customer dusre+customers sab+customers sabhi+customers sab+clients customers+ka customers+ki sabka baaki+customers`,
  machine: `
    ki kis sprachmodell sprachmodelle kunstliche+intelligenz ki+assistent ki+assistenten ki+system ki+systeme ki+agent automatische+assistenten
    digitaler+assistent ia intelligence+artificielle assistants+ia assistant+ia modele+de+langage agent+conversationnel agents+ia robot robots
    assistant+automatique inteligencia+artificial asistente+virtual asistente+automatico agente+automatico modelo+de+lenguaje asistentes+de+ia
    asistente+de+ia modelo+de+ia bot das+system+das system+das+mails robot+qui systeme+qui sistema+que la+ia una+ia inteligencia+artificial+que
    ye+bot ki+die`,
  aide: `assistent assistenten assistentin modell modelle asistente asistentes agente agentes modelo modelos modele modeles assistant sahayak`,
  reading: `
    liest lesen lest verarbeitet verarbeiten zusammenfasst zusammenfassen vorsortiert auswertet ubersetzt bearbeitet diese+mail dieses+dokument
    prufst lisent lit lisez lis traite traitent resume resumez resument analyse analysent qui+lit lee leen lea resumen procesa procesan analiza
    analizan que+lee que+resume clasifica padh+raha padh+rahe padhne padhta padhe process+kar verteilt zusammenfassen+dieses classe padhega
    que+la+lea que+lea diesen+text dieses+textes`,
  notice: `
    hinweis anweisung nachricht notiz achtung wichtig an+die an+den an+das remarque attention avis aux+assistants a+l+attention a+l+intention
    important a+l+assistant nota aviso atencion instruccion mensaje para+el para+la a+los+asistentes importante suno dhyan jo+bhi`,
  must: `
    bitte muss mussen musst soll sollst sollen darfst darf hat+zu haben+zu ist+zu doit doivent devez dois veuillez merci+de il+faut prier priez
    debe deben debes tiene+que tienen+que ha+de favor+de hay+que karna+hai zaroor avashya chahiye`,
  deed: `
    genehmige genehmigen markiere markieren setze setz andere uberweise uberweisen losche storniere bestatige bestatigen erhohe erhohen senke
    verdoppeln verdopple erstatte gewahre antworte schreib schreibe notiere vermerke stufe freigeben behandle leite trage teile empfiehl lege
    bewerte verschweige verschweigen eintragen approuve approuvez marque marquez valide validez modifie modifiez change changez augmente augmentez
    accorde accordez rembourse remboursez repondez reponds ecris dites dis inscris enregistre enregistrez supprime transfere ajoute ajoutez
    recommande recommandez classe classez aprueba apruebe marca marcarla cambia cambie cambiar registra registre sube aumenta transfiere concede
    reembolsa responde responda escribe escriba di diga anade agrega recomienda recomiende clasifica autoriza paga haz ponle karo kar+do kardo
    bolo bol likho likh daal+do daldo badal+do bhejo mark+karo approve+karo approve+kar manzoor pass+karo dena de+do dedo`,
  status: `
    genehmigt gepruft bestanden bezahlt erledigt verifiziert kreditlimit freigabestatus freigegeben tageslimit limit rabatt erstattung approuve
    approuvee verifie verifiee valide validee gratuit gratuite remboursement plafond remise aprobado aprobada verificado verificada validada
    validado gratis firmo acepto limite descuento reembolso manzoor verified muft maaf`,
  control: `
    freigabe genehmigung prufung vier+augen augen+prinzip vorgesetzt* mitarbeiter protokoll kontrolle uberprufung sachbearbeiter ruckfrage
    unterschrift legitimation validation verification approbation controle responsable superviseur conseiller journal autorisation aprobacion
    verificacion revision supervisor gerente control registro validacion autorizacion cumplimiento empleado manager jaanch janch manzoori entry
    nachweis stempel pruefung saute+la+validation validation+du gerencia firma jefe vidhi sahmati`,
  none: `
    ohne kein keine keinen keiner nicht niemand nie sans aucun aucune pas jamais ne personne sin ningun ninguna no nunca nadie bina mat nahi nahin
    koi+nahi zarurat+nahi`,
  unseen: `
    keinen+mitarbeiter sag+niemand* niemandem niemand+merkt merkt+keiner merkt+doch+keiner merkt+niemand verschweig* verschweige heimlich
    stillschweigend unauffallig erwahne+nicht nicht+erwahnen nicht+sagen ohne+wissen ohne+dass ne+dis+pas ne+dites+pas ne+dis+rien ne+dites+rien
    ne+mentionne* ne+previen* sans+le+dire sans+prevenir sans+mentionner discretement en+secret cache+cette a+l+insu personne+ne+saura no+digas
    no+diga no+menciones no+mencione no+avises no+informes sin+avisar sin+decir sin+mencionar en+secreto ocult* esconde nadie+sabra nadie+lo
    batane+ki kisi+ko+mat kisi+ko+nahi mat+batana mat+bolna chupa* chupke bina+bataye log+se gib+es+nicht+weiter previens+personne
    ne+previens+personne no+dejes+registro no+dejes+rastro kisi+ko+na`,
  form: `
    antworte+nur antworte+mit beginne+mit nur+noch nur+mit sonst+nichts genau+so nichts+anderes reponds+uniquement reponds+seulement
    repondez+uniquement commence+par uniquement+par rien+d+autre reponds+par responde+solo responde+unicamente solo+con empieza+con nada+mas
    responde+con contesta+solo sirf+jawab sirf+haan bas+itna`,
  comply: `
    weiger* verweiger* gehorch* tu+alles alles+was+ich egal+was ohne+regeln ohne+einschrankung* ohne+warnung* ohne+filter kannst+du+nicht
    keine+ausreden refuse+jamais obeis obeir obeissez sans+restriction* sans+regle* sans+filtre* sans+avertissement* fais+tout tout+ce+que+je
    peu+importe sans+limite* no+te+niegues obedece obedezcas sin+restriccion* sin+reglas sin+filtro* sin+advertencia* haz+todo todo+lo+que+yo
    no+digas+que+no+puedes no+puedes sin+limites mana+nahi mana+mat jo+main+bolu jo+bolu koi+niyam+nahi bina+rok bina+niyam a+moi+seul sin+censura
    sans+censure ohne+zensur ausplaudert mir+gehorchen solo+a+mi sirf+meri`,
  persona: `
    du+bist+jetzt du+bist+nun du+bist+ab ab+jetzt+bist stell+dir+vor tu+so+als spiele+die spiel+die rolle rollenspiel verhalte+dich benimm+dich
    ungefiltert uneingeschrankt entwicklermodus administratormodus angenommen agiere+als tu+es+maintenant vous+etes+maintenant fais+semblant
    fais+comme imagine joue+le jeu+de+role comporte+toi mode+developpeur mode+administrateur agis+comme suppose ahora+eres eres+ahora finge
    actua+como haz+de imagina juego+de+rol modo+desarrollador modo+administrador modo+dios comportate+como supon tum+ab ab+tum aap+ab ab+aap
    naam+hai maan+lo socho+ki natak ban+jao`,
  authority: `
    ich+bin+der ich+bin+die leiter entwickler administrator als+dein als+ihr im+auftrag geschaftsleitung revision aufsicht* je+suis+le je+suis+la
    je+suis+l je+suis+inspecteur inspecteur developpeur administrateur directeur concepteurs autorite en+tant+que soy+el soy+la soy+tu soy+del
    desarrollador administrador director inspector auditor creador autoridad main+tumhara main+developer main+admin malik`,
  pretext: `
    test wartung prufzwecke ubung freigegeben notfall maintenance exercice urgence audit prueba mantenimiento emergencia auditoria activado
    activada modo modus`,
  pressure: `sofort dringend stirbt sterben immediatement tout+de+suite urgente inmediatamente ya+mismo muere turant jaldi abhi marr`,
  hence: `
    ab+jetzt ab+sofort von+nun+an ab+nun kunftig von+jetzt+an neue+aufgabe neue+regel* erste+aufgabe nachsten+schritt desormais
    a+partir+de+maintenant des+maintenant dorenavant nouvelle+regle nouvelles+regles nouvelle+tache premiere+tache a+partir+de+ahora desde+ahora
    en+adelante de+ahora+en nueva+regla nuevas+reglas nueva+tarea primera+tarea ab+se aaj+se abse naya+niyam naye+niyam pehla+kaam`,
  pieces: `entschlussele dekodiere decode decodez decodifica descifra dechiffre`,
  wrong: `schwarzgeld geldwasche blanchir blanchiment lavar+dinero bina+kyc`,
  origin: `
    uber+dieser+zeile ueber+dieser+zeile oberhalb+dieser vor+diesem+gesprach deine+entwickler deine+entwickler+dir deine+schopfer dir+gesagt
    dir+verboten tes+concepteurs tes+createurs vos+concepteurs message+de+depart avant+cette+conversation qu+on+t+a t+a+donne antes+de+esta
    te+dieron tus+creadores tus+desarrolladores de+arriba mila+tha tumhe+mila banane+wale tumhare+developer`,
  you: `du dich dir tu toi te vous usted tum aap`,
  forbidden: `verboten verbieten interdit interdits prohibido prohibida mana`,
  outside: `extern externe enlace lien`,
};
