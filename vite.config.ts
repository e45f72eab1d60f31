import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

// The studio. `npm start` and `npm run deploy` build it; the Worker's static assets serve it.
export default defineConfig({
  root: "src/studio",
  plugins: [react()],
  build: {
    outDir: "../../dist/studio",
    emptyOutDir: true,
    target: "es2022",
    // Inlined files would need a looser content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `PAYTHREAD=http://localhost:8787 npx vite`: the studio as it is written, on the data of a running Worker.
  server: { proxy: { "/api": process.env.PAYTHREAD ?? "http://localhost:8787" } },
})
