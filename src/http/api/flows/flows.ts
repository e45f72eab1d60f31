import * as z from "zod"
import type { FlowFault } from "../../../flow/checks/check"
import { draftFaults } from "../../../flow/checks/check"
import { shapeFault } from "../../../flow/checks/shape"
import {
  createFlow,
  type FlowSummary,
  findFlow,
  findVersion,
  listFlows,
  listVersions,
  publishFlow,
  removeFlow,
  restoreFlow,
  saveDraft,
} from "../../../store/flows/flows"
import { type FlowFacts, factsOf } from "../../../store/flows/summary"
import { byId, chosenId, time } from "../routing/fields"
import { idFor } from "../routing/idempotency"
import { listOf, mapped, pageOf, pageQuery, paging } from "../routing/listing"
import { type Fault, invalid, notFound, ourSentence, Problem } from "../routing/problem"
import { type Call, route } from "../routing/route"
import { say } from "../sentences"
import { checkHere, conflictSaid, routeFault, routesOf } from "./check"
import { type FlowDraft, flowDraft, storedDocument } from "./document"
import { flowView, listedFlow } from "./view"

const tag = "Flows"

const versionView = z.object({ version: z.int(), note: z.string(), publishedAt: time }).meta({ id: "FlowVersion" })

const flowFault = z
  .object({ code: z.string(), node: z.string().nullable(), path: z.string(), ...ourSentence })
  .meta({ id: "FlowFault" })

const warnings = z.array(flowFault).meta({
  description:
    "What keeps nothing from being published: ways that end in silence (code silent), by their node and exit, as in exits.failed.",
})

const versionParams = z.object({
  ...byId.shape,
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
})

