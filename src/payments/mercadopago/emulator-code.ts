/** A Pix code as banks read it (BR Code, EMV QR Code Specification for Payment Systems): fields with their lengths, then a CRC. */
export function pixCode({ cents, id }: { cents: number; id: string }): string {
  const account = field("00", "br.gov.bcb.pix") + field("01", "b76aa9c2-2ec4-4110-954e-ebfe34f05b61")
  const code = [
    field("00", "01"),
    field("26", account),
    field("52", "0000"),
    field("53", "986"),
    field("54", (cents / 100).toFixed(2)),
    field("58", "BR"),
    field("59", "ROSE BAKERY"),
    field("60", "SAO PAULO"),
    field("62", field("05", id)),
    "6304",
  ].join("")
  return code + crc16(code)
}

function field(tag: string, value: string): string {
  return `${tag}${String(value.length).padStart(2, "0")}${value}`
}

/** CRC-16/CCITT-FALSE, four hex digits. */
export function crc16(text: string): string {
  let crc = 0xffff
  for (const character of text) {
    crc ^= character.charCodeAt(0) << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, "0")
}
