/** Words that ask for silence when they are the whole message, in any of the product's languages. */
export const stopWords: readonly string[] = [
  ...["STOP ALL", "OPT OUT", "OPTING OUT", "OPT ME OUT", "UNSUB"],
  ...["BAJA", "ALTO", "PARAR", "SALIR", "DETENER", "DESUSCRIBIR", "DESUSCRIBIRME"],
  ...["PARE", "SAIR", "DESCADASTRAR", "DESINSCREVER"],
  ...["ARRET", "ARRETER", "ARRETEZ", "DESABONNER", "DESABONNEMENT", "DESINSCRIRE", "DESINSCRIPTION"],
  ...["HOU OP", "TEKEN UIT"],
]

/** Words that end the silence. */
export const startWords: readonly string[] = ["OPT IN", "OPTIN", "SUBSCRIBE", "RESUBSCRIBE"]

/** Words that ask who writes and how to make it stop, in any of the product's languages. */
export const helpWords: readonly string[] = ["HELP", "INFO", "AYUDA", "AIDE", "AJUDA", "HULP"]

/** A language's sentences, and the words of politeness that may stand before and after them. */
interface Wording {
  before: string
  after: string
  sentences: readonly string[]
}

/** Any number of these, each with the space before it. */
const some = (words: string) => `(?: (?:${words}))*`

const english: Wording = (() => {
  const which = some("ALL|ANY|MORE|FURTHER|THESE|THOSE|THIS|THE|YOUR|MY|SUCH|SO MANY|WITH")
  const messages =
    "(?:MESSAGES?|MSGS?|TEXTS?|TXTS?|TEXT MESSAGES?|SMS|SMSES|NOTIFICATIONS?|ALERTS?|ADS?|ADVERTS?|PROMOS?|PROMOTIONS?|OFFERS|MARKETING|MARKETING MESSAGES?|SPAM|NEWSLETTERS?|UPDATES|REMINDERS?)"
  const writing =
    "(?:TEXTING|MESSAGING|MSGING|TXTING|WRITING|CONTACTING|SENDING|SPAMMING|BOTHERING|HARASSING|PESTERING|NOTIFYING|CALLING|WHATSAPPING)"
  const list = `(?: (?:FROM|OF|OFF|TO)${which} (?:${messages}|LISTS?|MAILING LIST|NUMBER|SUBSCRIPTION|SERVICE|HERE))?`
  return {
    before:
      "PLEASE|PLS|PLZ|KINDLY|JUST|HI|HELLO|HEY|OK|OKAY|SORRY|(?:CAN|COULD|WOULD|WILL) YOU|YOU MUST|I (?:WANT|WISH|NEED|WOULD LIKE)(?: YOU)? TO|ID LIKE(?: YOU)? TO|WANT TO|HOW (?:DO|CAN) I|HOW TO|I SAID|I",
    after:
      "PLEASE|PLS|PLZ|NOW|IMMEDIATELY|ALREADY|THANKS|THANK YOU|THX|OK|OKAY|ANYMORE|ANY MORE|FOREVER|ASAP|AT ONCE|FROM YOU|KINDLY",
    sentences: [
      // "stop", "stop it", "please stop all this"
      "STOP(?: STOP)*(?: (?:IT|THIS|THAT|ALL|ALL THIS|EVERYTHING))?",
      // "stop texting me", "quit sending these messages to my number"
      `(?:STOP|QUIT|CEASE|END) ${writing}(?: TO)?(?: (?:ME|US))?(?:${which} ${messages}| THIS| THESE| STUFF| THINGS)?(?: (?:TO|ON) (?:ME|US|(?:MY|THIS) (?:NUMBER|PHONE|CELL)))?`,
      // "stop messages", "quit messages", "no more texts", "stop receiving your alerts"
      `(?:STOP|QUIT|CEASE|END|CANCEL|NO MORE)(?: (?:RECEIVING|GETTING))?${which} ${messages}`,
      // "unsubscribe me from this list", "opt out of messages", "remove me"
      `(?:UNSUBSCRIBE|UNSUB|OPT OUT|OPTOUT)(?: ME| US)?${list}`,
      `OPT (?:ME|US) OUT${list}`,
      `(?:REMOVE|UNLIST) (?:ME|US|MY NUMBER|THIS NUMBER)${list}`,
      `TAKE (?:ME|US|MY NUMBER|THIS NUMBER) OFF(?:${which} (?:LISTS?|MAILING LIST))?`,
      "(?:REVOKE|WITHDRAW)(?: MY)? (?:CONSENT|PERMISSION)",
      // "do not text me again", "don't send me any more messages"
      `(?:DO NOT|DONT|NEVER|STOP) (?:TEXT|MESSAGE|MSG|TXT|SMS|CONTACT|WRITE|WRITE TO|SPAM|BOTHER|WHATSAPP) (?:ME|US)${some("AGAIN|EVER")}`,
      `(?:DO NOT|DONT|NEVER) SEND(?: ME| US)?(?:${which} ${messages}| ANYTHING)${some("AGAIN|EVER|TO ME")}`,
      // "I don't want any more messages", "no longer want to receive texts", "don't want to hear from you"
      `(?:DO NOT|DONT|NO LONGER) (?:WANT|WISH|NEED)(?: TO)?(?: (?:RECEIVE|GET|HAVE))?${which} ${messages}`,
      "(?:DO NOT|DONT|NO LONGER) (?:WANT|WISH) TO (?:HEAR FROM|BE (?:CONTACTED|TEXTED|MESSAGED) BY) (?:YOU|THIS NUMBER)",
      "LEAVE (?:ME|US) ALONE",
    ],
  }
})()

