import { generate } from "lean-qr/nano"

/** A text as a QR code, with the quiet space around it that readers want; nothing where the text is too long for one. */
export function QrCode({ text, title }: { text: string; title: string }) {
  const drawn = drawingOf(text)
  if (!drawn) return null
  const size = drawn.size + 2 * QUIET
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={title}>
      <path d={drawn.path} />
    </svg>
  )
}

/** Modules around a code, as ISO 18004 has it. */
const QUIET = 4

/** Bytes of the largest code that a phone's camera reads off another's screen. */
const LONGEST = 1000

function drawingOf(text: string): { size: number; path: string } | null {
  if (new TextEncoder().encode(text).length > LONGEST) return null
  const code = generate(text)
  let path = ""
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue
      let end = x
      while (code.get(end + 1, y)) end++
      path += `M${x + QUIET} ${y + QUIET}h${end - x + 1}v1H${x + QUIET}z`
      x = end
    }
  return { size: code.size, path }
}
