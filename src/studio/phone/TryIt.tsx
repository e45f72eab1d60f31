/** To come: a phone on which the draft is tried. */
export function TryIt() {
  return null
}
