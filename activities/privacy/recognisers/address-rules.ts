// How addresses are written in many countries: patterns with a score. Each must stay linear on hostile text: every repetition has
// a bound.

export const name = String.raw`\p{Lu}[\p{L}\p{M}'.-]{0,30}`;
export const link = String.raw`(?:\s(?:de|del|della|delle|dei|des|du|da|do|dos|das|di|la|le|les|los|las|el|al|van|von|der|den|het|zum|zur|y|e|of|the|d'|l'))`;
const names = (most: number) => `${name}(?:${link}{0,2}\\s${name}){0,${most - 1}}`;
const number = String.raw`\d{1,6}(?:\s?[A-Za-z])?(?:[-/]\d{1,4}[A-Za-z]?)?`;
const unit = String.raw`(?:[,\s]{1,3}(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|Rm|Studio|Dept|Block|Depto|Piso|Puerta|Hab|Lot|Level)\.?\s?#?\d{0,5}[A-Za-z]?\d{0,3}(?![\p{L}\d])|\s#\d{1,5})`;
const strong =
  'Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Parkway|Pkwy|Highway|Hwy|Crescent|Cres|Terrace|Circle|Cir|Turnpike|Expressway|Motorway|Mews|Chowk|Marg|Nagar|Gali';
/** Believed without a house number; `Dr` and `St` are titles too. */
const unmistakable = 'Street|Avenue|Road|Boulevard|Lane|Parkway|Highway|Crescent|Terrace|Chowk|Marg|Nagar';
const weak =
  'Alley|Arcade|Bank|Bend|Bluff|Bluffs|Branch|Bridge|Brook|Brooks|Burg|Burgs|Bypass|Camp|Canyon|Cape|Causeway|Center|Centers|Chase|Cliff|Cliffs|Close|Club|Common|Corner|Corners|Course|Courts|Cove|Coves|Creek|Crest|Crossing|Crossroad|Curve|Dale|Dam|Divide|Drives|Estate|Estates|Extension|Extensions|Fall|Falls|Ferry|Field|Fields|Flat|Flats|Ford|Fords|Forest|Forge|Forges|Fork|Forks|Fort|Freeway|Garden|Gardens|Gateway|Glen|Glens|Green|Greens|Grove|Groves|Harbor|Harbors|Haven|Heights|Hill|Hills|Hollow|Inlet|Island|Islands|Isle|Junction|Junctions|Key|Keys|Knoll|Knolls|Lake|Lakes|Land|Landing|Light|Lights|Loaf|Lock|Locks|Lodge|Loop|Mall|Manor|Manors|Meadow|Meadows|Mill|Mills|Mission|Motorway|Mount|Mountain|Mountains|Neck|Orchard|Oval|Overpass|Park|Parks|Parkways|Pass|Passage|Path|Pike|Pine|Pines|Place|Plain|Plains|Plaza|Point|Points|Port|Ports|Prairie|Promenade|Quay|Radial|Ramp|Ranch|Rapid|Rapids|Rest|Ridge|Ridges|River|Roads|Route|Row|Rue|Run|Shoal|Shoals|Shore|Shores|Skyway|Spring|Springs|Spur|Spurs|Square|Squares|Station|Stravenue|Stream|Streets|Summit|Throughway|Trace|Track|Trafficway|Trail|Tunnel|Underpass|Union|Unions|Valley|Valleys|Via|Viaduct|View|Views|Village|Villages|Ville|Vista|Walk|Walks|Wall|Way|Ways|Well|Wells|Yard|Pl|Sq|Pde|Esplanade';
const compoundEnding = String.raw`(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.?|[Ww]eg|[Aa]llee|[Pp]latz|[Gg]asse|-Ring|[Dd]amm|ufer|straat|laan|plein|kade|gracht|dreef|veg|bakken|svingen|gatan|vägen|gränd|gata|veien|vegen|gate|vej|gade|stræde|katu|kuja|polku| utca| út| tér| körút| katu| sokak| caddesi| veg| terrasse| gate| gata)`;
const compound = String.raw`\p{Lu}[\p{L}-]{1,30}${compoundEnding}`;
const kind = String.raw`(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai|[Rr]oute|[Pp]lace|Via|Viale|Piazza|Piazzale|Corso|Vicolo|Borgo|Strada|Contrada|Stretto|Rotonda|Incrocio|Canale|Calle|C\/|Avenida|Avda\.?|Av\.|Paseo|Plaza|Camino|Callejón|Cañada|Rambla|Ronda|Glorieta|Pasaje|Pasadizo|Acceso|Urbanización|Cuesta|Alameda|Vial|Carrera|Circuito|Viaducto|Privada|Cerrada|Prolongación|Andador|Calzada|Corredor|Diagonal|Eje|Periférico|Retorno|Peatonal|Continuación|Ampliación|Boulevard|Rua|Travessa|Praça|Largo|Rodovia|Vila|Quinta|Jardim|Estação|Sítio|Fazenda|Distrito|Lagoa|Morro|Trevo|Viela|Setor|Conjunto|Chácara|Favela|Esplanada|Passarela|Parque|Recanto|Residencial|Área|Núcleo|Feira|Loteamento|Colônia|Condomínio|Estrada|ul\.|ulica|al\.|aleja|pl\.|plac|os\.|Strada|Aleea|Calea|Bulevardul|Intrarea|Am|An der|Im|Unter den|Auf der|Zum|Zur)`;
const state = String.raw`(?:A[AEKLPRZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]|BC|ON|QC|AB|NS|NB|SK|NSW|VIC|QLD|TAS)`;
const zip = String.raw`\d{5}(?:-\d{4})?`;

