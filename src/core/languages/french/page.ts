import type { PageWords } from "../language"
import { checkout } from "./checkout"

/** French, polite. */
export const page: PageWords = {
  amountToPay: "Montant à payer",
  depositToPay: "Acompte à régler maintenant",
  restToPay: "Reste à payer",
  payRest: (amount) => `Payer le reste : ${amount}`,
  bill: {
    title: "Détail du montant",
    tax: "Taxes",
    discount: "Remise",
    shipping: "Livraison",
    total: "Total",
    deposit: "Acompte maintenant",
    received: "Déjà reçu",
    left: "Reste à payer",
  },
  details: "Détails",
  payee: "À",
  description: "Pour",
  orderNumber: "Numéro de commande",
  payBy: "À payer avant le",
  paidOn: "Payé le",
  refunded: "Remboursé",
  pay: (amount) => `Payer ${amount}`,
  secure: "Vous paierez sur la page sécurisée de notre prestataire. Nous ne voyons jamais les données de votre carte.",
  checkout,
  cancel: "Annuler ce paiement",
  close: "Vous pouvez fermer cette page et revenir à votre discussion.",
  test: "Mode test : aucun argent réel n’est débité.",
  pending: {
    title: "Votre paiement est en route",
    text: "Votre banque doit encore le confirmer. Nous vous préviendrons dans la discussion dès son arrivée ; ne payez pas une deuxième fois.",
  },
  authorised: {
    title: "Votre paiement est réservé",
    text: "Votre banque garde la somme pour nous et elle n’a pas encore été prélevée. Nous vous préviendrons dans la discussion ; ne payez pas une deuxième fois.",
  },
  part_paid: {
    title: "Nous en avons reçu une partie",
    text: "Merci ! Le reste n’est pas encore arrivé. Revenez à votre discussion pour voir comment continuer.",
  },
  paid: { title: "Merci !", text: "Nous avons reçu votre paiement." },
  late: "Il nous est parvenu après la fin du délai. Nous revenons vers vous pour la suite.",
  overpaid: "Il semble que vous ayez payé deux fois. Nous vérifions et revenons vers vous.",
  failed: {
    title: "Le paiement n’a pas abouti",
    text: "Il n’est plus possible de payer ici. Revenez à votre discussion pour voir comment continuer.",
  },
  expired: {
    title: "Ce lien de paiement a expiré",
    text: "Il ne permet plus de payer. Revenez à votre discussion et demandez un nouveau lien.",
  },
  cancelled: {
    title: "Ce paiement a été annulé",
    text: "Il ne peut plus être réglé. Si vous souhaitez encore payer, demandez un nouveau lien dans votre discussion.",
  },
  mismatch: {
    title: "Nous vérifions votre paiement",
    text: "Ce que nous avons reçu ne correspond pas à la somme due. Nous revenons vers vous ; ne payez pas une deuxième fois.",
  },
  checking: {
    title: "Nous vérifions votre paiement",
    text: "Cela prend quelques secondes et cette page se met à jour toute seule. Ne payez pas une deuxième fois.",
  },
  slow: {
    title: "Nous ne voyons pas encore votre paiement",
    text: "Si vous avez payé, cela peut prendre un peu plus de temps. Nous vous préviendrons dans la discussion dès son arrivée.",
  },
  checkAgain: "Vérifier à nouveau",
  notPaidYet: "Je n’ai pas encore payé",
  confirm: { title: "Annuler ce paiement ?", text: "Le lien de paiement ne fonctionnera plus." },
  yesCancel: "Oui, annuler",
  keep: "Non, revenir",
  unknown: {
    title: "Ce lien ne fonctionne pas",
    text: "Il est peut-être incomplet. Revenez à votre discussion pour y ouvrir le lien, ou demandez-en un nouveau.",
  },
  trouble: {
    title: "Cela n’a pas fonctionné",
    text: "Veuillez réessayer dans un instant. Si cela se répète, dites-le-nous dans votre discussion.",
  },
  unpayable: {
    title: "Il n’est pas possible de payer pour l’instant",
    text: "Le problème vient de nous. Veuillez réessayer plus tard avec ce même lien.",
  },
  tryAgain: "Réessayer",
  help: "Besoin d’aide ?",
}
