import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { consentOf, isCarrierStop } from "../../src/channels/consent"
import { languageCodes, languages } from "../../src/core/languages"
import { normal } from "../../src/core/text/normal"

const words = [
  "STOP",
  "STOPALL",
  "UNSUBSCRIBE",
  "CANCEL",
  "END",
  "QUIT",
  "REVOKE",
  "OPTOUT",
  "ARRET",
  "ALTO",
  "BAJA",
  "PARAR",
]

it.each(words)("takes %s for a stop", (word) => {
  expect(consentOf(word)).toBe("stop")
})

it.each(["START", "YES", "UNSTOP"])("takes %s for a start", (word) => {
  expect(consentOf(word)).toBe("start")
})

it.each([
  "stop",
  " Stop \n",
  "STOP!!!",
  "«stop»",
  "🛑 stop 🛑",
  "Stop ✋🏽",
  "❤️stop❤️",
  "S\u200bT\u200dO\ufeffP",
  "\u202estop\u202c",
  "ＳＴＯＰ",
  "Stop\u0301",
  "arrêt",
  "*stop*",
  "/stop",
])("sees the stop in %j", (text) => {
  expect(consentOf(text)).toBe("stop")
})

it.each([
  "",
  " ",
  "!",
  "🛑",
  "bus stop",
  "stop1",
  "st op",
  "nonstop",
  "I want to cancel",
  "ends",
  "constructor",
  "\ud800",
  `${"!".repeat(100)}stop`,
])("sees no wish in %j", (text) => {
  expect(consentOf(text)).toBeNull()
})

// Whole messages in which only a wish for silence is left, in the words in which they come.
it.each([
  ...[
    "opt out",
    "opt-out",
    "Opt out please",
    "opt me out",
    "STOP ALL",
    "STOP STOP STOP",
    "Please stop",
    "stop it",
    "Stop now!",
  ],
  ...["Stop texting me", "please unsubscribe me", "stop messaging", "quit messages", "Quit texting me", "End messages"],
  ...["stop sending me these messages", "Can you stop sending me messages?", "stop the messages", "stop writing to me"],
  ...["no more messages", "no more texts please", "I don't want any more messages", "I do not want to receive texts"],
  ...["Don’t text me again", "do not contact me", "Please do not send me messages", "never message me again"],
  ...["take me off your list", "remove me from this list", "remove me", "leave me alone", "stop spamming me"],
  ...["how do I unsubscribe?", "I want to opt out", "I'd like to unsubscribe", "unsubscribe from newsletter"],
  ...["cancel messages", "Stop promotions", "stop notifications", "revoke consent", "Hi, please stop"],
  ...["I no longer want to hear from you", "stop please", "STOP 🙏 please"],
  ...["Deja de escribirme", "Dejen de enviarme mensajes", "no me escriban más", "No quiero más mensajes", "salir"],
  ...["ya no quiero recibir mensajes por favor", "quiero darme de baja", "dar de baja", "no más mensajes"],
  ...["pare de me mandar mensagens", "Não quero mais receber mensagens", "não me mande mais mensagens", "sair"],
  ...["me tire da lista", "quero me descadastrar", "Parem de enviar mensagens"],
  ...["arrêtez de m'écrire", "Arrête de m'envoyer des messages", "ne m'écrivez plus", "désabonnez-moi", "Arrêtez svp"],
  ...["je ne veux plus recevoir de messages", "me désabonner", "plus de messages svp"],
  ...["hou op", "hou op om vir my boodskappe te stuur", "moenie my weer kontak nie", "Stop die boodskappe"],
  ...["Teken my uit", "Ek wil nie meer boodskappe kry nie"],
  ...[
    "STOPP",
    "Stopp!",
    "Bitte stopp",
    "stopp stopp",
    "abmelden",
    "Bitte abmelden",
    "abbestellen",
    "Ich möchte mich abmelden",
  ],
  ...[
    "Keine Nachrichten mehr",
    "bitte keine weiteren SMS",
    "Ich möchte keine Nachrichten mehr bekommen",
    "keine Werbung mehr!",
  ],
  ...[
    "Ich will keine Werbung",
    "Schreiben Sie mir nicht mehr",
    "schreib mir bitte nie wieder",
    "Bitte schicken Sie mir keine Nachrichten mehr",
  ],
  ...["Hören Sie auf", "Hoeren Sie auf damit", "Hört auf mir Nachrichten zu schicken", "hör auf mich zu nerven"],
  ...["Melden Sie mich bitte ab", "Tragt mich aus", "Nehmen Sie mich von der Liste", "Löschen Sie meine Nummer"],
  ...["Newsletter abbestellen", "Nachrichten stoppen", "Lassen Sie mich in Ruhe", "Ich widerrufe meine Einwilligung"],
  ...["Können Sie mich abmelden?", "Ich möchte nichts mehr von Ihnen hören", "Wie kann ich mich abmelden?"],
])("hears the wish for silence in %j on every channel", (text) => {
  expect([consentOf(text), consentOf(text, false)]).toEqual(["stop", "stop"])
})