const spanish: Wording = (() => {
  const which = some("MAS|LOS|LAS|SUS|TUS|ESTOS|ESTAS|ESOS|ESAS|TODOS|TODAS|TANTOS|DE|ESTE|TIPO")
  const messages =
    "(?:MENSAJES?|SMS|TEXTOS?|MENSAJITOS|NOTIFICACIONES|AVISOS|PUBLICIDAD|PROPAGANDA|PROMOCIONES|OFERTAS|SPAM|WHATSAPPS?)"
  const write = "(?:ESCRIBIR|ENVIAR|MANDAR|MOLESTAR|CONTACTAR|TEXTEAR|SPAMEAR)(?:ME|NOS)?"
  return {
    before:
      "POR FAVOR|PORFAVOR|PORFA|HOLA|YA|OK|QUIERO|QUISIERA|DESEO|NECESITO|PUEDEN?|PODRIAN?|ME GUSTARIA|COMO (?:PUEDO|HAGO PARA)|QUE",
    after: "POR FAVOR|PORFAVOR|PORFA|YA|GRACIAS|AHORA|OK|MAS|NUNCA MAS|DE USTEDES|INMEDIATAMENTE",
    sentences: [
      "STOP",
      "(?:PAREN|PARE YA|DETENGANSE|BASTA YA)",
      // "deja de escribirme", "paren de enviarme mensajes"
      `(?:DEJA|DEJE|DEJEN|DEJAD|DEJAR|PARA|PARE|PAREN|PARAD|PARAR)(?: YA)? DE ${write}(?:${which} ${messages})?`,
      // "no me escriban más", "no envíen más mensajes"
      `NO (?:ME|NOS) (?:ESCRIBAN?|ESCRIBAS|ENVIEN?|ENVIES|MANDEN?|MANDES|MOLESTEN?|MOLESTES|CONTACTEN?|CONTACTES)(?: NADA)?(?: MAS)?(?:${which} ${messages})?`,
      `NO (?:ENVIEN?|ENVIES|MANDEN?|MANDES)${which} ${messages}`,
      // "ya no quiero recibir mensajes", "no más mensajes", "detener mensajes"
      `NO (?:QUIERO|DESEO|QUISIERA)(?: RECIBIR)?${which} ${messages}`,
      `(?:NO MAS|BASTA DE|DETENER|DETENGAN?|PARAR|PAREN|CANCELAR)${which} ${messages}`,
      // "quiero darme de baja", "denme de baja de la lista"
      `(?:DAR|DARME|DARNOS|DARSE|DEME|DENME|DAME|DADME) DE BAJA(?: DE (?:LA|SU|TU|ESTA) LISTA|${some("DE|LOS|SUS|ESTOS")} ${messages})?`,
      `(?:DESUSCRIBIR(?:ME)?|DESUSCRIBEME|DESUSCRIBANME|DESUSCRIBIRSE)(?:${which} ${messages})?`,
      "(?:QUITAR|QUITA|QUITE|QUITEN|BORRA|BORRE|BORREN|BORRAR|ELIMINA|ELIMINE|ELIMINEN|ELIMINAR|SACA|SAQUE|SAQUEN|SACAR)ME DE (?:LA|SU|TU|ESTA) LISTA",
    ],
  }
})()

