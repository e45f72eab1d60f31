import { type FieldSchema, tagOf, titleOf } from "./schema"

/** What a field is called in a language other than English; its exact form is each member's own (`core/words`). */
export interface FieldSaid {
  title: string
  hint?: string
  /** What it must be, where its schema has words of its own for that. */
  rule?: string
  fields?: FieldsSaid
  values?: Readonly<Record<string, string>>
  kinds?: Readonly<Record<string, Pick<FieldSaid, "title" | "fields">>>
}

export type FieldsSaid = Readonly<Record<string, FieldSaid>>

/** The schema of an object with all that a form shows of it in the language of the words; in English without. */
export function translated(schema: FieldSchema, words: FieldsSaid | undefined): FieldSchema {
  const { properties } = schema
  if (!properties) return schema
  const said = Object.entries(properties).map(([name, property]) => [name, field(name, property, words?.[name])])
  return { ...schema, properties: Object.fromEntries(said) }
}

function field(name: string, schema: FieldSchema, said: FieldSaid | undefined): FieldSchema {
  // A constant is not shown: it tells the options of a choice apart.
  if (schema.const !== undefined) return schema
  const { description, items, oneOf, anyOf } = schema
  return {
    ...translated(schema, said?.fields),
    title: said?.title ?? titleOf(name, schema),
    ...(description !== undefined && { description: said?.hint ?? description }),
    ...(schema.enum && { labels: { ...schema.labels, ...said?.values } }),
    ...(items && { items: translated(items, said?.fields) }),
    ...(oneOf && { oneOf: kinds(oneOf, said) }),
    ...(anyOf && { anyOf: kinds(anyOf, said) }),
  }
}

function kinds(options: readonly FieldSchema[], said: FieldSaid | undefined): FieldSchema[] {
  const tag = tagOf(options)
  return options.map((option) => {
    const kind = option.properties?.[tag]?.const
    if (kind === undefined) return translated(option, said?.fields)
    const own = said?.kinds?.[String(kind)]
    return { ...translated(option, own?.fields), title: own?.title ?? titleOf(String(kind), option) }
  })
}

/** What the field at a path of a form's value is called, where there are words for it. */
export function titleAt(words: FieldsSaid | undefined, path: readonly string[]): string | undefined {
  return saidAt(words, path)?.title
}

/** What that field must be, where there are words for it. */
export function ruleAt(words: FieldsSaid | undefined, path: readonly string[]): string | undefined {
  return saidAt(words, path)?.rule
}

function saidAt(words: FieldsSaid | undefined, path: readonly string[]): FieldSaid | undefined {
  let [level, found]: [FieldsSaid | undefined, FieldSaid | undefined] = [words, undefined]
  for (const name of path) {
    if (/^\d+$/.test(name)) continue
    found = level?.[name]
    level = found?.fields ?? Object.assign({}, ...Object.values(found?.kinds ?? {}).map(({ fields }) => fields))
  }
  return found
}
