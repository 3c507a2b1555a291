import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { compressedAssets } from './compressed-assets.ts'

export default defineConfig({
  plugins: [react(), compressedAssets()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  html: { cspNonce: '__CSP_NONCE__' },
  build: { sourcemap: false, chunkSizeWarningLimit: 900 },
})