const portuguese: Wording = (() => {
  const which = some("MAIS|AS|OS|SUAS|SEUS|ESSAS|ESSES|ESTAS|ESTES|TODAS|TODOS|TANTAS|TANTOS|DE|ESSE|ESTE|TIPO")
  const messages =
    "(?:MENSAGEM|MENSAGENS|MSGS?|SMS|TEXTOS?|NOTIFICACOES|AVISOS|PROPAGANDAS?|PROMOCOES|OFERTAS|PUBLICIDADE|SPAM|WHATSAPPS?)"
  return {
    before:
      "POR FAVOR|PFV|FAVOR|OI|OLA|JA|OK|QUERO|QUERIA|GOSTARIA DE|DESEJO|PRECISO|PODEM?|PODERIAM?|VOCES PODEM|COMO (?:FACO PARA|POSSO)|EU",
    after: "POR FAVOR|PFV|JA|AGORA|OBRIGAD[OA]|OK|MAIS|NUNCA MAIS|DE VOCES|IMEDIATAMENTE",
    sentences: [
      "STOP",
      "(?:PARE|PAREM|PARA COM ISSO|PAREM COM ISSO|PARE COM ISSO)",
      // "pare de me mandar mensagens", "parem de enviar mensagem"
      `(?:PARE|PAREM|PARA|PARAR|DEIXE|DEIXEM|DEIXA) DE (?:ME |NOS )?(?:MANDAR|ENVIAR|ESCREVER|INCOMODAR|PERTURBAR|CONTATAR|CONTACTAR)(?: ME)?(?:${which} ${messages})?(?: (?:PRA|PARA) MIM)?`,
      // "não me mande mais mensagens", "não enviem mensagens"
      `NAO ME (?:MANDEM?|MANDA|ENVIEM?|ENVIA|ESCREVAM?|INCOMODEM?|PERTURBEM?|CONTATEM?|CONTACTEM?)(?: MAIS)?(?: NADA)?(?:${which} ${messages})?`,
      `NAO (?:MANDEM?|ENVIEM?)${which} ${messages}`,
      // "não quero mais receber mensagens", "chega de mensagens"
      `NAO (?:QUERO|DESEJO|GOSTARIA DE)(?: MAIS)?(?: RECEBER)?${which} ${messages}`,
      `(?:CHEGA DE|SEM MAIS|PARAR|PAREM COM|PARE COM|CANCELAR)${which} ${messages}`,
      // "quero me descadastrar", "me tire da lista"
      "(?:ME )?(?:DESCADASTRAR|DESINSCREVER|DESCADASTREM?|DESINSCREVAM?)(?: ME)?(?: D(?:A|ESSA|ESTA|E SUA) LISTA)?",
      "(?:ME )?(?:TIREM?|TIRA|REMOVAM?|REMOVE|RETIREM?|RETIRA|EXCLUAM?|SAIR)(?: ME)? D(?:A|ESSA|ESTA|E SUA) LISTA",
    ],
  }
})()

