import { defineConfig } from 'vite'

export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: { main: 'src/main.ts', 'writer-worker': 'src/storage/writer-worker.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
