import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import "@mantine/core/styles.css"
import "@mantine/notifications/styles.css"
import { reloadOnMissingParts } from "./shell/reload"
import { Studio } from "./shell/Studio"
import { takeWord } from "./signin/link"
import "./shell/studio.css"

reloadOnMissingParts()
takeWord()
const root = document.getElementById("root")
if (!root) throw new Error("the page has no root element")
createRoot(root).render(
  <StrictMode>
    <Studio />
  </StrictMode>,
)
