import { type ConsentWords, some } from "../consent"

const which = some(
  "KEINE|KEINERLEI|WEITEREN?|DIESEN?|DIESER|DIE|DER|DEN|EUREN?|EURER|IHREN?|IHRER|DEINEN?|SOLCHEN?|SO|VIELEN?|ALLEN?|STANDIG|STAENDIG|MEHR|VON",
)
const messages =
  "(?:NACHRICHTEN|NACHRICHT|SMS|SMSEN|MITTEILUNGEN|BENACHRICHTIGUNGEN|MELDUNGEN|WERBUNG|WERBENACHRICHTEN|WERBE SMS|ANGEBOTE|NEWSLETTERS?|SPAM|ERINNERUNGEN|TEXTE|WHATSAPPS?)"
const me = "(?: (?:MIR|MICH|UNS))"
/** "schreib", "schreibt", "schreiben Sie" and the like. */
const write =
  "(?:(?:SCHREIB|SCHICK|SEND|TEXT|SIMS|KONTAKTIER|NERV|BELASTIG|BELAESTIG|BENACHRICHTIG|SPAM)(?:E|T|ET)?|(?:SCHREIBEN|SCHICKEN|SENDEN|TEXTEN|SIMSEN|KONTAKTIEREN|NERVEN|BELASTIGEN|BELAESTIGEN|BENACHRICHTIGEN) SIE)"
const writing = "(?:SCHREIBEN|SCHICKEN|SENDEN|TEXTEN|SIMSEN|KONTAKTIEREN|NERVEN|BELASTIGEN|BELAESTIGEN|ZUSENDEN)"
const want = "(?:WILL|MOCHTE|MOECHTE|WUNSCHE|WUENSCHE|BRAUCHE)"
const list = "(?: (?:VON|AUS) (?:DER|DEM|DIESER|DIESEM|IHRER|IHREM|EURER|EUREM) (?:LISTE|VERTEILER))"

/** German, with or without its umlauts. */
export const consent: ConsentWords = {
  stop: ["STOPP", "STOPPEN", "STOP ALLE", "STOPP ALLE", "ENDE", "ABMELDEN", "ABBESTELLEN", "AUSTRAGEN", "ABMELDUNG"],
  unclear: ["ENDE"],
  start: ["WIEDER ANMELDEN"],
  help: ["HILFE"],
  before: `BITTE|HALLO|HI|HEY|OK|OKAY|GUTEN TAG|SORRY|ENTSCHULDIGUNG|JETZT|ENDLICH|ICH ${want}|WIR (?:WOLLEN|MOCHTEN|MOECHTEN)|(?:KONNEN|KOENNEN|KONNTEN|KOENNTEN) SIE|(?:KONNT|KOENNT|KONNTET|KOENNTET) IHR|WIE KANN ICH`,
  after: "BITTE|JETZT|SOFORT|ENDLICH|AB SOFORT|UMGEHEND|DANKE|VIELEN DANK|OK|OKAY|MAL|AN MICH|VON (?:IHNEN|EUCH|DIR)",
  sentences: [
    // "stopp", "stop das", "hören Sie auf damit"
    "(?:STOPP?)(?: STOPP?)*(?: (?:DAS|DAMIT|ALLES|ALLE))?",
    "(?:HOE?RT?|HOE?REN SIE)(?: (?:BITTE|JETZT|ENDLICH|SOFORT))*(?: DAMIT)? AUF(?: DAMIT)?",
    // "hören Sie auf, mir Nachrichten zu schicken"
    `(?:HOE?RT?|HOE?REN SIE)(?: BITTE)? AUF${me}(?:${which} ${messages})? ZU ${writing}`,
    // "schreiben Sie mir nicht mehr", "schickt mir bitte keine Nachrichten mehr"
    `${write}(?: BITTE)?${me}(?: BITTE)? (?:NICHT MEHR|NICHTS MEHR|NIE MEHR|NIE WIEDER|NIEMALS WIEDER)`,
    `${write}(?: BITTE)?${me}?(?: BITTE)? KEINE(?:${which} ${messages})(?: MEHR)?`,
    `(?:(?:MIR|MICH|UNS) )?(?:NICHT MEHR|NIE WIEDER) ${writing}`,
    // "keine Nachrichten mehr", "keine weitere Werbung", "ich möchte keine SMS von Ihnen bekommen"
    `KEINE${which} ${messages} MEHR(?: VON (?:IHNEN|EUCH|DIR))?(?: (?:ERHALTEN|BEKOMMEN|EMPFANGEN|HABEN|${writing}))?`,
    `KEINE WEITEREN?${which} ${messages}(?: (?:ERHALTEN|BEKOMMEN|EMPFANGEN|HABEN|${writing}))?`,
    `KEINE${which} ${messages}(?: VON (?:IHNEN|EUCH|DIR))? (?:ERHALTEN|BEKOMMEN|EMPFANGEN|HABEN|ZUSENDEN)`,
    `ICH ${want} KEINE${which} ${messages}`,
    `(?:ICH ${want} )?NICHTS MEHR VON (?:IHNEN|EUCH|DIR) HOE?REN`,
    // "mich abmelden", "Newsletter abbestellen", "bitte Nachrichten stoppen"
    "(?:(?:MICH|UNS) )?(?:(?:BITTE|WIEDER|HIER) )*(?:ABMELDEN|AUSTRAGEN|ABBESTELLEN)",
    `(?:MICH |UNS )(?:VOM|VON (?:DEN|DIESEN|IHREN|EUREN)) ${messages} ABMELDEN`,
    `(?:(?:DIE|DEN|DIESE|DIESEN|ALLE|IHRE|EURE) )?${messages} (?:ABBESTELLEN|STOPPEN|BEENDEN|ABSTELLEN|ABSCHALTEN|EINSTELLEN)`,
    // "melden Sie mich ab", "tragt mich aus", "nehmen Sie mich von der Liste", "löschen Sie meine Nummer"
    `(?:MELDE?T?|MELDEN SIE) (?:MICH|UNS)(?: BITTE)?${list}? AB`,
    `(?:TRAGE?T?|TRAGEN SIE) (?:MICH|UNS)(?: BITTE)?${list}? AUS`,
    `(?:NIMM|NEHMT|NEHMEN SIE|STREICHE?|STREICHT|STREICHEN SIE|ENTFERNE?|ENTFERNT|ENTFERNEN SIE|LOE?SCH(?:E|T)?|LOE?SCHEN SIE) (?:MICH|UNS|(?:MEINE|DIESE) NUMMER)(?: BITTE)?${list}`,
    "(?:LOE?SCH(?:E|T)?|LOE?SCHEN SIE|ENTFERNT?|ENTFERNE|ENTFERNEN SIE)(?: BITTE)? (?:MEINE|DIESE) NUMMER",
    "(?:LASS|LASST|LASSEN SIE) (?:MICH|UNS)(?: (?:BITTE|ENDLICH|JETZT))* IN (?:RUHE|FRIEDEN)",
    "(?:ICH )?(?:WIDERRUFE|ZIEHE)(?: (?:HIERMIT|MEINE))* (?:EINWILLIGUNG|ZUSTIMMUNG|ERLAUBNIS)(?: ZURUCK| ZURUECK)?",
  ],
}
