import type { CheckoutWords } from "../language"
import { chat } from "./chat"

/** French, polite. */
export const checkout: CheckoutWords = {
  leadsTo: {
    code: "Vous recevrez un code pour payer dans l’application de votre banque.",
    push: "Nous enverrons une demande de paiement sur votre téléphone.",
    instructions: "Vous verrez les coordonnées pour payer.",
  },
  asks: "Pour ce paiement, nous devons savoir :",
  fields: {
    name: "Nom complet",
    email: "Adresse e-mail",
    phone: "Numéro de téléphone avec indicatif du pays",
    country: "Pays",
    taxId: "Numéro fiscal",
  },
  choose: "Veuillez choisir",
  check: "Veuillez vérifier ce qui est signalé ci-dessous.",
  wrong: {
    name: "Veuillez écrire votre nom complet.",
    email: "Veuillez écrire une adresse e-mail complète, comme nom@example.com.",
    phone: "Veuillez écrire un numéro de téléphone avec l’indicatif du pays, comme +33 6 12 34 56 78.",
    country: "Veuillez choisir un pays.",
    taxId: "Ce numéro n’est pas correct. Veuillez vérifier chaque chiffre.",
  },
  posting: { title: "Nous vous conduisons à la page de paiement", text: "Si rien ne se passe, appuyez sur le bouton." },
  goOn: "Continuer",
  payWith: (scheme) => (scheme === null ? "Payer avec ce code" : `Payer avec ${scheme}`),
  codeText:
    "Copiez le code et collez-le dans l’application de votre banque, ou scannez l’image avec un autre téléphone.",
  theCode: "Code",
  copyCode: "Copier le code",
  copy: "Copier",
  copied: "Copié",
  picture: "Le même code en QR code",
  openPage: "Ouvrir la page de paiement",
  lookAtPhone: "Regardez votre téléphone",
  askedOn: (phone) => `Nous avons envoyé une demande de paiement au ${phone}. Confirmez-la et c’est tout.`,
  againIn: (left) => `Elle peut être renvoyée dans ${left}.`,
  again: "Renvoyer la demande",
  unsure: {
    title: "Nous ne savons pas si la demande est arrivée sur votre téléphone",
    text: "Elle peut encore arriver. Dans ce cas, confirmez-la une seule fois : nous le verrons.",
  },
  instructions: {
    title: "Payez avec ces coordonnées",
    text: "Utilisez-les exactement comme elles sont ici, pour que nous reconnaissions votre paiement.",
  },
  labels: chat.details,
  watching: "Cette page indique quand votre paiement est arrivé, et nous vous prévenons dans la discussion.",
}
