import { phrases } from "../../core/languages"
import { render } from "../../core/template"
import { defineEffect } from "./effect"

/** Says who writes and how to make it stop. */
export const help = defineEffect({
  type: "help",

  async perform({ world }, { language }) {
    const { merchant = "", contact = "" } = (await world.configuration()) ?? {}
    const template = phrases(language).help
    const text = render(template, { merchant, contact })
    return { owes: [{ type: "send", message: { text: text.ok ? text.text : template } }] }
  },

  line: () => ({ type: "duty", text: "answer HELP" }),
})
