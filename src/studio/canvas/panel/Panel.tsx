/** To come: sets the selected node, or the flow itself when nothing is selected. */
export function Panel() {
  return null
}
