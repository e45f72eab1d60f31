import * as z from "zod"

/** One of the schemas, told apart by a field; the fault of an unknown one names those there are. */
export function oneOf<Option extends z.ZodObject>(field: string, options: readonly Option[]) {
  const [first, ...others] = options
  if (!first) throw new RangeError("a choice between nothing")
  return z.discriminatedUnion(field, [first, ...others], {
    error: ({ code }) => (code === "invalid_union" ? `It must be one of: ${namesOf(field, options)}.` : undefined),
  })
}

function namesOf(field: string, options: readonly z.ZodObject[]): string {
  return options
    .flatMap(({ shape }) => {
      const name = shape[field]
      return name instanceof z.ZodLiteral ? [...name.values] : []
    })
    .join(", ")
}
