import type { Language } from "../language"
import { chat } from "./chat"
import { consent } from "./consent"

/** English. */
export const english: Language = {
  title: "English",
  decimalComma: false,
  chat,
  page: async () => (await import("./page")).page,
  consent,
}
