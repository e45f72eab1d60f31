import type * as z from "zod"
import type { Guide, GuideStep } from "./guide"

/**
 * What a channel or provider says of itself in a language other than English: in its folder, as `words/<language>.ts`. Typed
 * by its own fields and steps, so that one without words does not compile; two members never share a word. A code such as
 * WhatsApp or 2026-10-28 stays as it is.
 */
export interface MemberWords<Member extends { config: z.ZodObject; guide: Guide }> {
  /** Only where the name itself is translated. */
  title?: string
  fields: FieldWords<Member["config"]>
  steps: Readonly<Record<keyof Member["guide"] & string, GuideStep>>
}

/** What the fields of a form are called, by their names. */
type FieldWords<Fields extends z.ZodObject> = {
  readonly [Name in keyof Fields["shape"] & string as Fields["shape"][Name] extends z.ZodLiteral ? never : Name]: Said<
    Fields["shape"][Name]
  >
}

/** `hint` stands where the field has a description. */
type Said<Schema> = { title: string; hint?: string } & Inside<Bare<Schema>>

/** Groups and lists have fields, choices have values, and one of several kinds has them all. */
type Inside<Schema> = Schema extends z.ZodObject
  ? { fields: FieldWords<Schema> }
  : Schema extends z.ZodArray<infer Item>
    ? Inside<Bare<Item>>
    : Schema extends z.ZodEnum<infer Values>
      ? Valued<Values[keyof Values] & string>
      : Schema extends z.ZodDiscriminatedUnion<infer Options, infer Tag>
        ? { kinds: { readonly [Option in Options[number] as Kind<Option, Tag>]: KindWords<Option> } }
        : unknown

/** Codes in capitals, such as currencies and methods, are the same in every language. */
type Valued<Value extends string> = [Spelled<Value>] extends [never]
  ? unknown
  : { values: Readonly<Record<Spelled<Value>, string>> }

type Spelled<Value extends string> = Value extends Uppercase<Value> ? never : Value

type Kind<Option, Tag extends string> =
  Option extends z.ZodObject<infer Shape>
    ? Shape[Tag] extends z.ZodLiteral<infer Value>
      ? Value & string
      : never
    : never

type KindWords<Option> = Option extends z.ZodObject
  ? { title: string } & (keyof FieldWords<Option> extends never ? unknown : { fields: FieldWords<Option> })
  : never

type Bare<Schema> = Schema extends
  | z.ZodOptional<infer Inner>
  | z.ZodNullable<infer Inner>
  | z.ZodDefault<infer Inner>
  | z.ZodPrefault<infer Inner>
  | z.ZodReadonly<infer Inner>
  | z.ZodPipe<infer Inner>
  ? Bare<Inner>
  : Schema
