/** To come. */
export default function OrderScreen() {
  return <h1>Order</h1>
}
