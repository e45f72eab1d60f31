import { createTheme, type MantineColorsTuple } from "@mantine/core"

/** Dark enough that white text on it reads (WCAG 2.2 AA). */
const lagoon: MantineColorsTuple = [
  "#e3fafc",
  "#c5f0f5",
  "#99e1ea",
  "#66cfdc",
  "#3bbccc",
  "#1098ad",
  "#0c8599",
  "#0b7285",
  "#095c6b",
  "#074c59",
]

/** How the studio looks, light and dark. */
export const theme = createTheme({
  colors: { lagoon },
  primaryColor: "lagoon",
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  defaultRadius: "md",
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
})
