import * as z from "zod"
import { shapeFault } from "../../flow/checks/shape"
import {
  createFlow,
  findFlow,
  findVersion,
  listFlows,
  listVersions,
  publishFlow,
  removeFlow,
  saveDraft,
} from "../../store/flows"
import { byId, chosenId, time } from "./fields"
import { checkHere, conflictMessage, routeFault, routesOf } from "./flowcheck"
import { flowDraft, storedDocument } from "./flowdocument"
import { listOf, pageOf, pageQuery } from "./listing"
import { type Fault, invalid, notFound, Problem } from "./problem"
import { type Call, type Route, route } from "./route"

const tag = "Flows"

const flowView = z
  .object({
    id: z.string(),
    name: z.string(),
    revision: z.int().meta({ description: "Counts the saves of the draft." }),
    published: z
      .int()
      .nullable()
      .meta({ description: "The version that new runs start on; null while there is none." }),
    updatedAt: time,
  })
  .meta({ id: "Flow" })

const versionView = z.object({ version: z.int(), note: z.string(), publishedAt: time }).meta({ id: "FlowVersion" })

const flowFault = z
  .object({ code: z.string(), node: z.string().nullable(), path: z.string(), message: z.string() })
  .meta({ id: "FlowFault" })

const versionParams = z.object({
  ...byId.shape,
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
})

/** Flows: a draft that is worked on, and versions that never change once published. */
export const flowRoutes: Route[] = [
  route({
    method: "get",
    path: "/flows",
    tag,
    summary: "List flows",
    query: pageQuery,
    answer: listOf(flowView),
    handle: ({ world, query }) => listFlows(world.db, pageOf(query)),
  }),
  route({
    method: "post",
    path: "/flows",
    tag,
    summary: "Add a flow with its first draft",
    description: "A draft may be unfinished: its faults are found by checking and publishing.",
    body: z.strictObject({ id: chosenId.optional(), document: flowDraft }),
    status: 201,
    answer: flowView,
    refusals: [409],
    async handle({ world, body: { id, document } }) {
      const flow = { document: draftOf(document), at: world.now(), ...(id !== undefined && { id }) }
      const created = await createFlow(world.db, flow)
      if (!created) throw new Problem(409, "conflict", `There already is a flow "${id}".`)
      return created
    },
  }),
  route({
    method: "get",
    path: "/flows/:id",
    tag,
    summary: "Show a flow with its draft",
    params: byId,
    answer: flowView.extend({ draft: storedDocument }).meta({ id: "FlowWithDraft" }),
    async handle(call) {
      const found = await existing(call, call.params.id)
      return { ...found, draft: storedDocument.parse(found.draft) }
    },
  }),
  route({
    method: "put",
    path: "/flows/:id",
    tag,
    summary: "Save a flow's draft",
    description: "The revision is the one that the draft is based on. A newer one is not overwritten.",
    params: byId,
    body: z.strictObject({ document: flowDraft, revision: z.int().min(1) }),
    answer: flowView,
    refusals: [409],
    async handle({ world, params: { id }, body: { document, revision } }) {
      const draft = { flow: id, revision, document: draftOf(document), at: world.now() }
      const result = await saveDraft(world.db, draft)
      if (!result) throw notFound("flow", id)
      if ("saved" in result) return result.saved
      const message = `The draft was changed meanwhile: it is at revision ${result.conflict} now. Load it again.`
      throw new Problem(409, "conflict", message, { revision: result.conflict })
    },
  }),
  route({
    method: "delete",
    path: "/flows/:id",
    tag,
    summary: "Remove a flow",
    description: "Nothing starts it any more. Runs that are on one of its versions go on.",
    params: byId,
    status: 204,
    async handle({ world, params: { id } }) {
      if (!(await removeFlow(world.db, id))) throw notFound("flow", id)
    },
  }),
  route({
    method: "post",
    path: "/flows/:id/check",
    tag,
    summary: "Find the faults of a flow's draft",
    params: byId,
    answer: z.object({ faults: z.array(flowFault) }),
    async handle(call) {
      const { env, world } = call
      const { id, draft } = await existing(call, call.params.id)
      const { flow, faults } = await checkHere(env, world, id, draft)
      const taken = flow && (await routeFault(world, id, flow))
      return { faults: taken ? [...faults, taken] : faults }
    },
  }),
  route({
    method: "post",
    path: "/flows/:id/publish",
    tag,
    summary: "Publish a flow's draft as its next version",
    description: "Refused with every fault there is. New runs start on it at once; runs under way stay on theirs.",
    params: byId,
    body: z.strictObject({ note: z.string().trim().max(500).default("") }).prefault({}),
    answer: z.object({ version: z.int() }),
    refusals: [409],
    async handle(call) {
      const { env, world, body } = call
      const { id, draft } = await existing(call, call.params.id)
      const { flow, faults } = await checkHere(env, world, id, draft)
      if (!flow || faults.length > 0) throw invalid(faults.map(faultOf))
      const publication = { flow: id, document: flow, note: body.note, routes: routesOf(flow), at: world.now() }
      const result = await publishFlow(world.db, publication)
      if (!result) throw notFound("flow", id)
      if ("conflict" in result) throw new Problem(409, "conflict", conflictMessage(result.conflict))
      return result
    },
  }),
  route({
    method: "get",
    path: "/flows/:id/versions",
    tag,
    summary: "List a flow's published versions, the newest first",
    params: byId,
    query: pageQuery,
    answer: listOf(versionView),
    async handle(call) {
      await existing(call, call.params.id)
      return listVersions(call.world.db, call.params.id, pageOf(call.query))
    },
  }),
  route({
    method: "get",
    path: "/flows/:id/versions/:version",
    tag,
    summary: "Show a published version with its document",
    description: "Also of a flow that was removed: runs may still be on it.",
    params: versionParams,
    answer: versionView.extend({ document: storedDocument }).meta({ id: "FlowVersionWithDocument" }),
    async handle({ world, params: { id, version } }) {
      const found = await findVersion(world.db, id, version)
      if (!found) throw notFound(`version ${version} of the flow`, id)
      return { ...found, document: storedDocument.parse(found.document) }
    },
  }),
]

async function existing({ world }: Call, id: string) {
  const found = await findFlow(world.db, id)
  if (!found) throw notFound("flow", id)
  return found
}

/** Refuses what nobody could work with, such as a document nested a thousand deep. */
function draftOf<Draft>(document: Draft): Draft {
  const fault = shapeFault(document)
  if (fault !== null) throw invalid([{ path: "document", message: fault }])
  return document
}

function faultOf({ code, node, path, message }: z.output<typeof flowFault>): Fault {
  return { code, path, message, ...(node !== null && { node }) }
}
