/** To come. */
export default function FlowsScreen() {
  return <h1>Flows</h1>
}
