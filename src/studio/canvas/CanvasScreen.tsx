import { useQuery } from "@tanstack/react-query"
import { ReactFlowProvider } from "@xyflow/react"
import { call } from "../client/client"
import { LoadFault } from "../parts/Fault"
import { Waiting } from "../parts/Waiting"
import { Canvas } from "./Canvas"

/** One flow, opened to be drawn, tried and published. */
export default function CanvasScreen({ id = "" }: { id?: string }) {
  return <Opened key={id} id={id} />
}

function Opened({ id }: { id: string }) {
  // What was loaded for an earlier visit may be old: the draft is worked on only as the API has it now.
  const flow = useQuery({
    queryKey: ["flow", id],
    queryFn: () => call("flows.show", { params: { id } }),
    refetchOnMount: "always",
  })
  if (flow.isFetchedAfterMount && flow.data && !flow.isError)
    return (
      <ReactFlowProvider>
        <Canvas answer={flow.data} />
      </ReactFlowProvider>
    )
  if (flow.isError) return <LoadFault error={flow.error} retry={() => flow.refetch()} />
  return <Waiting />
}
