import { Textarea } from "@mantine/core"
import { useState } from "react"
import { useWords } from "../words"
import { type FieldProps, useForm } from "./form"
import { titleOf } from "./schema"

/** A value of any shape, written as JSON. What is not JSON yet is kept here and goes no further. */
export function JsonField({ path, name, schema, required, value, onChange }: FieldProps) {
  const { forms } = useWords()
  const { fault, readOnly } = useForm(path)
  const written = value === undefined ? "" : JSON.stringify(value, null, 2)
  const [text, setText] = useState<string | null>(null)
  const read = text === null ? undefined : parse(text)
  return (
    <Textarea
      label={titleOf(name, schema)}
      description={schema.description}
      error={fault ?? (text !== null && text.trim() !== "" && read === undefined ? forms.notJson : null)}
      disabled={readOnly}
      withAsterisk={required}
      autosize
      minRows={3}
      maxRows={14}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "0.8rem" } }}
      value={text ?? written}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        const next = parse(currentTarget.value)
        if (next !== undefined || currentTarget.value.trim() === "") onChange(next)
      }}
      onBlur={() => {
        if (read !== undefined) setText(null)
      }}
    />
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
