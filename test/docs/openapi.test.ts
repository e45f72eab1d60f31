import { createConfig, lintFromString } from "@redocly/openapi-core"
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core"
import { oas } from "@stoplight/spectral-rulesets"
import { expect, it } from "vitest"
import { routes } from "../../src/http/api"
import { documentOf } from "../../src/http/api/description/document"

const document = documentOf(routes)
const text = JSON.stringify(document)

it("is an OpenAPI document against which Redocly's recommended rules have nothing", async () => {
  const config = await createConfig({ extends: ["recommended"] })
  const found = await lintFromString({ source: text, absoluteRef: "openapi.json", config })
  expect(found.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer}`)).toEqual([])
})

it("nor has Spectral's recommended ruleset", async () => {
  const linter = new spectral.Spectral()
  linter.setRuleset({ extends: [[oas as RulesetDefinition, "recommended"]], rules: {} })
  const found = await linter.run(text)
  expect(found.map(({ code, message, path }) => `${code}: ${message} ${path.join(".")}`)).toEqual([])
})

it("says of every operation who may, what it is, how it is refused, and shows what it is sent and answers", () => {
  const operations = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item))
  expect(operations.length).toBeGreaterThan(50)
  for (const { operationId, tags, description, security, responses, requestBody } of operations) {
    expect(security ?? document.security, operationId).toBeDefined()
    expect([operationId, tags.length, description === ""]).toEqual([operationId, 1, false])
    expect(
      Object.keys(responses).some((status) => status.startsWith("4")),
      operationId,
    ).toBe(true)
    const bodies = [requestBody, ...Object.values<{ content?: object }>(responses)].flatMap((body) =>
      Object.entries(body?.content ?? {}),
    )
    for (const [type, media] of bodies)
      if (type.includes("json")) expect(media, `${operationId} ${type}`).toHaveProperty("example")
  }
})
