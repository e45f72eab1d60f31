import { Button, Fieldset, Stack, Text } from "@mantine/core"
import { useWords } from "../words"
import { type FieldProps, useForm } from "./form"
import { asRecord, initialOf, titleOf, withField } from "./schema"

/** Fields that belong together; when they are optional they can be added and taken away as one. */
export function GroupField({ path, name, schema, required, value, onChange }: FieldProps) {
  const { forms } = useWords()
  const { Field, readOnly, fault } = useForm(path)
  const title = titleOf(name, schema)
  const optional = !required && schema.default === undefined
  if (optional && value === undefined)
    return (
      <Stack gap={4} align="start">
        <Button variant="default" size="xs" disabled={readOnly} onClick={() => onChange(initialOf(schema))}>
          {forms.add(title)}
        </Button>
        {schema.description && <Text size="xs">{schema.description}</Text>}
      </Stack>
    )
  const fields = asRecord(value ?? schema.default)
  return (
    <Fieldset legend={title} p="sm">
      <Stack gap="sm">
        {schema.description && <Text size="xs">{schema.description}</Text>}
        {fault && (
          <Text size="xs" c="red.8" role="alert">
            {fault}
          </Text>
        )}
        {Object.entries(schema.properties ?? {}).map(([inner, property]) => (
          <Field
            key={inner}
            path={`${path}.${inner}`}
            name={inner}
            schema={property}
            required={schema.required?.includes(inner) ?? false}
            value={fields[inner]}
            onChange={(next) => onChange(withField(fields, inner, next))}
          />
        ))}
        {optional && (
          <Button
            variant="default"
            size="xs"
            disabled={readOnly}
            onClick={() => onChange(undefined)}
            style={{ alignSelf: "start" }}
          >
            {forms.remove(title)}
          </Button>
        )}
      </Stack>
    </Fieldset>
  )
}
