/** To come. */
export default function CanvasScreen() {
  return <h1>Canvas</h1>
}
