import * as z from "zod"
import { type Issue, read } from "../../../core/text/issues"
import type { Sentence } from "../../../core/text/sentence"
import { PROBLEM_TYPE, problemOf } from "../../refusal"
import { say } from "../sentences"

/** Which sentence it is, so that whoever shows it can say it in another language. */
const known = {
  key: z.string().optional().meta({ description: "A stable name of the sentence, where it is one of ours." }),
  values: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .meta({ description: "What is filled into it." }),
}

/** A sentence. */
export const sentence = {
  message: z.string().meta({ description: "For people, in English: what happened and what to do." }),
  ...known,
}

/** A sentence of ours. */
export const ourSentence = {
  message: sentence.message,
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
}

/** What is wrong with one part of what was sent. */
const fault = z
  .object({
    path: z.string().meta({ description: "Which field, as in config.appSecret or nodes.2.name; empty for the whole." }),
    ...sentence,
    code: z.string().optional().meta({ description: "A stable word for it, where there is one." }),
    node: z.string().optional().meta({ description: "The id of the flow's node that it concerns." }),
  })
  .meta({ id: "Fault" })

export type Fault = z.output<typeof fault>

/** The body of every answer that refuses something: problem details (RFC 9457). */
export const problem = z
  .object({
    type: z.string().meta({ description: "urn:paythread:problem: and the code." }),
    title: z.string().meta({ description: "What the status means." }),
    status: z.int(),
    code: z.string().meta({ description: "A stable word such as invalid, not_found or conflict." }),
    detail: z.string().meta({ description: "For people, in English: what happened and what to do." }),
    ...known,
    faults: z.array(fault).optional(),
    revision: z.int().optional().meta({ description: "Of the draft as it is stored, where a newer one was saved." }),
  })
  .meta({ id: "Problem" })

/** A request that the API refuses, with the answer it gets. */
export class Problem extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 413 | 422,
    readonly code: string,
    private readonly said: Sentence,
    private readonly more: { faults?: Fault[]; revision?: number } = {},
  ) {
    super(said.message)
  }

  /** As `problem` describes it. */
  get body(): z.input<typeof problem> {
    const { message, ...which } = this.said
    return { ...problemOf(this.status, this.code, message), ...which, ...this.more }
  }
}

/** The answer that a Problem is. */
export function answered({ body, status }: Problem, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...headers, "content-type": PROBLEM_TYPE } })
}

/** Nothing has that id. */
export function notFound(what: string, id: string): Problem {
  return new Problem(404, "not_found", say("absent", { what, id }))
}

/** One or more fields are wrong: the first is said for all. */
export function invalid(faults: Fault[]): Problem {
  const [first] = faults.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`))
  const more = faults.length > 1 ? ` There are ${faults.length} faults in all.` : ""
  const message = first === undefined ? say("unacceptable").message : first.replace(/\.?$/, ".")
  return new Problem(422, "invalid", { ...say("unacceptable"), message: message + more }, { faults })
}

/** The value as the schema reads it. Throws a Problem that names every wrong field, below `at`. */
export function validated<Schema extends z.ZodType>(schema: Schema, value: unknown, at = ""): z.output<Schema> {
  const known = read(schema, value)
  if ("issues" in known) throw invalid(faultsOf(known.issues, at))
  return known.data
}

/** What a schema found wrong; paths begin with `at`. */
export function faultsOf(issues: readonly Issue[], at = ""): Fault[] {
  return issues.map(({ path, said }) => ({ path: [...(at === "" ? [] : [at]), ...path].join("."), ...said }))
}
