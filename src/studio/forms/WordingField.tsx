import { Checkbox, Stack } from "@mantine/core"
import { type Phrases, phrases } from "../../core/languages"
import { useLocale, useWords } from "../words"
import { type FieldProps, useForm } from "./form"
import { type FieldSchema, titleOf } from "./schema"
import { TemplateField } from "./TemplateField"

/** Words to the customer that have a standard: absent means that, empty means silence. */
export function WordingField(props: FieldProps) {
  const { path, name, schema, value, onChange } = props
  const { forms } = useWords()
  const { readOnly } = useForm(path)
  const locale = useLocale()
  const silent = value === ""
  return (
    <Stack gap={4}>
      <TemplateField
        {...props}
        value={silent ? undefined : value}
        placeholder={silent ? forms.silent : standardOf(schema, phrases(locale))}
      />
      {!schema.needed && (
        <Checkbox
          size="xs"
          label={forms.saysNothing}
          aria-label={forms.saysNothingOf(titleOf(name, schema))}
          disabled={readOnly}
          checked={silent}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? "" : undefined)}
        />
      )}
    </Stack>
  )
}

function standardOf({ standard }: FieldSchema, phrases: Phrases): string {
  const found: unknown = Object.entries(phrases).find(([known]) => known === standard)?.[1]
  return typeof found === "string" ? found : ""
}
