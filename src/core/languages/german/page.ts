import type { PageWords } from "../language"
import { checkout } from "./checkout"

/** German, polite. */
export const page: PageWords = {
  amountToPay: "Zu zahlender Betrag",
  depositToPay: "Jetzt zu zahlende Anzahlung",
  restToPay: "Noch zu zahlen",
  payRest: (amount) => `Rest bezahlen: ${amount}`,
  bill: {
    title: "Zusammensetzung",
    tax: "Steuern",
    discount: "Rabatt",
    shipping: "Versand",
    total: "Gesamt",
    deposit: "Anzahlung jetzt",
    received: "Bereits erhalten",
    left: "Noch offen",
  },
  details: "Einzelheiten",
  payee: "An",
  description: "Für",
  orderNumber: "Bestellnummer",
  payBy: "Zahlbar bis",
  paidOn: "Bezahlt am",
  refunded: "Erstattet",
  pay: (amount) => `${amount} bezahlen`,
  secure: "Sie bezahlen auf der sicheren Seite unseres Zahlungsanbieters. Ihre Kartendaten sehen wir nie.",
  checkout,
  cancel: "Diese Zahlung stornieren",
  close: "Sie können diese Seite schließen und in Ihren Chat zurückkehren.",
  test: "Testmodus: Es fließt kein echtes Geld.",
  pending: {
    title: "Ihre Zahlung ist unterwegs",
    text: "Ihre Bank muss sie noch bestätigen. Wir melden uns im Chat, sobald sie da ist. Bitte zahlen Sie nicht noch einmal.",
  },
  authorised: {
    title: "Ihre Zahlung ist vorgemerkt",
    text: "Ihre Bank hält das Geld für uns bereit; abgebucht ist es noch nicht. Wir melden uns im Chat, sobald es so weit ist. Bitte zahlen Sie nicht noch einmal.",
  },
  part_paid: {
    title: "Ein Teil ist bei uns angekommen",
    text: "Vielen Dank! Der Rest fehlt noch. In Ihrem Chat sehen Sie, wie es weitergeht.",
  },
  paid: { title: "Vielen Dank!", text: "Wir haben Ihre Zahlung erhalten." },
  late: "Sie kam erst nach Ablauf der Frist bei uns an. Wir melden uns bei Ihnen, wie es weitergeht.",
  overpaid: "Es sieht so aus, als hätten Sie zweimal bezahlt. Wir prüfen das und melden uns bei Ihnen.",
  failed: {
    title: "Die Zahlung hat nicht geklappt",
    text: "Dieser Link kann nicht mehr verwendet werden. In Ihrem Chat sehen Sie, wie es weitergeht.",
  },
  expired: {
    title: "Dieser Zahlungslink ist abgelaufen",
    text: "Er kann nicht mehr verwendet werden. Gehen Sie zurück in Ihren Chat und bitten Sie um einen neuen Link.",
  },
  cancelled: {
    title: "Diese Zahlung wurde storniert",
    text: "Der Link gilt nicht mehr. Wenn Sie doch noch zahlen möchten, bitten Sie in Ihrem Chat um einen neuen Link.",
  },
  mismatch: {
    title: "Wir prüfen Ihre Zahlung",
    text: "Was bei uns ankam, stimmt nicht mit dem fälligen Betrag überein. Wir melden uns bei Ihnen. Bitte zahlen Sie nicht noch einmal.",
  },
  checking: {
    title: "Wir sehen nach Ihrer Zahlung",
    text: "Das dauert ein paar Sekunden; diese Seite aktualisiert sich von selbst. Bitte zahlen Sie nicht noch einmal.",
  },
  slow: {
    title: "Ihre Zahlung ist noch nicht da",
    text: "Wenn Sie bezahlt haben, kann es noch etwas dauern. Wir melden uns im Chat, sobald sie da ist.",
  },
  checkAgain: "Noch einmal nachsehen",
  notPaidYet: "Ich habe noch nicht bezahlt",
  confirm: { title: "Diese Zahlung stornieren?", text: "Der Zahlungslink funktioniert dann nicht mehr." },
  yesCancel: "Ja, stornieren",
  keep: "Nein, zurück",
  unknown: {
    title: "Dieser Link funktioniert nicht",
    text: "Vielleicht ist er unvollständig. Öffnen Sie den Link noch einmal in Ihrem Chat, oder bitten Sie dort um einen neuen.",
  },
  trouble: {
    title: "Das hat nicht geklappt",
    text: "Bitte versuchen Sie es gleich noch einmal. Wenn es dabei bleibt, schreiben Sie es uns in Ihrem Chat.",
  },
  unpayable: {
    title: "Im Moment ist keine Zahlung möglich",
    text: "Der Fehler liegt bei uns. Bitte versuchen Sie es später mit demselben Link noch einmal.",
  },
  tryAgain: "Noch einmal versuchen",
  help: "Brauchen Sie Hilfe?",
}
