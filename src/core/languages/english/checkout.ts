import type { CheckoutWords } from "../language"
import { chat } from "./chat"

/** English. */
export const checkout: CheckoutWords = {
  leadsTo: {
    code: "You will get a code to pay with in your bank’s app.",
    push: "We will send a payment request to your phone.",
    instructions: "You will see the details to pay with.",
  },
  asks: "For this payment we need to know:",
  fields: {
    name: "Full name",
    email: "Email address",
    phone: "Phone number with country code",
    country: "Country",
    taxId: "Tax number",
  },
  choose: "Please choose",
  check: "Please check what is marked below.",
  wrong: {
    name: "Please write your full name.",
    email: "Please write a full email address, such as name@example.com.",
    phone: "Please write a phone number with its country code, such as +27 82 123 4567.",
    country: "Please choose a country.",
    taxId: "This number is not right. Please check each digit.",
  },
  posting: { title: "Taking you to the payment page", text: "If nothing happens, press the button." },
  goOn: "Continue",
  payWith: (scheme) => (scheme === null ? "Pay with this code" : `Pay with ${scheme}`),
  codeText: "Copy the code and paste it in your bank’s app, or scan the picture with another phone.",
  theCode: "Code",
  copyCode: "Copy the code",
  copy: "Copy",
  copied: "Copied",
  picture: "The same code as a QR code",
  openPage: "Open the payment page",
  lookAtPhone: "Look at your phone",
  askedOn: (phone) => `We sent a payment request to ${phone}. Confirm it there, and you are done.`,
  againIn: (left) => `It can be sent again in ${left}.`,
  again: "Send it again",
  unsure: {
    title: "We cannot tell whether the request reached your phone",
    text: "It may still come. If it does, confirm it just once: we will see it.",
  },
  instructions: {
    title: "Pay with these details",
    text: "Use them exactly as they stand here, so that we recognise your payment.",
  },
  labels: chat.details,
  watching: "This page shows when your payment has arrived, and we tell you in the chat.",
}
