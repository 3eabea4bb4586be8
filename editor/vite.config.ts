/** Builds the page into `dist/`: split by what is needed when, nothing inlined, so that a strict content policy holds. */

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 6_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'monaco', test: /monaco-editor/, priority: 3, entriesAware: true },
            { name: 'react-aria', test: /react-aria|react-stately|@internationalized/, priority: 3 },
            { name: 'icons', test: /lucide-react/, priority: 2 },
          ],
        },
      },
    },
  },
})
