import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Json, Variables } from "../../src/core/json"
import { references, render, templateFault } from "../../src/core/template"

const variables: Variables = {
  name: "Thandi",
  OrderNumber: { body: { number: "A-17", lines: [{ title: "Shoes" }, { title: "Socks" }] } },
  empty: "",
  evil: "{{ name }}{% assign name = 'x' %}",
}

const text = (template: string, given: Variables = variables) => {
  const result = render(template, given)
  return result.ok ? result.text : `refused: ${result.reason}`
}

describe("what a template writes", () => {
  it.each([
    ["Hello {{ name }}!", "Hello Thandi!"],
    ["{{ OrderNumber.body.number }}", "A-17"],
    ['{{ OrderNumber["body"].lines[1].title }}', "Socks"],
    ["{{ OrderNumber.body.lines.size }}", "2"],
    ["{% for line in OrderNumber.body.lines %}{{ line.title | upcase }};{% endfor %}", "SHOES;SOCKS;"],
    ["{{ unknown }}{{ name.unknown.deep }}{{ unknown[0].x }}", ""],
    ["{{ unknown | default: 'friend' }}", "friend"],
    ["{{ OrderNumber.body.lines[0] }}", '{"title":"Shoes"}'],
    ["{{ 1 | plus: 2 }}", "3"],
    ["{{ '2026-12-31T22:00:00Z' | date: '%d %B %Y %H:%M' }}", "31 December 2026 22:00"],
    ["{% raw %}{{ name }}{% endraw %}", "{{ name }}"],
  ])("writes %j as %j", (template, expected) => {
    expect(text(template)).toBe(expected)
  })

  it("never expands a value", () => {
    expect(text("{{ evil }}")).toBe(variables.evil)
    expect(text("{% assign a = evil %}{{ a | append: evil }}")).toBe(`${variables.evil}${variables.evil}`)
    const value = fc.oneof(fc.string(), fc.constantFrom("{{ x }}", "{% raw %}", "{%", "}}"))
    fc.assert(
      fc.property(fc.array(value), (values) => {
        expect(text("<{{ value }}>", { value: values.join(""), x: "expanded" })).toBe(`<${values.join("")}>`)
      }),
    )
  })

  it.each(["__proto__", "constructor", "toString", "name.constructor", "OrderNumber.__proto__", "name.length.toFixed"])(
    "finds nothing under %s",
    (path) => {
      expect(text(`<{{ ${path} }}>`)).toBe("<>")
      expect(text(`<{{ ${path}.constructor }}>`)).toBe("<>")
    },
  )

  it("finds nothing under any name that is not there, whatever objects inherit", () => {
    for (const name of Object.getOwnPropertyNames(Object.prototype)) expect(text(`{{ ${name} }}`), name).toBe("")
  })

  it("leaves the variables as they were", () => {
    const given: Variables = { count: 1, list: [3, 1, 2], deep: { list: [2, 1] } }
    const before = structuredClone(given)
    text("{% increment count %}{% increment other %}{% assign list = list | sort %}{{ deep.list | reverse }}", given)
    expect(given).toEqual(before)
  })
})