// Answers, orders and questions in which the same words mean something else.
it.each([
  ...[
    "stop at the corner shop",
    "one stop ticket",
    "bus stop",
    "the last stop",
    "non-stop",
    "next stop Paris",
    "stop 5",
  ],
  ...["Don't stop", "please don't stop", "I didn't stop it", "why did you stop?", "my message stopped", "unstoppable"],
  ...["stop payment", "please stop the payment", "I want to stop my order", "stop order 17", "cancel my order"],
  ...["where is the stop?", "pit stop", "Stop & Shop", "full stop", "stop sign", "Stop loss", "One way, no stop"],
  ...["Please stop by tomorrow", "Could you stop at my house", "can you stop here", "I will stop there", "s t o p"],
  ...["cancel payment", "cancel order", "the end", "end of the month", "end of messages", "weekend", "quit smoking"],
  ...[
    "quit my job",
    "messages",
    "send me the message",
    "more messages please",
    "don't send me the link",
    "do not send it",
  ],
  ...[
    "don't call me at work",
    "no more",
    "no thanks",
    "not now",
    "text me",
    "please contact me",
    "take me to the shop",
  ],
  ...["take me", "opt for blue", "opt out of insurance", "remove me from the order", "remove the cheese"],
  ...["I need help", "help me choose", "more info please", "how do I pay?", "start over"],
  ...[
    "para mañana",
    "para mi",
    "para",
    "para ya",
    "no envíen los lunes",
    "no quiero",
    "no quiero cebolla",
    "dar de comer",
  ],
  ...["baja california", "para dos personas", "parar en la esquina", "alto voltaje"],
  ...["não quero", "quero sair mais cedo", "pare o carro", "para mim"],
  ...["arrêt de bus", "je veux payer", "plus de frites", "pas de message"],
  ...["hou", "ek wil betaal", "moenie bel nie"],
  ...[
    "Zahlung stoppen",
    "Bitte stoppen Sie die Zahlung",
    "keine",
    "keine Zwiebeln",
    "keine Nachricht",
    "Widerruf",
    "abholen",
  ],
  ...[
    "Ich möchte mich für den Kurs abmelden",
    "ich melde mich morgen",
    "Stoppschild",
    "Bestellung abbestellen",
    "nicht mehr",
  ],
  ...[
    "Ich will bezahlen",
    "Hilfe bei der Auswahl",
    "Schicken Sie mir den Link nicht",
    "Ende Mai",
    "bis zum Ende",
    "hören Sie mich",
  ],
])("leaves %j to the flow on every channel", (text) => {
  expect([consentOf(text), consentOf(text, false)]).toEqual([null, null])
})

it.each<[string, string | null, string | null]>([
  ["CANCEL", "stop", null],
  ["YES", "start", null],
  ["alto", "stop", null],
  ["END", "stop", "stop"],
  ["Quit", "stop", "stop"],
  ["start", "start", "start"],
  ["UNSTOP", "start", "start"],
  ["help", "help", "help"],
  ["INFO?", "help", "help"],
  ["ayuda", "help", "help"],
  ["Aide !", "help", "help"],
  ["ajuda", "help", "help"],
  ["hulp", "help", "help"],
  ["Hilfe!", "help", "help"],
  ["Ende", "stop", null],
])("takes %j for %s where a carrier has its own words, else for %s", (text, carrier, elsewhere) => {
  expect([consentOf(text), consentOf(text, false)]).toEqual([carrier, elsewhere])
})

it.each<[string, boolean]>([
  ["STOP", true],
  [" stop\n", true],
  ["Cancel", true],
  ["stop!", false],
  ["opt out", false],
  ["ARRET", false],
  ["Stop texting me", false],
])("knows whether Twilio takes %j for itself: %s", (text, taken) => {
  expect(isCarrierStop(text)).toBe(taken)
})

it("sees the word through whatever stands around it that is no letter or digit", () =>
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.stringMatching(/^[^\p{L}\p{N}\p{M}]{0,8}$/u), (word, around) => {
      fc.pre(!/[\p{L}\p{N}]/u.test(around.normalize("NFKD")))
      expect(consentOf(around + word.toLowerCase() + around)).toBe("stop")
    }),
  ))

describe.each(languageCodes)("in %s", (code) => {
  const { stop, unclear, start, help } = languages[code].consent

  it("a wish is written in the form in which it is compared", () => {
    for (const word of [...stop, ...unclear, ...start, ...help]) expect(normal(word).toUpperCase()).toBe(word)
  })

  it("each word is heard, and as one thing", () => {
    for (const word of stop) expect(consentOf(word), word).toBe("stop")
    for (const word of start) expect(consentOf(word), word).toBe("start")
    for (const word of help) expect(consentOf(word), word).toBe("help")
    for (const word of unclear) expect([stop.includes(word), consentOf(word, false)], word).toEqual([true, null])
  })

  it("silence and help can be asked for", () => {
    expect([stop.length > 0, help.length > 0]).toEqual([true, true])
  })
})
