import { describe, expect, it } from "vitest"
import { type CustomerField, readPayer, unknownOf } from "../../src/core/order/payer"

const nobody = { phone: null, email: null, name: null, country: null, taxId: null }

describe("what is asked of a customer", () => {
  it.each<[string, CustomerField[], object, CustomerField[]]>([
    ["nothing where nothing is needed", [], {}, []],
    ["what is not known", ["email", "phone"], { phone: "+27821110001" }, ["email"]],
    ["in one order, whatever the provider's", ["taxId", "phone", "name"], {}, ["name", "phone", "taxId"]],
    ["what is known as nothing", ["email"], { email: "" }, ["email"]],
  ])("is %s", (_, needs, known, asked) => {
    expect(unknownOf(needs, { ...nobody, ...known })).toEqual(asked)
  })
})

describe("what a customer typed", () => {
  it.each<[CustomerField, string, string | null, string | null]>([
    ["name", "  Thandi   Nkosi ", null, "Thandi Nkosi"],
    ["name", "李", null, null],
    ["name", "12 34", null, null],
    ["name", "<b>Thandi</b>", null, null],
    ["name", "x".repeat(101), null, null],
    ["name", "", null, null],
    ["email", " thandi@example.com ", null, "thandi@example.com"],
    ["email", "thandi@", null, null],
    ["email", "thandi@example", null, null],
    ["email", `${"x".repeat(250)}@a.co`, null, null],
    ["phone", "+254 712 345678", null, "+254712345678"],
    ["phone", "0712 345678", "KE", "+254712345678"],
    ["phone", "0712 345678", null, null],
    ["phone", "call me", "KE", null],
    ["country", "BR", null, "BR"],
    ["country", "br", null, null],
    ["country", "XX", null, null],
    ["country", "", null, null],
    ["taxId", "529.982.247-25", "BR", "52998224725"],
    ["taxId", "529.982.247-26", "BR", null],
    ["taxId", "111.111.111-11", "BR", null],
    ["taxId", "11.222.333/0001-81", "BR", "11222333000181"],
    ["taxId", "11.222.333/0001-18", "BR", null],
    // The example of the Receita Federal for the numbers with letters.
    ["taxId", "12.abc.345/01de-35", "BR", "12ABC34501DE35"],
    ["taxId", "12.abc.345/01de-53", "BR", null],
    ["taxId", "20-12345678-6", "AR", "20123456786"],
    ["taxId", "1", "AR", null],
  ])("is read as %s: %j in %s is %j", (field, typed, country, value) => {
    const read = readPayer([field], { [field]: typed }, country)
    expect(read).toEqual(value === null ? { wrong: [field] } : { payer: { [field]: value } })
  })

  it("names everything that cannot be taken, and takes none of it", () => {
    const typed = { name: "Thandi", email: "no", taxId: "" }
    expect(readPayer(["name", "email", "taxId"], typed, "BR")).toEqual({ wrong: ["email", "taxId"] })
  })

  it("is held against the country that stands beside it", () => {
    const fields: CustomerField[] = ["country", "taxId"]
    expect(readPayer(fields, { country: "AR", taxId: "12345" }, "BR")).toMatchObject({ payer: { taxId: "12345" } })
    expect(readPayer(fields, { country: "BR", taxId: "12345" }, "AR")).toEqual({ wrong: ["taxId"] })
  })
})
