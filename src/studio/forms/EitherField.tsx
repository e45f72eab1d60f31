import { Fieldset, SegmentedControl, Stack, Text } from "@mantine/core"
import { type FieldProps, useForm } from "./form"
import { asRecord, initialOf, tagOf, titleOf, withField } from "./schema"

/** One of several kinds of thing, each with fields of its own. */
export function EitherField({ path, name, schema, value, onChange }: FieldProps) {
  const { Field, readOnly, fault } = useForm(path)
  const options = schema.oneOf ?? schema.anyOf ?? []
  const tag = tagOf(options)
  const fields = asRecord(value ?? schema.default)
  const chosen = options.find(({ properties }) => properties?.[tag]?.const === fields[tag]) ?? options[0]
  const title = titleOf(name, schema)
  return (
    <Fieldset legend={title} p="sm">
      <Stack gap="sm">
        {schema.description && <Text size="xs">{schema.description}</Text>}
        {fault && (
          <Text size="xs" c="red.8" role="alert">
            {fault}
          </Text>
        )}
        <SegmentedControl
          aria-label={title}
          fullWidth
          size="xs"
          disabled={readOnly}
          data={options.map((option) => {
            const kind = String(option.properties?.[tag]?.const)
            return { value: kind, label: titleOf(kind, option) }
          })}
          value={String(chosen?.properties?.[tag]?.const)}
          onChange={(kind) => {
            const next = options.find(({ properties }) => properties?.[tag]?.const === kind)
            if (next) onChange(initialOf(next))
          }}
        />
        {Object.entries(chosen?.properties ?? {})
          .filter(([inner]) => inner !== tag)
          .map(([inner, property]) => (
            <Field
              key={inner}
              path={`${path}.${inner}`}
              name={inner}
              schema={property}
              required={chosen?.required?.includes(inner) ?? false}
              value={fields[inner]}
              onChange={(next) => onChange(withField(fields, inner, next))}
            />
          ))}
      </Stack>
    </Fieldset>
  )
}