const open = String.raw`(?<![\p{L}\d.,-])`;
const close = String.raw`(?![\p{L}\d])`;
/** A number before a capital: where most addresses begin. */
const numbered = /\d[A-Za-z]?,?\s\p{Lu}/u;

export interface AddressRule {
  pattern: RegExp;
  score: number;
  /** Cheap and asked first: a text without it cannot match. */
  needs: RegExp;
}

export const addressRules: readonly AddressRule[] = [
  {
    pattern: rule(
      `${number},?\\s(?:[NSEW]{1,2}\\.?\\s)?${names(4)}\\s(?:${strong}|${weak})\\.?${close}(?:\\s(?:[NSEW]{1,2}|North|South|East|West)${close})?${unit}{0,2}`,
    ),
    score: 0.9,
    needs: numbered,
  },
  {
    pattern: rule(`(?:${number},?\\s)?${names(4)}\\s(?:${unmistakable})${close}${unit}{0,2}`),
    score: 0.62,
    needs: new RegExp(`\\s(?:${unmistakable})`),
  },
  {
    pattern: rule(
      `(?:${number},?\\s)?${compound}\\s\\d{1,4}(?:\\s?[a-zA-Z])?${close}(?:[-/]\\d{1,4})?${unit}{0,2}`,
    ),
    score: 0.9,
    needs: new RegExp(`${compoundEnding}\\s\\d`, 'u'),
  },
  {
    pattern: rule(
      `${number},?\\s${kind}${link}{0,2}\\s${names(5)}(?:,?\\s(?:n[.º°]?\\s?)?\\d{1,4}${close})?${unit}{0,2}`,
    ),
    score: 0.9,
    needs: new RegExp(`\\d[A-Za-z]?,?\\s${kind}`, 'u'),
  },
  {
    pattern: rule(
      `${kind}${link}{0,2}\\s${names(5)},?\\s(?:n[.º°]?\\s?|nr\\.?\\s?)?\\d{1,5}(?:/\\d{1,4})?${close}${unit}{0,2}`,
    ),
    score: 0.88,
    needs: new RegExp(`${kind}${link}{0,2}\\s\\p{Lu}`, 'u'),
  },
  {
    pattern: rule(`${number},?\\s${names(4)}\\s\\d{1,4}[A-Za-z]?${close}${unit}{1,2}`),
    score: 0.92,
    needs: numbered,
  },
  { pattern: rule(`${number},?\\s${names(4)}\\s\\d{1,4}[A-Za-z]?${close}`), score: 0.6, needs: numbered },
  { pattern: rule(`${number},?\\s${names(5)}${unit}{1,2}`), score: 0.91, needs: numbered },
  { pattern: rule(`${names(4)}\\s\\d{1,4}[A-Za-z]?${unit}{1,2}`), score: 0.91, needs: new RegExp(unit, 'u') },
  {
    pattern: rule(
      `(?:P\\.?\\s?O\\.?\\s?Box|PO BOX|Postfach|Casilla|Apartado|Caixa Postal)\\s\\d{1,6}${close}`,
    ),
    score: 0.85,
    needs: /Box|BOX|Postfach|Casilla|Apartado|Caixa/,
  },
  {
    pattern: rule(
      `[Tt]he corner of (?:${number} )?${names(4)}(?: \\d{1,4})? and (?:${number} )?${names(4)}(?: \\d{1,4})?`,
    ),
    score: 0.85,
    needs: /he corner of/,
  },
  {
    pattern: rule(
      `(?:PSC\\s\\d{1,5},?\\sBox\\s\\d{1,5}|Unit\\s\\d{1,5}\\s?Box\\s\\d{1,5}|USN[SV]\\s${name}|USS\\s${name}|USCGC\\s${name})(?:[\\s,]{1,3}[AFD]PO\\s(?:A[AEP])\\s${zip})?`,
    ),
    score: 0.85,
    needs: /PSC|Unit|US[NSC]/,
  },
  {
    pattern: rule(`${names(3)}\\n?[,\\s]{1,4}${state}[\\s,]{1,3}${zip}${close}`),
    score: 0.88,
    needs: /[A-Z]{2,3}[\s,]{1,3}\d{5}/,
  },
  { pattern: rule(`${names(3)},\\s${state}${close}`), score: 0.72, needs: /,\s[A-Z]{2,3}(?![a-z])/ },
  {
    pattern: rule(`[A-PR-UWYZ][A-HK-Y]?\\d[\\dA-Z]?\\s\\d[ABD-HJLNP-UW-Z]{2}${close}`),
    score: 0.8,
    needs: /[A-Z]\d[\dA-Z]?\s\d[A-Z]/,
  },
  {
    pattern: rule(`[ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z]\\s\\d[ABCEGHJ-NPRSTV-Z]\\d${close}`),
    score: 0.8,
    needs: /[A-Z]\d[A-Z]\s\d/,
  },
  { pattern: rule(`(?:[A-Z]{1,2}-)\\d{4,5}\\s${names(3)}`), score: 0.8, needs: /[A-Z]-\d{4}/ },
  {
    pattern:
      /(?<=\b(?:zip|zip code|zipcode|postcode|postal code|plz|postleitzahl|code postal|código postal|cap|pin code|pincode)(?:\sis)?:?\s)(?:\d{4,6}(?:-\d{3,4})?|\d{2}-\d{3})(?![\d])/giu,
    score: 0.7,
    needs: /zip|post|code|plz|cap|pin/i,
  },
];

function rule(source: string): RegExp {
  return new RegExp(open + source, 'gu');
}
