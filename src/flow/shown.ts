import { phrases } from "../core/languages"
import type { Message } from "../core/message/message"
import { formatMoney } from "../core/money"
import type { OrderShown } from "../core/order/news"
import { render } from "../core/template"

/** What a customer is told of a checkout that leads to no page; nothing of one that does, for its link says all. */
export function shownMessages({ presentation, money, language }: OrderShown): Message[] {
  const texts = phrases(language)
  const said = (template: string) => {
    const text = render(template, { amount: formatMoney(money, language) })
    return text.ok ? text.text : template
  }
  switch (presentation.kind) {
    case "page":
      return []
    case "code":
      // Alone in its message, so that copying the message is copying the code.
      return [{ text: said(texts.codeToPay) }, { text: presentation.text }]
    case "push":
      return [{ text: said(texts.askedOnPhone) }]
    case "instructions": {
      const lines = presentation.lines.map(({ label, value }) => `${texts.details[label]}: ${value}`)
      return [{ text: [said(texts.howToPay), ...lines].join("\n") }]
    }
  }
}
