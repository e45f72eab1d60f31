import type { Language } from "../language"
import { chat } from "./chat"
import { consent } from "./consent"

/** Portuguese. */
export const portuguese: Language = {
  title: "Português",
  decimalComma: true,
  chat,
  page: async () => (await import("./page")).page,
  consent,
}
