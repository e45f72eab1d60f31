import type { Language } from "../language"
import { chat } from "./chat"
import { consent } from "./consent"

/** Afrikaans. */
export const afrikaans: Language = {
  title: "Afrikaans",
  decimalComma: true,
  chat,
  page: async () => (await import("./page")).page,
  consent,
}
