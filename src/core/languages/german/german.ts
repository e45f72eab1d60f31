import type { Language } from "../language"
import { chat } from "./chat"
import { consent } from "./consent"

/** German. */
export const german: Language = {
  title: "Deutsch",
  decimalComma: true,
  chat,
  page: async () => (await import("./page")).page,
  consent,
}
