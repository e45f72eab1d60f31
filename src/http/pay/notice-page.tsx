import type { Notice } from "../../core/languages/language"
import { MarkSign } from "./marks"
import { renderPage } from "./page"
import type { Voice } from "./voice"

/** The page of a link that nobody knows: the same whatever is wrong with it, so that trying links teaches nothing. */
export function renderUnknown({ locale, words }: Voice): string {
  const { title, text } = words.unknown
  return renderPage({
    locale,
    title,
    merchant: null,
    ribbon: null,
    closing: words.close,
    children: (
      <>
        <MarkSign mark="look" />
        <h1>{title}</h1>
        <p class="text">{text}</p>
      </>
    ),
  })
}

/** The page of a request that failed, with a button that makes it again. */
export function renderTrouble(
  { locale, words }: Voice,
  { title, text }: Notice,
  again: { method: string; path: string },
): string {
  return renderPage({
    locale,
    title,
    merchant: null,
    ribbon: null,
    closing: words.close,
    children: (
      <>
        <MarkSign mark="look" />
        <div role="status">
          <h1>{title}</h1>
          <p class="text">{text}</p>
        </div>
        <form class="actions" method={again.method === "POST" ? "post" : "get"} action={again.path}>
          <button type="submit">{words.tryAgain}</button>
        </form>
      </>
    ),
  })
}
