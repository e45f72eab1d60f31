import { normal } from "../../core/text/normal"

/** Something that a customer can choose by its words. */
interface Named {
  id: string
  title: string
}

/** What the words mean among what is shown: an id or title, else a number in the list, else the beginning of one title only. */
export function meant<Option extends Named>(options: readonly Option[], text: string): Option | undefined {
  const said = normal(text)
  if (said === "" || said.length > 200) return undefined
  const option = named(options, text)
  if (option) return option
  if (/^[0-9]{1,2}$/.test(said)) return options[Number(said) - 1]
  const begun = options.filter(({ title }) => normal(title).startsWith(said))
  return begun.length === 1 ? begun[0] : undefined
}

/** The option that the words name, when they name one only. */
export function named<Option extends Named>(options: readonly Option[], text: string): Option | undefined {
  const said = normal(text)
  const own = options.find(({ id }) => id === text.trim())
  if (own || said === "") return own
  const titled = options.filter(({ title }) => normal(title) === said)
  return titled.length === 1 ? titled[0] : undefined
}