/** Flows: a draft that is worked on, and versions that never change once published. */
export const flowRoutes = [
  route({
    name: "flows.list",
    needs: "flows.read",
    method: "get",
    path: "/flows",
    tag,
    summary: "List flows",
    query: z.strictObject({
      ...paging,
      deleted: z.stringbool().default(false).meta({ description: "Those in the bin instead." }),
      since: z.coerce
        .number()
        .int()
        .optional()
        .meta({ description: "Since when paidToday counts; midnight UTC if left out." }),
    }),
    answer: listOf(listedFlow),
    async handle({ world, query }) {
      const page = await listFlows(world.db, pageOf(query), query.deleted)
      const since = query.since ?? Math.floor(world.now() / DAY) * DAY
      const facts = await factsOf(
        world.db,
        page.items.map(({ id }) => id),
        since,
      )
      return mapped(page, (flow) => shownInList(flow, facts.get(flow.id)))
    },
  }),
  route({
    name: "flows.create",
    needs: "flows.write",
    method: "post",
    path: "/flows",
    tag,
    summary: "Add a flow with its first draft",
    description:
      "A draft may be unfinished: its faults are found by checking and publishing. A field that its node's type does not have is refused.",
    body: z.strictObject({ id: chosenId.optional(), document: flowDraft }),
    status: 201,
    answer: flowView,
    refusals: [409],
    async handle(call) {
      const { world, telling, once, body } = call
      const { id = idFor(once), document } = body
      const flow = { id, document: draftOf(document), at: world.now() }
      const created = await createFlow(world.db, flow, telling({ subject: id, after: { name: flow.document.name } }))
      if (!created && body.id === undefined) return made(call, id)
      if (!created) throw new Problem(409, "conflict", say("taken", { what: "flow", id }))
      return created
    },
  }),
  route({
    name: "flows.show",
    needs: "flows.read",
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
    name: "flows.save",
    needs: "flows.write",
    method: "put",
    path: "/flows/:id",
    tag,
    summary: "Save a flow's draft",
    description:
      "The revision is the one that the draft is based on. A newer one is not overwritten. A field that its node's type does not have is refused.",
    params: byId,
    body: z.strictObject({ document: flowDraft, revision: z.int().min(1) }),
    answer: flowView,
    refusals: [409],
    async handle({ world, params: { id }, body: { document, revision }, telling }) {
      const draft = { flow: id, revision, document: draftOf(document), at: world.now() }
      const told = telling({ before: { revision }, after: { revision: revision + 1 } })
      const result = await saveDraft(world.db, draft, told)
      if (!result) throw notFound("flow", id)
      if ("saved" in result) return result.saved
      const said = say("draftChanged", { revision: result.conflict })
      throw new Problem(409, "conflict", said, { revision: result.conflict })
    },
  }),
  route({
    name: "flows.remove",
    needs: "flows.write",
    method: "delete",
    path: "/flows/:id",
    tag,
    summary: "Remove a flow",
    description: "Into the bin: nothing starts it any more. Runs that are on one of its versions go on.",
    params: byId,
    status: 204,
    async handle({ world, params: { id }, telling }) {
      const told = telling({ before: { deleted: false }, after: { deleted: true } })
      if (!(await removeFlow(world.db, id, world.now(), told))) throw notFound("flow", id)
    },
  }),
  route({
    name: "flows.restore",
    needs: "flows.write",
    method: "post",
    path: "/flows/:id/restore",
    tag,
    summary: "Take a flow out of the bin",
    description: "As a draft: it starts nothing until it is published again.",
    params: byId,
    answer: flowView,
    async handle({ world, params: { id }, telling }) {
      const told = telling({ before: { deleted: true }, after: { deleted: false } })
      const restored = await restoreFlow(world.db, id, told)
      if (!restored) throw notFound("flow", id)
      return restored
    },
  }),
  route({
    name: "flows.duplicate",
    needs: "flows.write",
    method: "post",
    path: "/flows/:id/duplicate",
    tag,
    summary: "Copy a flow's draft as a new flow",
    params: byId,
    body: z.strictObject({ name: z.string().trim().min(1).max(100).optional() }).prefault({}),
    status: 201,
    answer: flowView,
    async handle(call) {
      const { id: from, draft, name } = await existing(call, call.params.id)
      const copy = { ...storedDocument.parse(draft), name: call.body.name ?? `${name} (copy)`.slice(0, 100) }
      const id = idFor(call.once)
      const told = call.telling({ subject: id, after: { name: copy.name, from } })
      const created = await createFlow(call.world.db, { id, document: copy, at: call.world.now() }, told)
      // Begun again under its caller's key.
      return created ?? made(call, id)
    },
  }),
  route({
    name: "flows.check",
    needs: "flows.read",
    method: "post",
    path: "/flows/:id/check",
    tag,
    summary: "Find the faults of a flow's draft",
    description: "What keeps it from being published, and what to think of before.",
    params: byId,
    answer: z.object({ faults: z.array(flowFault), warnings }),
    async handle(call) {
      const { env, world } = call
      const { id, draft } = await existing(call, call.params.id)
      const { flow, faults, warnings } = await checkHere(env, world, id, draft)
      const taken = flow && (await routeFault(world, id, flow))
      return { faults: taken ? [...faults, taken] : faults, warnings }
    },
  }),
  route({
    name: "flows.publish",
    needs: "flows.write",
    method: "post",
    path: "/flows/:id/publish",
    tag,
    summary: "Publish a flow's draft as its next version",
    description:
      "Refused with every fault there is; warnings keep nothing back. New runs start on it at once; runs under way stay on theirs.",
    params: byId,
    body: z.strictObject({ note: z.string().trim().max(500).default("") }).prefault({}),
    answer: z.object({ version: z.int(), warnings }),
    refusals: [409],
    async handle(call) {
      const { env, world, body } = call
      const { id, draft, published } = await existing(call, call.params.id)
      const { flow, faults, warnings } = await checkHere(env, world, id, draft)
      if (!flow || faults.length > 0) throw invalid(faults.map(faultOf))
      const publication = { flow: id, document: flow, note: body.note, routes: routesOf(flow), at: world.now() }
      const told = call.telling({ before: { version: published }, after: { version: null, note: body.note } })
      const result = await publishFlow(world.db, publication, told)
      if (!result) throw notFound("flow", id)
      if ("conflict" in result) throw new Problem(409, "conflict", conflictSaid(result.conflict))
      return { ...result, warnings }
    },
  }),
  route({
    name: "flows.versions",
    needs: "flows.read",
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
    name: "flows.version",
    needs: "flows.read",
    method: "get",
    path: "/flows/:id/versions/:version",
    tag,
    summary: "Show a published version with its document",
    description: "Also of a flow that was removed: runs may still be on it.",
    params: versionParams,
    answer: versionView.extend({ document: storedDocument }).meta({ id: "FlowVersionWithDocument" }),
    async handle({ world, params: { id, version } }) {
      const found = await findVersion(world.db, id, version, world.now())
      if (!found) throw notFound(`version ${version} of the flow`, id)
      return { ...found, document: storedDocument.parse(found.document) }
    },
  }),
] as const

const DAY = 86_400_000

function shownInList(flow: FlowSummary, facts: FlowFacts | undefined): z.input<typeof listedFlow> {
  const { publishedAt = null, channels = [], paid = [] } = facts ?? {}
  const changed = publishedAt !== null && flow.updatedAt > publishedAt
  const status = publishedAt === null ? "draft" : changed ? "changed" : "published"
  return { ...flow, status, channels, paidToday: paid }
}

/** What the first try under its caller's key made. */
async function made(call: Call, id: string): Promise<FlowSummary> {
  const { draft: _, ...summary } = await existing(call, id)
  return summary
}

async function existing({ world }: Call, id: string) {
  const found = await findFlow(world.db, id)
  if (!found) throw notFound("flow", id)
  return found
}

/** Refuses what nobody could work with, such as a document nested a thousand deep, and fields that would do nothing. */
function draftOf(document: FlowDraft): FlowDraft {
  const fault = shapeFault(document)
  if (fault !== null) throw invalid([{ path: "document", ...fault }])
  const strays = draftFaults(document.nodes)
  if (strays.length > 0) throw invalid(strays.map((stray) => faultOf({ ...stray, path: `document.${stray.path}` })))
  return document
}

function faultOf({ node, ...fault }: FlowFault): Fault {
  return { ...fault, ...(node !== null && { node }) }
}
