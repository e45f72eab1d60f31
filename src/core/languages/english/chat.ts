import type { Phrases } from "../language"

/** English. */
export const chat: Phrases = {
  paymentRequest: "Please pay {{ amount }}{% if description != blank %} for {{ description }}{% endif %}.",
  depositRequest:
    "Please pay a deposit{% if part != blank %} of {{ part }}{% endif %}{% if description != blank %} for {{ description }}{% endif %}. It is {{ amount }} in all.",
  payButton: "Pay now",
  linkPurpose: "Your link to pay {{ amount }}{% if orderNumber != blank %} for order {{ orderNumber }}{% endif %}:",
  codeToPay: "Here is your code to pay {{ amount }}. Copy the next message and paste it in your bank’s app.",
  askedOnPhone: "We sent a request for {{ amount }} to your phone. Please confirm it there.",
  howToPay: "To pay {{ amount }}, please use exactly these details:",
  details: {
    payee: "Payee",
    account: "Account",
    bank: "Bank",
    reference: "Reference",
    voucher: "Voucher number",
    amount: "Amount",
  },
  held: "Your bank holds your payment of {{ amount }} for us. It has not been taken yet; we will tell you once it is.",
  partPaid:
    "Thank you! We have received {% if received != blank %}{{ received }} of{% else %}a part of{% endif %} your payment of {{ amount }}.{% if rest != blank %} You can pay the other {{ rest }} by the same link.{% endif %}",
  partOver:
    "The time to pay is over. We have received {% if received != blank %}{{ received }} of{% else %}a part of{% endif %} your payment of {{ amount }}. We will be in touch about what happens next.",
  paid: "Thank you! We have received your payment of {{ amount }}{% if orderNumber != blank %} for order {{ orderNumber }}{% endif %}.",
  failed: "Your payment of {{ amount }} did not go through.",
  expired: "The time to pay {{ amount }} has run out, so the payment link no longer works.",
  cancelled: "Your payment of {{ amount }} has been cancelled. Nothing was charged.",
  mismatch: "We received a payment that does not match what you owe. We will look into it and get back to you.",
  error: "Sorry, we could not create your payment link. Please try again a little later.",
  latePaid:
    "Your payment of {{ amount }} has reached us after all. Thank you! We will be in touch about what happens next.",
  lateRefunded: "Your payment of {{ amount }} came too late, so we are refunding it to you.",
  overpaid: "It looks like you paid twice. We will look into it and get back to you.",
  overpaidBy: "You paid {{ amount }} more than you owe. We will look into it and get back to you.",
  overpaidRefunded: "It looks like you paid twice, so we are refunding the second payment of {{ amount }} to you.",
  waiting: 'We are waiting for your payment of {{ amount }}. You can write "paid", "resend" or "cancel payment".',
  notYetPaid: "We have not seen your payment yet. It can take a moment, and we will tell you as soon as it arrives.",
  cannotSee: "We cannot see just now whether your payment has arrived. We will tell you as soon as we know.",
  expiredUnseen:
    "The time to pay {{ amount }} is over, but our payment service was not working properly. If you have paid, we will tell you as soon as we see it.",
  cancelledUnseen:
    "Your payment of {{ amount }} has been cancelled. We cannot see just now whether you had paid already; if you had, we will tell you as soon as we see it.",
  confirmCancel: "Do you really want to cancel your payment of {{ amount }}? Please answer yes or no.",
  notCancelled: "All right, your payment link still works.",
  optedOut: "You will get no more messages from us. Write START to hear from us again.",
  optedOutOwing:
    "You will get no more messages from us, not even about your payment, though its link still works. Write START to hear from us again.",
  optedIn: "Welcome back! You will hear from us again. Write STOP at any time to get no more messages.",
  help: "{% if merchant != blank %}This is {{ merchant }}. {% endif %}{% if contact != blank %}For help, reach us at {{ contact }}. {% endif %}Write STOP to get no more messages from us.",
  invalidAnswer: "Sorry, that does not look right. Please try again.",
  invalidNumber: "Please answer with a number, such as 12.",
  invalidEmail: "Please send a full email address, such as name@example.com.",
  invalidPhone: "Please send a phone number with its country code, such as +27 82 123 4567.",
  invalidDate: "That is not a date we can read. Please write it like {{ example }}.",
  invalidAmount: "Please send an amount such as 99.90.",
  broken: "Sorry, something went wrong on our side, so we cannot go on here. Please write to us again a little later.",
  standing: "Thank you for your message. We will go on here as soon as we can.",
  chooseOne: "Please choose one of the options.",
  more: "More",
  choicesTitle: "See options",
  yesButton: "Yes",
  noButton: "No",
  words: {
    paid: ["paid", "i paid", "i have paid", "i've paid", "payment done", "done"],
    resend: ["resend", "resend link", "send again", "link"],
    cancel: ["cancel", "cancel payment", "cancel order"],
    yes: ["yes", "yes please", "y", "yeah", "yep", "ok", "okay", "sure"],
    no: ["no", "no thanks", "n", "nope"],
  },
}