describe("what a template may not do", () => {
  it.each([
    "{% include 'x' %}",
    "{% render 'x' %}",
    "{% layout 'x' %}",
    "{% block x %}{% endblock %}",
    "{{ name | sample }}",
    "{{ name | raw }}",
    "{{ name | sha256 }}",
    "{{ OrderNumber.body.lines | where_exp: 'line', 'line.title' }}",
    "{{ name | nosuchfilter }}",
    "{% if %}",
    "{% for x in %}",
    "{{ name",
    "{% if name %}",
  ])("refuses %j and says why", (template) => {
    expect(render(template, variables)).toEqual({ ok: false, reason: expect.stringMatching(/\S/) })
    expect(templateFault(template)).toMatch(/\S/)
  })

  it.each(["now", "today", "2026-12-31 10:00", "31 December"])("reads no clock and no time zone for %j", (moment) => {
    expect(text(`{{ '${moment}' | date: '%s' }}`)).toBe(moment)
    expect(text("{{ moment | date: '%s' }}", { moment })).toBe(moment)
  })

  it.each<[string, string, Variables]>([
    ["a million turns", "{% for i in (1..1000000) %}{% endfor %}", {}],
    ["more turns than memory", "{% for i in (1..1000000000) %}x{% endfor %}", {}],
    [
      "loops in loops",
      "{% for a in l %}{% for b in l %}{% for c in l %}{% endfor %}{% endfor %}{% endfor %}",
      { l: Array(100).fill(0) },
    ],
    ["doubling", `{% assign a = 'xxxxxxxxxx' %}${"{% assign a = a | append: a %}".repeat(40)}`, {}],
    ["a long value again and again", "{% for i in (1..10000) %}{{ v }}{% endfor %}", { v: "x".repeat(100_000) }],
    ["long words again and again", `{% for i in (1..10000) %}${"x".repeat(15_000)}{% endfor %}`, {}],
    [
      "a long text in memory",
      `{% capture c %}{% for i in (1..9000) %}${"x".repeat(1000)}{% endfor %}{% endcapture %}{{ c }}`,
      {},
    ],
    [
      "doubling what is never shown",
      `{% assign a = 'xxxxxxxxxx' %}${"{% assign a = a | append: a %}".repeat(20)}{{ a | size }}`,
      {},
    ],
    [
      "long words that are never shown",
      `{% capture c %}{% for i in (1..9000) %}${"x".repeat(15_000)}{% endfor %}{% endcapture %}{{ c | size }}`,
      {},
    ],
    [
      "long values that are never shown",
      "{% capture c %}{% for i in (1..9000) %}{{ v }}{% endfor %}{% endcapture %}{{ c | size }}",
      { v: "x".repeat(10_000) },
    ],
    ["a long text", `{% for i in (1..1000) %}${"x".repeat(1000)}{% endfor %}`, {}],
    ["padding", "{{ '2026-01-01' | date: '%100000000d' }}", {}],
    ["a template without end", "x".repeat(100_000), {}],
  ])("stops at %s", (_, template, given) => {
    expect(render(template, given).ok).toBe(false)
  })

  it("renders long but honest templates", () => {
    const items = Array.from({ length: 500 }, (_, index) => ({ title: `Item ${index}`, price: index }))
    expect(text("{% for item in items %}{{ item.title }}: {{ item.price }}\n{% endfor %}", { items })).toContain(
      "Item 499: 499\n",
    )
  })

  it("never throws", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("{{", "}}", "{%", "%}", " name ", "| upcase", "for", " in ", "endfor", "if", "(1..3)", "[", "]"),
    )
    fc.assert(
      fc.property(fc.array(piece), fc.jsonValue(), (pieces, value) => {
        const given: Variables = { name: JSON.parse(JSON.stringify(value)) as Json }
        const template = pieces.join("")
        expect(typeof render(template, given).ok).toBe("boolean")
        expect(Array.isArray(references(template))).toBe(true)
      }),
    )
  })

  it.each([
    ["tags", `${"{%if a%}".repeat(1100)}${"{%endif%}".repeat(1100)}`],
    ["brackets", `{{ ${"a[".repeat(6000)}0${"]".repeat(6000)} }}`],
  ])("survives deeply nested %s", (_, template) => {
    expect(typeof render(template, { a: true }).ok).toBe("boolean")
    expect(Array.isArray(references(template))).toBe(true)
  })

  it("survives a value with a method's name", () => {
    expect(text("{{ v }}{{ v | upcase }}", JSON.parse('{"v":{"toString":"x"}}')).length).toBeGreaterThan(0)
  })
})

describe("the variables a template reads", () => {
  it.each<[string, string[][]]>([
    ["{{ OrderNumber.body.number }}", [["OrderNumber", "body", "number"]]],
    ["{{ a }} {{ b | append: c.d }}", [["a"], ["b"], ["c", "d"]]],
    ["{% if a.b == 'x' %}{{ c }}{% endif %}", [["a", "b"], ["c"]]],
    ["{% assign x = a.b %}{{ x }}", [["a", "b"]]],
    ["{% for line in a.lines %}{{ line.title }}{{ forloop.index }}{% endfor %}", [["a", "lines"]]],
    ["{{ a.list[0].title }}", [["a", "list", "0", "title"]]],
    ["{{ a[b.c].d }}", [["a"], ["b", "c"]]],
    ["{% raw %}{{ a }}{% endraw %}", []],
    ["no variables", []],
    ["{{ broken", []],
  ])("are named for %j", (template, expected) => {
    expect(references(template).sort()).toEqual(expected)
  })
})

it("forgets templates rather than keep them all, and renders the same again", () => {
  for (let index = 0; index < 500; index++) expect(text(`${index} {{ name }}`)).toBe(`${index} Thandi`)
  expect(text("0 {{ name }}")).toBe("0 Thandi")
})
