import { Checkbox, PasswordInput, Stack } from "@mantine/core"
import { useWords } from "../words"
import { type FieldProps, useForm } from "./form"
import { titleOf } from "./schema"

/** A secret: never shown again once it is stored. Left alone it keeps its value; null takes it away. */
export function SecretField({ path, name, schema, required, value, onChange }: FieldProps) {
  const { forms } = useWords()
  const { fault, readOnly, secretsSet } = useForm(path)
  const stored = secretsSet.includes(name)
  const note = stored ? (value === null ? forms.secretCleared : forms.secretSet) : ""
  return (
    <Stack gap={4}>
      <PasswordInput
        label={titleOf(name, schema)}
        description={[schema.description, note].filter(Boolean).join(" ")}
        error={fault}
        disabled={readOnly}
        withAsterisk={required && !stored}
        autoComplete="off"
        value={typeof value === "string" ? value : ""}
        onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
      />
      {stored && !required && (
        <Checkbox
          size="xs"
          label={forms.secretClear}
          disabled={readOnly}
          checked={value === null}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? null : undefined)}
        />
      )}
    </Stack>
  )
}
