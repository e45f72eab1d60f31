import type { PageWords } from "../language"
import { checkout } from "./checkout"

/** English. */
export const page: PageWords = {
  amountToPay: "Amount to pay",
  depositToPay: "Deposit to pay now",
  restToPay: "Rest to pay",
  payRest: (amount) => `Pay the rest: ${amount}`,
  bill: {
    title: "What it is for",
    tax: "Tax",
    discount: "Discount",
    shipping: "Shipping",
    total: "Total",
    deposit: "Deposit now",
    received: "Received already",
    left: "Left to pay",
  },
  details: "Details",
  payee: "To",
  description: "For",
  orderNumber: "Order number",
  payBy: "Pay by",
  paidOn: "Paid on",
  refunded: "Refunded",
  pay: (amount) => `Pay ${amount}`,
  secure: "You will pay on our payment provider’s secure page. We never see your card details.",
  checkout,
  cancel: "Cancel this payment",
  close: "You can close this page and go back to your chat.",
  test: "Test mode: no real money moves.",
  pending: {
    title: "Your payment is on its way",
    text: "Your bank still has to confirm it. We will tell you in the chat as soon as it arrives; please do not pay again.",
  },
  authorised: {
    title: "Your payment is reserved",
    text: "Your bank holds the money for us, and it has not been taken yet. We will tell you in the chat once it is; please do not pay again.",
  },
  part_paid: {
    title: "We have received a part of it",
    text: "Thank you! The rest has not come yet. Go back to your chat to see how to go on from here.",
  },
  paid: { title: "Thank you!", text: "We have received your payment." },
  late: "It reached us after the time was up. We will be in touch about what happens next.",
  overpaid: "It looks like you paid twice. We will look into it and get back to you.",
  failed: {
    title: "The payment did not go through",
    text: "It can no longer be paid. Go back to your chat to see how to go on from here.",
  },
  expired: {
    title: "This payment link has expired",
    text: "It can no longer be paid. Go back to your chat and ask for a new link.",
  },
  cancelled: {
    title: "This payment was cancelled",
    text: "It can no longer be paid. If you still want to pay, ask for a new link in your chat.",
  },
  mismatch: {
    title: "We are looking into your payment",
    text: "What we received does not match what was due. We will get back to you; please do not pay again.",
  },
  checking: {
    title: "We are checking your payment",
    text: "This takes a few seconds, and this page updates by itself. Please do not pay again.",
  },
  slow: {
    title: "We have not seen your payment yet",
    text: "If you have paid, it may take a little longer. We will tell you in the chat as soon as it arrives.",
  },
  checkAgain: "Check again",
  notPaidYet: "I have not paid yet",
  confirm: { title: "Cancel this payment?", text: "The payment link will stop working." },
  yesCancel: "Yes, cancel it",
  keep: "No, go back",
  unknown: {
    title: "This link does not work",
    text: "It may be incomplete. Go back to your chat and open the link there, or ask for a new one.",
  },
  trouble: {
    title: "That did not work",
    text: "Please try again in a moment. If it keeps happening, tell us in your chat.",
  },
  unpayable: {
    title: "Paying is not possible just now",
    text: "The fault is on our side. Please try again later with this same link.",
  },
  tryAgain: "Try again",
  help: "Need help?",
}
