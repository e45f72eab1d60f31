import type { CheckoutWords } from "../language"
import { chat } from "./chat"

/** German, polite. */
export const checkout: CheckoutWords = {
  leadsTo: {
    code: "Sie erhalten einen Code, mit dem Sie in der App Ihrer Bank bezahlen.",
    push: "Wir senden eine Zahlungsanfrage an Ihr Telefon.",
    instructions: "Sie sehen die Angaben, mit denen Sie bezahlen.",
  },
  asks: "Für diese Zahlung brauchen wir von Ihnen:",
  fields: {
    name: "Vollständiger Name",
    email: "E-Mail-Adresse",
    phone: "Telefonnummer mit Landesvorwahl",
    country: "Land",
    taxId: "Steuernummer",
  },
  choose: "Bitte wählen",
  check: "Bitte prüfen Sie, was unten markiert ist.",
  wrong: {
    name: "Bitte schreiben Sie Ihren vollständigen Namen.",
    email: "Bitte schreiben Sie eine vollständige E-Mail-Adresse wie name@example.com.",
    phone: "Bitte schreiben Sie eine Telefonnummer mit Landesvorwahl wie +49 1512 3456789.",
    country: "Bitte wählen Sie ein Land.",
    taxId: "Diese Nummer stimmt nicht. Bitte prüfen Sie jede Ziffer.",
  },
  posting: { title: "Wir bringen Sie zur Zahlungsseite", text: "Wenn nichts geschieht, drücken Sie den Knopf." },
  goOn: "Weiter",
  payWith: (scheme) => (scheme === null ? "Mit diesem Code bezahlen" : `Mit ${scheme} bezahlen`),
  codeText:
    "Kopieren Sie den Code und fügen Sie ihn in der App Ihrer Bank ein, oder scannen Sie das Bild mit einem anderen Telefon.",
  theCode: "Code",
  copyCode: "Code kopieren",
  copy: "Kopieren",
  copied: "Kopiert",
  picture: "Derselbe Code als QR-Code",
  openPage: "Zahlungsseite öffnen",
  lookAtPhone: "Schauen Sie auf Ihr Telefon",
  askedOn: (phone) =>
    `Wir haben eine Zahlungsanfrage an ${phone} gesendet. Bestätigen Sie sie dort, dann ist alles erledigt.`,
  againIn: (left) => `Sie kann in ${left} noch einmal gesendet werden.`,
  again: "Noch einmal senden",
  unsure: {
    title: "Wir wissen nicht, ob die Anfrage Ihr Telefon erreicht hat",
    text: "Sie kann noch kommen. Bestätigen Sie sie dann nur einmal: Wir sehen es.",
  },
  instructions: {
    title: "Mit diesen Angaben bezahlen",
    text: "Verwenden Sie sie genau so, wie sie hier stehen, damit wir Ihre Zahlung erkennen.",
  },
  labels: chat.details,
  watching: "Diese Seite zeigt, wenn Ihre Zahlung angekommen ist, und wir sagen es Ihnen im Chat.",
}
