import type { Language } from "../language"
import { chat } from "./chat"
import { consent } from "./consent"

/** Spanish. */
export const spanish: Language = {
  title: "Español",
  decimalComma: true,
  chat,
  page: async () => (await import("./page")).page,
  consent,
}
