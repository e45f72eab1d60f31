/** To come. */
export default function ChannelScreen() {
  return <h1>Channel</h1>
}
