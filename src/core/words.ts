import type * as z from "zod"
import type { Guide, GuideStep } from "./guide"
import type { Translation, Wordings } from "./text/sentence"

/** What a form says in a language other than English: in the folder that defines it, as `words/<language>.ts`. */
export interface FormWords<Fields extends z.ZodObject> {
  fields: FieldWords<Fields>
}

/**
 * What a channel or provider says of itself in a language other than English. Typed by its own fields and steps, so that
 * one without words does not compile; two members never share a word. Names such as WhatsApp, and what is to be typed or
 * pressed at the service, stay as they are.
 */
export interface MemberWords<Member extends { config: z.ZodObject; guide: Guide }> extends FormWords<Member["config"]> {
  /** Only where the name itself is translated. */
  title?: string
  steps: Readonly<Record<keyof Member["guide"] & string, GuideStep>>
}

/** What a node type says of itself in a language other than English. Exits that an author names keep their names. */
export interface NodeWords<
  Node extends { config: z.ZodObject; ownExits: readonly { name: string }[]; sentences: Wordings },
> extends FormWords<Node["config"]> {
  title: string
  exits: Readonly<Record<Node["ownExits"][number]["name"], string>>
  /** What is said of settings that cannot work. */
  sentences: Translation<Node["sentences"]>
}

/** What the fields of a form are called, by their names. */
type FieldWords<Fields extends z.ZodObject> = {
  readonly [Name in keyof Fields["shape"] & string as Fields["shape"][Name] extends z.ZodLiteral ? never : Name]: Said<
    Fields["shape"][Name]
  >
}

/** `hint` stands where the field has a description, `rule` where its schema has words of its own for what it must be. */
type Said<Schema> = { title: string; hint?: string; rule?: string } & Inside<Bare<Schema>>

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