const french: Wording = (() => {
  const which = some("DES|DE|LES|VOS|TES|CES|TOUS|TOUTES|PLUS|VOTRE|LA|CE|TYPE")
  const messages = "(?:MESSAGES?|MSGS?|SMS|TEXTOS?|NOTIFICATIONS?|PUBS?|PUBLICITES?|PROMOS?|PROMOTIONS?|OFFRES|SPAMS?)"
  return {
    before:
      "SVP|SIL VOUS PLAIT|SIL TE PLAIT|STP|MERCI DE|BONJOUR|OK|JE (?:VEUX|VOUDRAIS|SOUHAITE|DESIRE)|VEUILLEZ|(?:POUVEZ|POURRIEZ) VOUS|COMMENT(?: FAIRE POUR)?",
    after: "SVP|SIL VOUS PLAIT|SIL TE PLAIT|STP|MERCI|MAINTENANT|OK|TOUT DE SUITE|IMMEDIATEMENT|DE VOTRE PART",
    sentences: [
      "STOP(?: TOUT)?",
      "(?:ARRETE|ARRETEZ|ARRETER|ARRET)(?: TOUT| CA)?",
      // "arrêtez de m'écrire", "arrête de m'envoyer des messages"
      `(?:ARRETE|ARRETES|ARRETEZ|ARRETER|CESSE|CESSEZ|STOP) (?:DE |D)?(?:ME |NOUS |M)?(?:ECRIRE|ENVOYER|CONTACTER|HARCELER|DERANGER|IMPORTUNER|SPAMMER|TEXTER)(?:${which} ${messages})?`,
      // "ne m'écrivez plus", "ne m'envoyez plus de messages"
      `(?:NE )?(?:ME |NOUS |M)(?:CONTACTEZ|CONTACTE|ENVOYEZ|ENVOIE|ECRIVEZ|ECRIS|DERANGEZ|DERANGE) PLUS(?: RIEN|${which} ${messages})?`,
      `(?:NE |N)(?:ENVOYEZ|ENVOIE) PLUS${which} ${messages}`,
      // "je ne veux plus recevoir de messages", "plus de messages"
      `(?:JE )?(?:NE )?(?:VEUX|SOUHAITE|DESIRE) PLUS(?: RECEVOIR)?${which} ${messages}`,
      "(?:JE )?(?:NE )?(?:VEUX|SOUHAITE|DESIRE) PLUS ETRE CONTACTEE?",
      `(?:PLUS DE|STOP|STOP AUX|ARRETEZ|ARRETER|ARRETE|ANNULER)${which} ${messages}`,
      // "me désabonner", "désinscrivez-moi"
      `(?:ME |SE )?(?:DESABONNER|DESINSCRIRE)(?:${which} (?:${messages}|LISTE))?`,
      "(?:DESABONNEZ|DESABONNE|DESINSCRIVEZ|DESINSCRIS) MOI",
      "(?:RETIREZ|ENLEVEZ|SUPPRIMEZ|RETIRE|ENLEVE) MOI DE (?:LA|VOTRE|TA|CETTE) LISTE",
      "(?:LAISSEZ|LAISSE) MOI TRANQUILLE",
    ],
  }
})()

const afrikaans: Wording = (() => {
  const which = some("DIE|JULLE|JOU|ENIGE|AL|HIERDIE|DAARDIE|MEER|VERDERE|SULKE|MET")
  const messages =
    "(?:BOODSKAPPE?|SMS|SMSE|SMSSE|TEKSBOODSKAPPE|KENNISGEWINGS|ADVERTENSIES|PROMOSIES|BEMARKING|AANBIEDINGE|GEMORSPOS)"
  const write = "(?:STUUR|SKRYF|KONTAK|PLA|BOODSKAP|LASTIG VAL)"
  return {
    before: "ASSEBLIEF|ASB|HALLO|HI|OK|NOU|EK WIL|KAN JULLE|SAL JULLE|HOE KAN EK",
    after: "ASSEBLIEF|ASB|NOU|DANKIE|OK|NIE|DADELIK|WEER|MEER NIE|WEER NIE",
    sentences: [
      "(?:HOU(?: NOU)? OP|STOP)(?: DAARMEE)?",
      // "hou op om vir my boodskappe te stuur", "stop die boodskappe"
      `(?:HOU|STOP)(?: OP)?(?: OM)?(?: VIR)?(?: MY)?(?:${which} ${messages})?(?: TE)? ${write}`,
      `(?:STOP|HOU OP|GEEN|NIE MEER)${which} ${messages}(?: TE STUUR)?`,
      // "moenie my weer kontak nie", "moenie vir my boodskappe stuur nie"
      `MOENIE(?: VIR)? MY(?: WEER| MEER| OOIT)*(?:${which} ${messages})?(?: MEER| WEER)? ${write} NIE`,
      `EK WIL (?:NIE|GEEN)(?: MEER)?${which} ${messages}(?: MEER)?(?: HE| KRY| ONTVANG)?(?: NIE)?`,
      // "teken my uit", "haal my van die lys af"
      "(?:TEKEN|SKRYF) MY UIT",
      "(?:HAAL|VERWYDER) MY (?:VAN|UIT) (?:DIE|JULLE) LYS(?: AF)?",
      "LOS MY(?: UIT)?",
    ],
  }
})()

/** Whole messages that ask for silence, in words with one space between them. */
export const stopSentences: readonly RegExp[] = [english, spanish, portuguese, french, afrikaans].map(
  ({ before, after, sentences }) => new RegExp(`^(?:(?:${before}) )*(?:${sentences.join("|")})${some(after)}$`),
)
