import { isRecord } from "../../../core/json"

/** Choices shown at once; a longer list, such as the currencies, is folded. */
const FEW = 12

/** A JSON schema as nested lists: what it is, what it has in it, what is to be said of it. Nothing for no schema. */
export function Fields({ schema }: { schema: unknown }) {
  if (!isRecord(schema)) return null
  const options = listOf(schema.oneOf ?? schema.anyOf)
  const parts = options.filter((option) => option.type !== "null")
  return (
    <span>
      <Kind schema={schema} /> <small>{facts(schema)}</small> {plain(schema.title)}
      {schema.title === undefined || schema.description === undefined ? "" : ". "}
      {plain(schema.description)}
      {parts.some(isDeep) && (
        <ul>
          {parts.map((option) => (
            <li>
              <Fields schema={option} />
            </li>
          ))}
        </ul>
      )}
      <Properties schema={schema} />
      {isRecord(schema.items) && isDeep(schema.items) && <Properties schema={schema.items} />}
    </span>
  )
}

/** A text without the marks of Markdown that these descriptions use; empty for anything else. */
export function plain(text: unknown): string {
  return typeof text === "string" ? text.replaceAll("`", "") : ""
}

function Properties({ schema }: { schema: Record<string, unknown> }) {
  if (!isRecord(schema.properties)) return null
  const required = Array.isArray(schema.required) ? schema.required : []
  return (
    <ul>
      {Object.entries(schema.properties).map(([name, property]) => (
        <li>
          <code>{name}</code> {required.includes(name) ? <b>required</b> : ""} <Fields schema={property} />
        </li>
      ))}
    </ul>
  )
}

function Kind({ schema }: { schema: Record<string, unknown> }) {
  if (typeof schema.$ref === "string") {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)
    return <a href={`#schema-${name}`}>{name}</a>
  }
  if (Array.isArray(schema.enum)) {
    const values = schema.enum.map((value) => JSON.stringify(value)).join(", ")
    if (schema.enum.length <= FEW) return <small>{values}</small>
    return (
      <details>
        <summary>one of {schema.enum.length}</summary>
        <small>{values}</small>
      </details>
    )
  }
  if (schema.const !== undefined) return <small>{JSON.stringify(schema.const)}</small>
  const options = listOf(schema.oneOf ?? schema.anyOf)
  if (options.length > 0) {
    if (options.filter((option) => option.type !== "null").some(isDeep)) return <small>one of</small>
    return (
      <>
        {options.map((option, index) => (
          <>
            {index > 0 ? " or " : ""}
            <Kind schema={option} />
          </>
        ))}
      </>
    )
  }
  if (schema.type === "array" && isRecord(schema.items))
    return (
      <>
        <small>list of</small> <Kind schema={schema.items} />
      </>
    )
  return <small>{listedTypes(schema.type)}</small>
}

/** What else a value must be. */
function facts(schema: Record<string, unknown>): string {
  const named: [string, unknown][] = [
    ["secret, never shown", schema.writeOnly === true ? "" : undefined],
    ["matches", schema.pattern],
    ["at least", schema.minimum ?? schema.minLength ?? schema.minItems],
    ["at most", isSafeLimit(schema.maximum) ? undefined : (schema.maximum ?? schema.maxLength ?? schema.maxItems)],
    ["default", schema.default === undefined ? undefined : JSON.stringify(schema.default)],
  ]
  return named
    .flatMap(([name, value]) => (value === undefined || isSafeLimit(value) ? [] : [`${name} ${value}`.trim()]))
    .join(", ")
}

/** The limits of integers in JSON say nothing of the field. */
function isSafeLimit(value: unknown): boolean {
  return typeof value === "number" && Math.abs(value) === Number.MAX_SAFE_INTEGER
}

function isDeep(schema: Record<string, unknown>): boolean {
  return isRecord(schema.properties)
}

function listedTypes(type: unknown): string {
  if (Array.isArray(type)) return type.join(" or ")
  return typeof type === "string" ? type : "anything"
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}
