import { marksOf } from "../../core/message/marks"
import { normal, plainDigits } from "../../core/text/normal"

/** Something that a customer can choose by its words. */
interface Named {
  id: string
  title: string
}

/**
 * What the words mean among what is shown: a title, else what stands before a line of the list, else the beginning of one
 * title only. An id, which nobody sees, counts where it is no number of a line.
 */
export function meant<Option extends Named>(options: readonly Option[], text: string): Option | undefined {
  const said = compared(text)
  if (said === "" || said.length > 200) return undefined
  const marks = marksOf(options.map(({ title }) => title))
  const line = options[marks.indexOf(/^[0-9]{1,2}$/.test(said) ? String(Number(said)) : said)]
  const titled = options.filter(({ title }) => compared(title) === said)
  // Letters stand there where numbers are titles: a title that is such a letter too could be either.
  if (line && titled.length > 0 && titled[0] !== line) return undefined
  const option = titled.length === 1 ? titled[0] : (line ?? byId(options, text))
  if (option) return option
  const begun = options.filter(({ title }) => compared(title).startsWith(said))
  return begun.length === 1 ? begun[0] : undefined
}

/** The option that the words name, when they name one only. */
export function named<Option extends Named>(options: readonly Option[], text: string): Option | undefined {
  const said = compared(text)
  const titled = said === "" ? [] : options.filter(({ title }) => compared(title) === said)
  return titled.length === 1 ? titled[0] : byId(options, text)
}

function byId<Option extends Named>(options: readonly Option[], text: string): Option | undefined {
  return options.find(({ id }) => id === text.trim())
}

function compared(text: string): string {
  return plainDigits(normal(text))
}
