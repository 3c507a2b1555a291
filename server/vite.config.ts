import { defineConfig } from 'vite'

export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      // The judge has entries of its own, so that what is measured is what runs (tests/bench).
      input: {
        main: 'src/main.ts',
        'writer-worker': 'src/storage/writer-worker.ts',
        'chart-worker': 'src/storage/chart-worker.ts',
        'export-worker': 'src/http/exports/export-worker.ts',
        judge: 'src/domain/chair.ts',
        'judge-recording': 'src/cli/judge-recording.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
