import { type ConsentWords, some } from "../consent"

const which = some("DES|DE|LES|VOS|TES|CES|TOUS|TOUTES|PLUS|VOTRE|LA|CE|TYPE")
const messages = "(?:MESSAGES?|MSGS?|SMS|TEXTOS?|NOTIFICATIONS?|PUBS?|PUBLICITES?|PROMOS?|PROMOTIONS?|OFFRES|SPAMS?)"

/** French. */
export const consent: ConsentWords = {
  stop: ["ARRET", "ARRETER", "ARRETEZ", "DESABONNER", "DESABONNEMENT", "DESINSCRIRE", "DESINSCRIPTION"],
  unclear: [],
  start: [],
  help: ["AIDE"],
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
