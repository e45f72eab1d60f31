import { Combobox, Textarea, useCombobox } from "@mantine/core"
import { useRef } from "react"
import { useWords } from "../words"
import { type FieldProps, useForm } from "./form"
import { titleOf } from "./schema"
import { inserted, offered } from "./template"

/** A text with variables in it, which are offered as soon as `{{` is typed. */
export function TemplateField(props: FieldProps & { placeholder?: string }) {
  const { path, name, schema, required, value, placeholder, onChange } = props
  const { forms } = useWords()
  const { fault, note, readOnly, variables } = useForm(path)
  const box = useRef<HTMLTextAreaElement>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const text = value === undefined || value === null ? "" : String(value)
  const caret = () => box.current?.selectionStart ?? text.length
  const names = combobox.dropdownOpened ? offered(text, caret(), variables) : []

  function change(next: string, at: number): void {
    onChange(next === "" && !required && schema.default === undefined ? undefined : next)
    if (offered(next, at, variables).length > 0) {
      combobox.openDropdown()
      combobox.updateSelectedOptionIndex()
    } else combobox.closeDropdown()
  }

  function insert(variable: string): void {
    const next = inserted(text, caret(), variable)
    onChange(next.text)
    combobox.closeDropdown()
    requestAnimationFrame(() => box.current?.setSelectionRange(next.caret, next.caret))
  }

  return (
    <Combobox store={combobox} onOptionSubmit={insert} withinPortal>
      <Combobox.EventsTarget>
        <Textarea
          ref={box}
          label={titleOf(name, schema)}
          description={
            note === null ? (
              schema.description
            ) : (
              <>
                {schema.description} <b>{note}</b>
              </>
            )
          }
          error={fault}
          disabled={readOnly}
          withAsterisk={required && schema.default === undefined}
          autosize
          minRows={(schema.maxLength ?? 0) > 1000 ? 3 : 1}
          maxRows={12}
          value={text}
          placeholder={placeholder}
          onChange={({ currentTarget }) => change(currentTarget.value, currentTarget.selectionStart)}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.EventsTarget>
      <Combobox.Dropdown hidden={names.length === 0}>
        <Combobox.Options aria-label={forms.variables} mah={220} style={{ overflowY: "auto" }}>
          {names.map((variable) => (
            <Combobox.Option key={variable} value={variable}>
              {variable}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
