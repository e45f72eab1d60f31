import { NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from "@mantine/core"
import { useLocale, useWords } from "../words"
import { durationText } from "./duration"
import { EitherField } from "./EitherField"
import { type FieldProps, useForm } from "./form"
import { GroupField } from "./GroupField"
import { JsonField } from "./JsonField"
import { ListField } from "./ListField"
import { SecretField } from "./SecretField"
import { kindOf, titleOf } from "./schema"
import { TemplateField } from "./TemplateField"
import { WordingField } from "./WordingField"

/** One field, edited in the way that its schema asks for. */
export function Field(props: FieldProps) {
  const { path, name, schema, required, value, onChange } = props
  const { fault, choices, readOnly } = useForm(path)
  const { forms } = useWords()
  const locale = useLocale()
  const shared = {
    label: titleOf(name, schema),
    description: schema.description,
    error: fault,
    disabled: readOnly,
    withAsterisk: required && schema.default === undefined,
  }
  const text = typeof value === "string" ? value : ""
  const change = (next: string) => onChange(next === "" && !required && schema.default === undefined ? undefined : next)
  const given = value === undefined ? schema.default : value
  const number = typeof given === "number" ? given : undefined
  const lasting =
    number !== undefined && name.endsWith("Seconds") && number >= 60 ? `= ${durationText(number, locale)}` : ""
  const offered = choices[path] ?? choices[schema.control ?? ""]
  if (offered)
    return (
      <Select
        {...shared}
        data={[...offered]}
        value={text || null}
        onChange={(next) => onChange(next ?? undefined)}
        searchable
      />
    )

  switch (kindOf(schema)) {
    case "secret":
      return <SecretField {...props} />
    case "template":
      return <TemplateField {...props} />
    case "wording":
      return <WordingField {...props} />
    case "group":
      return <GroupField {...props} />
    case "list":
      return <ListField {...props} />
    case "either":
      return <EitherField {...props} />
    case "json":
      return <JsonField {...props} />
    case "yes":
      return (
        <Switch
          label={shared.label}
          description={schema.description}
          error={fault}
          disabled={readOnly}
          checked={(value ?? schema.default) === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      )
    case "number":
      return (
        <NumberInput
          {...shared}
          description={[schema.description, lasting].filter(Boolean).join(" ")}
          value={number ?? ""}
          onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
          allowDecimal={schema.type !== "integer"}
        />
      )
    case "choice":
      return (
        <Select
          {...shared}
          data={(schema.enum ?? [])
            .map(String)
            .map((known) => ({ value: known, label: schema.labels?.[known] ?? known }))}
          value={typeof (value ?? schema.default) === "string" ? String(value ?? schema.default) : null}
          onChange={(next) => onChange(next ?? undefined)}
          searchable={(schema.enum?.length ?? 0) > 8}
          allowDeselect={!required && schema.default === undefined}
        />
      )
    case "tags":
      return (
        <TagsInput
          {...shared}
          placeholder={forms.tags}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
          {...(schema.items?.enum && { data: schema.items.enum.map(String) })}
        />
      )
    case "long":
      return (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          maxRows={10}
          value={text}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      )
    default:
      return <TextInput {...shared} value={text} onChange={({ currentTarget }) => change(currentTarget.value)} />
  }
}
