import { existsSync, readdirSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { nodes } from "../../../src/flow/nodes"
import { inspect, inspected } from "./inspected"

const FOLDER = "test/flow/inspection"

/**
 * What each node type says of itself, as it is kept in its golden file. A change is meant when the file is changed with it:
 * `npx vitest run --project node -u test/flow/inspection` writes it.
 */
describe.each(Object.values(nodes))("the node type $type", (type) => {
  const { title, group, icon, waits, asks, ownExits } = type
  const configs = inspected[type.type] ?? []

  it("says of itself what its golden file says", async () => {
    expect(configs, "give test/flow/inspection/inspected.ts configurations of it").not.toEqual([])
    const said = { title, group, icon, waits, asks, ownExits, configs: configs.map((config) => inspect(type, config)) }
    await expect(`${JSON.stringify(said, null, 2)}\n`).toMatchFileSnapshot(`${type.type}.json`)
    expect(existsSync(`${FOLDER}/${type.type}.json`)).toBe(true)
  })

  it.each(configs)("leads by fallbacks to exits that it has, with %j", (config) => {
    const exits = type.exits(config)
    const names = exits.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(exits.filter(({ fallback }) => fallback !== undefined && !names.includes(fallback))).toEqual([])
  })
})

it("has a golden file of nothing else", () => {
  const golden = readdirSync(FOLDER).filter((name) => name.endsWith(".json"))
  expect(golden.sort()).toEqual(
    Object.keys(nodes)
      .map((type) => `${type}.json`)
      .sort(),
  )
})

it("has an icon of its own for each", () => {
  const used = Object.values(nodes).map(({ icon }) => icon)
  expect(new Set(used).size).toBe(used.length)
})
