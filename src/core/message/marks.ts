import { normal, plainDigits } from "../text/normal"

const LETTERS = "abcdefghijklmnopqrstuvwxyz"

/**
 * What stands before each line of a list that is written: its number; letters where the number of one line is how the
 * title of another begins ("1. 2" and "2. 4"), so that what the customer writes can mean one of them only.
 */
export function marksOf(titles: readonly string[]): string[] {
  const numbers = titles.map((_, index) => String(index + 1))
  const isNumberOfAnother = (title: string, index: number) => {
    const [first = ""] = plainDigits(normal(title)).split(" ")
    return /^[0-9]{1,2}$/.test(first) && numbers.includes(String(Number(first))) && Number(first) !== index + 1
  }
  if (titles.length > LETTERS.length || !titles.some(isNumberOfAnother)) return numbers
  return numbers.map((_, index) => LETTERS[index] ?? "")
}
