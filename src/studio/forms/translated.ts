import type { Say } from "../words/terms"
import { type FieldSchema, tagOf, titleOf } from "./schema"

/** The schema with all that a form shows of it in the language in use. Twice is as good as once. */
export function translated(schema: FieldSchema, say: Say): FieldSchema {
  const { description, properties, items, oneOf, anyOf } = schema
  return {
    ...schema,
    ...(description && { description: say(description) }),
    ...(schema.enum && { labels: schema.enum.map((value) => say(String(value))) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [
          name,
          // A constant is not shown: it tells the options of a choice apart.
          property.const === undefined
            ? { ...translated(property, say), title: say(titleOf(name, property)) }
            : property,
        ]),
      ),
    }),
    ...(items && { items: translated(items, say) }),
    ...(oneOf && { oneOf: named(oneOf, say) }),
    ...(anyOf && { anyOf: named(anyOf, say) }),
  }
}

function named(options: readonly FieldSchema[], say: Say): FieldSchema[] {
  const tag = tagOf(options)
  return options.map((option) => {
    const kind = option.properties?.[tag]?.const
    return { ...translated(option, say), ...(kind !== undefined && { title: say(titleOf(String(kind), option)) }) }
  })
}
