import { ActionIcon, Button, Fieldset, Group, Stack, Text } from "@mantine/core"
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react"
import { useWords } from "../words"
import { type FieldProps, useForm } from "./form"
import { asRecord, type FieldSchema, initialOf, titleOf, withField } from "./schema"

/** A list of things with fields of their own. */
export function ListField({ path, name, schema, value, onChange }: FieldProps) {
  const { forms } = useWords()
  const { Field, readOnly, fault } = useForm(path)
  const title = titleOf(name, schema)
  const items: unknown[] = Array.isArray(value) ? value : Array.isArray(schema.default) ? schema.default : []
  const item: FieldSchema = schema.items ?? {}
  const replace = (index: number, next: unknown) => onChange(items.map((one, at) => (at === index ? next : one)))
  const swap = (index: number, other: number) =>
    onChange(items.map((one, at) => (at === index ? items[other] : at === other ? items[index] : one)))

  return (
    <Fieldset legend={title} p="sm">
      <Stack gap="sm">
        {schema.description && <Text size="xs">{schema.description}</Text>}
        {fault && (
          <Text size="xs" c="red.8" role="alert">
            {fault}
          </Text>
        )}
        {items.map((one, index) => {
          const fields = asRecord(one)
          const number = index + 1
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
            <Fieldset key={index} legend={forms.item(title, number)} p="xs">
              <Stack gap="xs">
                {Object.entries(item.properties ?? {}).map(([inner, property]) => (
                  <Field
                    key={inner}
                    path={`${path}.${index}.${inner}`}
                    name={inner}
                    schema={property}
                    required={item.required?.includes(inner) ?? false}
                    value={fields[inner]}
                    onChange={(next) => replace(index, withField(fields, inner, next))}
                  />
                ))}
                <Group gap={4} justify="end">
                  <ActionIcon
                    variant="default"
                    aria-label={forms.moveUp(title, number)}
                    disabled={readOnly || index === 0}
                    onClick={() => swap(index, index - 1)}
                  >
                    <IconArrowUp size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    aria-label={forms.moveDown(title, number)}
                    disabled={readOnly || number === items.length}
                    onClick={() => swap(index, number)}
                  >
                    <IconArrowDown size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    aria-label={forms.removeItem(title, number)}
                    disabled={readOnly}
                    onClick={() => onChange(items.filter((_, at) => at !== index))}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </Group>
              </Stack>
            </Fieldset>
          )
        })}
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: "start" }}
          disabled={readOnly || items.length >= (schema.maxItems ?? Number.POSITIVE_INFINITY)}
          onClick={() => onChange([...items, initialOf(item)])}
        >
          {forms.add(title)}
        </Button>
      </Stack>
    </Fieldset>
  )
}
