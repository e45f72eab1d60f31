/** To come. */
export default function PaymentsScreen() {
  return <h1>Payments</h1>
}
