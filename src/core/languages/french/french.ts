import type { Language } from "../language"
import { chat } from "./chat"
import { consent } from "./consent"

/** French. */
export const french: Language = {
  title: "Français",
  decimalComma: true,
  chat,
  page: async () => (await import("./page")).page,
  consent,
}
