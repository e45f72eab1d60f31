import { Stack } from "@mantine/core"
import { useId, useMemo } from "react"
import type { Fault } from "../client/client"
import { Field } from "./Field"
import { Form } from "./form"
import { type FieldSchema, withField } from "./schema"
import { type FieldsSaid, translated } from "./translated"

export interface SchemaFormProps {
  /** Of an object. */
  schema: FieldSchema
  /** What its fields are called in the language in use; without, as the schema says. */
  words: FieldsSaid | undefined
  value: Record<string, unknown>
  onChange(value: Record<string, unknown>): void
  /** Paths are within `value`, such as "options.0.title". */
  faults?: readonly Pick<Fault, "path" | "message">[]
  /** What is to be known of fields, such as how they are read; paths as of faults. */
  notes?: readonly { path: string; message: string }[]
  /** Names of secrets that are stored: shown as set, sent only when typed anew. */
  secretsSet?: readonly string[]
  /** Names that templates may use, offered while typing `{{`. */
  variables?: readonly string[]
  /** What can be chosen where the schema does not say, by the field's path or its control. */
  choices?: Readonly<Record<string, readonly { value: string; label: string }[]>>
  readOnly?: boolean
}

/** Draws the fields of a schema. */
export function SchemaForm(props: SchemaFormProps) {
  const {
    schema: fields,
    words,
    value,
    onChange,
    faults = [],
    notes = [],
    secretsSet = [],
    variables = [],
    choices = {},
    readOnly = false,
  } = props
  const id = useId()
  const schema = useMemo(() => translated(fields, words), [fields, words])
  const asked = Object.entries(schema.properties ?? {}).filter(([, property]) => !property.learnt)
  return (
    <Form value={{ id, Field, faults, notes, secretsSet, variables, choices, readOnly }}>
      <Stack gap="sm">
        {asked.map(([name, property]) => (
          <Field
            key={name}
            path={name}
            name={name}
            schema={property}
            required={schema.required?.includes(name) ?? false}
            value={value[name]}
            onChange={(next) => onChange(withField(value, name, next))}
          />
        ))}
      </Stack>
    </Form>
  )
}
