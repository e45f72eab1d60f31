import jsQR from "jsqr"
import { expect, it } from "vitest"
import { QrCode } from "../../src/http/pay/qr"

/** A code as a camera sees it: the path of its drawing, four pixels for each module. */
function photograph(svg: string): { pixels: Uint8ClampedArray; size: number } {
  const modules = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  const size = modules * 4
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255)
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let row = Number(y) * 4; row < Number(y) * 4 + 4; row++)
      for (let column = Number(x) * 4; column < (Number(x) + Number(width)) * 4; column++)
        pixels.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3)
  return { pixels, size }
}

it.each([
  "00020126580014br.gov.bcb.pix0136b76aa9c2-2ec4-4110-954e-ebfe34f05b61520400005303986540519.905802BR5913Maria Silva6009Sao Paulo62070503***6304ABCD",
  "upi://pay?pa=shop@bank&pn=Kasi%20Shoes&am=149.90&cu=INR",
  "BCD\n002\n1\nSCT\n\nPadaria São João\nDE89370400440532013000\nEUR149.90\n\n\n261122-7K3QX9",
  "x".repeat(1000),
])("draws a code that a camera reads back: %s", (text) => {
  const { pixels, size } = photograph(String(QrCode({ text, title: "code" })))
  expect(jsQR(pixels, size, size)?.data).toBe(text)
})

it("draws none of a text that no camera would read off a phone", () => {
  expect(String(QrCode({ text: "x".repeat(1001), title: "code" }))).not.toContain("<svg")
})
