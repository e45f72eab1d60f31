import type { Phrases } from "../language"

/** German, polite. */
export const chat: Phrases = {
  paymentRequest: "Bitte zahlen Sie {{ amount }}{% if description != blank %} für {{ description }}{% endif %}.",
  depositRequest:
    "Bitte leisten Sie eine Anzahlung{% if part != blank %} von {{ part }}{% endif %}{% if description != blank %} für {{ description }}{% endif %}. Insgesamt sind es {{ amount }}.",
  payButton: "Jetzt bezahlen",
  linkPurpose:
    "Ihr Link zur Zahlung von {{ amount }}{% if orderNumber != blank %} für die Bestellung {{ orderNumber }}{% endif %}:",
  codeToPay:
    "Hier ist Ihr Code, um {{ amount }} zu bezahlen. Kopieren Sie die nächste Nachricht und fügen Sie sie in der App Ihrer Bank ein.",
  askedOnPhone: "Wir haben eine Anfrage über {{ amount }} an Ihr Telefon gesendet. Bitte bestätigen Sie sie dort.",
  howToPay: "Um {{ amount }} zu bezahlen, verwenden Sie bitte genau diese Angaben:",
  details: {
    payee: "Empfänger",
    account: "Konto",
    bank: "Bank",
    reference: "Verwendungszweck",
    voucher: "Gutscheinnummer",
    amount: "Betrag",
  },
  held: "Ihre Bank hält Ihre Zahlung über {{ amount }} für uns bereit. Abgebucht ist sie noch nicht; wir melden uns, sobald es so weit ist.",
  partPaid:
    "Vielen Dank! {% if received != blank %}{{ received }}{% else %}Ein Teil{% endif %} Ihrer Zahlung über {{ amount }} {% if received != blank %}sind{% else %}ist{% endif %} bei uns angekommen.{% if rest != blank %} Die restlichen {{ rest }} können Sie über denselben Link zahlen.{% endif %}",
  partOver:
    "Die Zeit zum Bezahlen ist abgelaufen. {% if received != blank %}{{ received }}{% else %}Ein Teil{% endif %} Ihrer Zahlung über {{ amount }} {% if received != blank %}sind{% else %}ist{% endif %} bei uns angekommen. Wir melden uns, wie es weitergeht.",
  paid: "Vielen Dank! Wir haben Ihre Zahlung von {{ amount }}{% if orderNumber != blank %} für die Bestellung {{ orderNumber }}{% endif %} erhalten.",
  failed: "Ihre Zahlung von {{ amount }} hat leider nicht geklappt.",
  expired: "Die Zeit für die Zahlung von {{ amount }} ist abgelaufen. Der Zahlungslink funktioniert nicht mehr.",
  cancelled: "Ihre Zahlung von {{ amount }} wurde storniert. Es wurde nichts abgebucht.",
  mismatch:
    "Wir haben eine Zahlung erhalten, die nicht mit dem offenen Betrag übereinstimmt. Wir prüfen das und melden uns bei Ihnen.",
  error: "Leider konnten wir Ihren Zahlungslink nicht erstellen. Bitte versuchen Sie es etwas später noch einmal.",
  latePaid:
    "Ihre Zahlung von {{ amount }} ist nun doch bei uns eingegangen. Vielen Dank! Wir melden uns bei Ihnen, wie es weitergeht.",
  lateRefunded: "Ihre Zahlung von {{ amount }} kam leider zu spät. Deshalb erstatten wir sie Ihnen.",
  overpaid: "Es sieht so aus, als hätten Sie zweimal bezahlt. Wir prüfen das und melden uns bei Ihnen.",
  overpaidBy: "Sie haben {{ amount }} zu viel bezahlt. Wir prüfen das und melden uns bei Ihnen.",
  overpaidRefunded:
    "Es sieht so aus, als hätten Sie zweimal bezahlt. Deshalb erstatten wir Ihnen die zweite Zahlung von {{ amount }}.",
  waiting:
    'Wir warten noch auf Ihre Zahlung von {{ amount }}. Sie können "bezahlt", "erneut senden" oder "Zahlung stornieren" schreiben.',
  notYetPaid:
    "Ihre Zahlung ist noch nicht bei uns eingegangen. Das kann einen Moment dauern. Wir melden uns, sobald sie da ist.",
  cannotSee: "Wir können gerade nicht sehen, ob Ihre Zahlung eingegangen ist. Wir melden uns, sobald wir es wissen.",
  expiredUnseen:
    "Die Zeit für die Zahlung von {{ amount }} ist abgelaufen, aber unser Zahlungsdienst war gestört. Falls Sie bezahlt haben, melden wir uns, sobald wir es sehen.",
  cancelledUnseen:
    "Ihre Zahlung von {{ amount }} wurde storniert. Wir können gerade nicht sehen, ob Sie schon bezahlt hatten. Falls ja, melden wir uns, sobald wir es sehen.",
  confirmCancel: "Möchten Sie Ihre Zahlung von {{ amount }} wirklich stornieren? Bitte antworten Sie mit Ja oder Nein.",
  notCancelled: "In Ordnung, Ihr Zahlungslink funktioniert weiterhin.",
  optedOut: "Sie erhalten keine Nachrichten mehr von uns. Schreiben Sie START, um wieder von uns zu hören.",
  optedOutOwing:
    "Sie erhalten keine Nachrichten mehr von uns, auch nicht zu Ihrer Zahlung. Der Zahlungslink funktioniert aber weiterhin. Schreiben Sie START, um wieder von uns zu hören.",
  optedIn:
    "Schön, dass Sie wieder da sind! Sie hören wieder von uns. Schreiben Sie jederzeit STOP, um keine Nachrichten mehr zu erhalten.",
  help: "{% if merchant != blank %}Hier schreibt {{ merchant }}. {% endif %}{% if contact != blank %}Hilfe erhalten Sie hier: {{ contact }}. {% endif %}Schreiben Sie STOP, um keine Nachrichten mehr von uns zu erhalten.",
  invalidAnswer: "Diese Antwort passt leider nicht. Bitte versuchen Sie es noch einmal.",
  invalidNumber: "Bitte antworten Sie mit einer Zahl, zum Beispiel 12.",
  invalidEmail: "Bitte senden Sie uns eine vollständige E-Mail-Adresse, zum Beispiel name@example.com.",
  invalidPhone: "Bitte senden Sie uns eine Telefonnummer mit Ländervorwahl, zum Beispiel +49 151 23456789.",
  invalidDate: "Dieses Datum können wir nicht lesen. Bitte schreiben Sie es so: {{ example }}.",
  invalidAmount: "Bitte nennen Sie uns einen Betrag, zum Beispiel 99,90.",
  broken:
    "Entschuldigung, bei uns ist etwas schiefgegangen, deshalb geht es hier nicht weiter. Bitte schreiben Sie uns etwas später noch einmal.",
  standing: "Danke für Ihre Nachricht. Wir machen hier weiter, sobald es geht.",
  chooseOne: "Bitte wählen Sie eine der Möglichkeiten.",
  more: "Mehr",
  choicesTitle: "Auswahl ansehen",
  yesButton: "Ja",
  noButton: "Nein",
  words: {
    paid: ["bezahlt", "ich habe bezahlt", "habe bezahlt", "schon bezahlt", "überwiesen", "erledigt"],
    resend: ["erneut senden", "nochmal senden", "noch einmal senden", "link senden", "link"],
    cancel: ["stornieren", "zahlung stornieren", "zahlung abbrechen", "abbrechen", "bestellung stornieren"],
    yes: ["ja", "ja bitte", "j", "jawohl", "klar", "gern", "gerne", "in ordnung"],
    no: ["nein", "nein danke", "nee", "nö"],
  },
}
