import type { Phrases } from "../language"

/** French, polite. */
export const chat: Phrases = {
  paymentRequest: "Merci de régler {{ amount }}{% if description != blank %} pour {{ description }}{% endif %}.",
  depositRequest:
    "Merci de régler un acompte{% if part != blank %} de {{ part }}{% endif %}{% if description != blank %} pour {{ description }}{% endif %}. Le total est de {{ amount }}.",
  payButton: "Payer maintenant",
  linkPurpose:
    "Votre lien pour régler {{ amount }}{% if orderNumber != blank %} pour la commande {{ orderNumber }}{% endif %} :",
  codeToPay:
    "Voici votre code pour payer {{ amount }}. Copiez le message suivant et collez-le dans l’application de votre banque.",
  askedOnPhone: "Nous avons envoyé une demande de {{ amount }} sur votre téléphone. Veuillez la confirmer.",
  howToPay: "Pour payer {{ amount }}, veuillez utiliser exactement ces coordonnées :",
  details: {
    payee: "Bénéficiaire",
    account: "Compte",
    bank: "Banque",
    reference: "Référence",
    voucher: "Numéro de bon",
    amount: "Montant",
  },
  held: "Votre banque garde pour nous votre paiement de {{ amount }}. Il n'a pas encore été prélevé ; nous vous préviendrons.",
  partPaid:
    "Merci ! Nous avons reçu {% if received != blank %}{{ received }}{% else %}une partie{% endif %} de votre paiement de {{ amount }}.{% if rest != blank %} Vous pouvez régler les {{ rest }} restants avec le même lien.{% endif %}",
  partOver:
    "Le délai de paiement est passé. Nous avons reçu {% if received != blank %}{{ received }}{% else %}une partie{% endif %} de votre paiement de {{ amount }}. Nous vous dirons la suite.",
  paid: "Merci ! Nous avons reçu votre paiement de {{ amount }}{% if orderNumber != blank %} pour la commande {{ orderNumber }}{% endif %}.",
  failed: "Votre paiement de {{ amount }} n'a pas abouti.",
  expired: "Le délai pour payer {{ amount }} est dépassé : le lien de paiement ne fonctionne plus.",
  cancelled: "Votre paiement de {{ amount }} a été annulé. Rien n'a été débité.",
  mismatch: "Nous avons reçu un paiement qui ne correspond pas à la somme due. Nous vérifions et revenons vers vous.",
  error: "Désolé, nous n'avons pas pu créer votre lien de paiement. Veuillez réessayer un peu plus tard.",
  latePaid:
    "Votre paiement de {{ amount }} nous est finalement parvenu. Merci ! Nous revenons vers vous pour la suite.",
  lateRefunded: "Votre paiement de {{ amount }} est arrivé trop tard : nous vous le remboursons.",
  overpaid: "Il semble que vous ayez payé deux fois. Nous vérifions et revenons vers vous.",
  overpaidBy: "Vous avez payé {{ amount }} de plus que la somme due. Nous vérifions et revenons vers vous.",
  overpaidRefunded:
    "Il semble que vous ayez payé deux fois : nous vous remboursons donc le second paiement de {{ amount }}.",
  waiting:
    'Nous attendons votre paiement de {{ amount }}. Vous pouvez écrire "payé", "renvoyer" ou "annuler le paiement".',
  notYetPaid:
    "Nous ne voyons pas encore votre paiement. Cela peut prendre un instant ; nous vous préviendrons dès son arrivée.",
  cannotSee:
    "Nous ne pouvons pas voir pour l'instant si votre paiement est arrivé. Nous vous le dirons dès que nous le saurons.",
  expiredUnseen:
    "Le délai pour payer {{ amount }} est dépassé, mais notre service de paiement ne fonctionnait pas bien. Si vous avez payé, nous vous le dirons dès que nous le verrons.",
  cancelledUnseen:
    "Votre paiement de {{ amount }} a été annulé. Nous ne pouvons pas voir pour l'instant si vous aviez déjà payé ; si c'est le cas, nous vous le dirons dès que nous le verrons.",
  confirmCancel: "Voulez-vous vraiment annuler votre paiement de {{ amount }} ? Répondez oui ou non.",
  notCancelled: "Très bien, votre lien de paiement reste valable.",
  optedOut: "Vous ne recevrez plus de messages de notre part. Écrivez START pour en recevoir à nouveau.",
  optedOutOwing:
    "Vous ne recevrez plus de messages de notre part, même au sujet de votre paiement, dont le lien reste valable. Écrivez START pour en recevoir à nouveau.",
  optedIn: "Ravis de vous retrouver ! Vous recevrez à nouveau nos messages. Écrivez STOP pour ne plus en recevoir.",
  help: "{% if merchant != blank %}Ici {{ merchant }}. {% endif %}{% if contact != blank %}Besoin d'aide ? Contactez-nous : {{ contact }}. {% endif %}Écrivez STOP pour ne plus recevoir de messages de notre part.",
  invalidAnswer: "Désolé, cette réponse ne semble pas correcte. Veuillez réessayer.",
  invalidNumber: "Répondez par un nombre, par exemple 12.",
  invalidEmail: "Envoyez une adresse e-mail complète, par exemple nom@example.com.",
  invalidPhone: "Envoyez un numéro de téléphone avec l'indicatif du pays, par exemple +33 6 12 34 56 78.",
  invalidDate: "Ce n'est pas une date que nous savons lire. Écrivez-la ainsi : {{ example }}.",
  invalidAmount: "Envoyez un montant, par exemple 99,90.",
  broken:
    "Désolé, un problème est survenu de notre côté et nous ne pouvons pas continuer ici. Merci de nous réécrire un peu plus tard.",
  standing: "Merci pour votre message. Nous reprenons ici dès que possible.",
  chooseOne: "Veuillez choisir l'une des options.",
  more: "Suite",
  choicesTitle: "Voir les options",
  yesButton: "Oui",
  noButton: "Non",
  words: {
    paid: ["payé", "j'ai payé", "c'est payé", "c'est fait", "fait"],
    resend: ["renvoyer", "renvoyer le lien", "renvoyez", "lien"],
    cancel: ["annuler", "annuler le paiement", "annuler paiement", "annuler la commande"],
    yes: ["oui", "oui merci", "o", "ouais", "d'accord", "bien sûr"],
    no: ["non", "non merci"],
  },
}
