import { type ConsentWords, some } from "../consent"

const which = some("ALL|ANY|MORE|FURTHER|THESE|THOSE|THIS|THE|YOUR|MY|SUCH|SO MANY|WITH")
const messages =
  "(?:MESSAGES?|MSGS?|TEXTS?|TXTS?|TEXT MESSAGES?|SMS|SMSES|NOTIFICATIONS?|ALERTS?|ADS?|ADVERTS?|PROMOS?|PROMOTIONS?|OFFERS|MARKETING|MARKETING MESSAGES?|SPAM|NEWSLETTERS?|UPDATES|REMINDERS?)"
const writing =
  "(?:TEXTING|MESSAGING|MSGING|TXTING|WRITING|CONTACTING|SENDING|SPAMMING|BOTHERING|HARASSING|PESTERING|NOTIFYING|CALLING|WHATSAPPING)"
const list = `(?: (?:FROM|OF|OFF|TO)${which} (?:${messages}|LISTS?|MAILING LIST|NUMBER|SUBSCRIPTION|SERVICE|HERE))?`

/** English. */
export const consent: ConsentWords = {
  stop: ["STOP ALL", "OPT OUT", "OPTING OUT", "OPT ME OUT", "UNSUB"],
  unclear: [],
  start: ["OPT IN", "OPTIN", "SUBSCRIBE", "RESUBSCRIBE"],
  help: ["HELP", "INFO"],
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
