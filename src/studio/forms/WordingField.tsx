import { Checkbox, Stack } from "@mantine/core"
import { type Phrases, phrases } from "../../core/languages"
import { useLocale, useWords } from "../words"
import { type FieldProps, useForm } from "./form"
import { titleOf } from "./schema"
import { TemplateField } from "./TemplateField"

/** Words to the customer that have a standard: absent means that, empty means silence. */
export function WordingField(props: FieldProps) {
  const { path, name, schema, value, onChange } = props
  const { forms } = useWords()
  const { readOnly } = useForm(path)
  const locale = useLocale()
  const silent = value === ""
  // Without the request nobody could pay: it cannot be silent.
  const needed = name === "request"
  return (
    <Stack gap={4}>
      <TemplateField
        {...props}
        value={silent ? undefined : value}
        placeholder={silent ? forms.silent : standardOf(name, phrases(locale))}
      />
      {!needed && (
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

function standardOf(name: string, standard: Phrases): string {
  if (name === "request") return standard.paymentRequest
  const found: unknown = Object.entries(standard).find(([known]) => known === name)?.[1]
  return typeof found === "string" ? found : ""
}
