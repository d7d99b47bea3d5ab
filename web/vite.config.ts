// Two builds of classic scripts (a page that was opened as a file may not load modules): the pages'
// script with its style, and the service worker.
import { defineConfig } from 'vite'

export default defineConfig(({ mode }) => {
  const worker = mode === 'service-worker'
  return {
    base: './',
    logLevel: 'warn' as const,
    publicDir: worker ? false : 'public',
    build: {
      outDir: process.env.MUSTER_SITE_OUT ?? 'dist',
      emptyOutDir: !worker,
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      modulePreload: false,
      target: 'es2022',
      reportCompressedSize: false,
      rollupOptions: {
        input: worker ? 'src/offline/service_worker.ts' : 'src/main.ts',
        output: {
          format: 'iife' as const,
          entryFileNames: worker ? 'sw.js' : 'assets/site.js',
          assetFileNames: (asset: { names?: string[] }) =>
            asset.names?.[0]?.endsWith('.css') ? 'assets/site.css' : 'assets/[name][extname]',
        },
      },
    },
    worker: { format: 'iife' as const },
  }
})
