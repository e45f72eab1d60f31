import { type ComponentType, createContext, useContext } from "react"
import type { FieldSchema } from "./schema"

/** What every field of a form shares. */
export interface FormState {
  id: string
  /** Draws a field of any kind: groups and lists draw theirs with it. */
  Field: ComponentType<FieldProps>
  faults: readonly { path: string; message: string }[]
  /** What is to be known of fields, such as how they are read. */
  notes: readonly { path: string; message: string }[]
  secretsSet: readonly string[]
  variables: readonly string[]
  choices: Readonly<Record<string, readonly { value: string; label: string }[]>>
  readOnly: boolean
}

/** One field: its place, its schema and its value. */
export interface FieldProps {
  /** Where it stands in the form's value, such as "options.0.title". */
  path: string
  name: string
  schema: FieldSchema
  required: boolean
  value: unknown
  onChange(value: unknown): void
}

/** The form that a field is in. */
export const Form = createContext<FormState>({
  id: "",
  Field: () => null,
  faults: [],
  notes: [],
  secretsSet: [],
  variables: [],
  choices: {},
  readOnly: false,
})

/** The form that a field is in, with the fault and the note that stand at the field. */
export function useForm(path: string): FormState & { fault: string | null; note: string | null } {
  const form = useContext(Form)
  return { ...form, fault: at(path, form.faults), note: at(path, form.notes) }
}

function at(path: string, told: FormState["faults"]): string | null {
  const found = told.filter((one) => one.path === path).map(({ message }) => message)
  return found.length === 0 ? null : found.join(" ")
}
