import * as z from "zod"
import { sentenceOf } from "../../../core/text/sentences"

/** What is wrong with one part of what was sent. */
const fault = z
  .object({
    path: z.string().meta({ description: "Which field, as in config.appSecret or nodes.2.name; empty for the whole." }),
    message: z.string(),
    code: z.string().optional().meta({ description: "A stable word for it, where there is one." }),
    node: z.string().optional().meta({ description: "The id of the flow's node that it concerns." }),
  })
  .meta({ id: "Fault" })

export type Fault = z.output<typeof fault>

/** The body of every answer that refuses something. */
export const problem = z
  .object({
    error: z.object({
      code: z.string().meta({ description: "A stable word such as invalid, not_found or conflict." }),
      message: z.string().meta({ description: "For people: what happened and what to do." }),
      faults: z.array(fault).optional(),
      revision: z.int().optional().meta({ description: "Of the draft as it is stored, where a newer one was saved." }),
    }),
  })
  .meta({ id: "Problem" })

/** A request that the API refuses, with the answer it gets. */
export class Problem extends Error {
  constructor(
    readonly status: 400 | 404 | 409 | 413 | 422,
    readonly code: string,
    message: string,
    private readonly more: { faults?: Fault[]; revision?: number } = {},
  ) {
    super(message)
  }

  /** As `problem` describes it. */
  get body(): z.input<typeof problem> {
    return { error: { code: this.code, message: this.message, ...this.more } }
  }
}

/** Nothing has that id. */
export function notFound(what: string, id: string): Problem {
  return new Problem(404, "not_found", `There is no ${what} "${id}".`)
}

/** One or more fields are wrong. */
export function invalid(faults: Fault[]): Problem {
  const [first] = faults.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`))
  const more = faults.length > 1 ? ` There are ${faults.length} faults in all.` : ""
  return new Problem(422, "invalid", `${first ?? "This cannot be accepted"}`.replace(/\.?$/, ".") + more, { faults })
}

/** The value as the schema reads it. Throws a Problem that names every wrong field, below `at`. */
export function validated<Schema extends z.ZodType>(schema: Schema, value: unknown, at = ""): z.output<Schema> {
  const read = schema.safeParse(value, { error: sentenceOf })
  if (!read.success) throw invalid(faultsOf(read.error, at))
  return read.data
}

/** What a schema found wrong; paths begin with `at`. */
export function faultsOf(error: z.ZodError, at = ""): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = [...(at === "" ? [] : [at]), ...issue.path.map(String)]
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "There is no such field." }))
    return [{ path: path.join("."), message: wordsOf(issue) }]
  })
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) return "It is required."
  return issue.message
}
