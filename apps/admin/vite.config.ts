import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** What a screen may load on its own: everything else that is shared falls into the entry's chunks. */
const vendors = {
  react: /node_modules\/(react|react-dom|scheduler)\//,
  tanstack: /node_modules\/@tanstack\//,
  mui: /node_modules\/(@mui\/(material|system|utils|styled-engine|private-theming)|@emotion|stylis|@popperjs)\//,
  grid: /node_modules\/@mui\/x-(data-grid|virtualizer)\//,
  pickers: /node_modules\/(@mui\/x-date-pickers|date-fns|date-fns-jalali)\//,
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  // The server replaces the placeholder with a fresh nonce in every answer (Content-Security-Policy).
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('../../dist/apps/admin', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: {
      output: {
        codeSplitting: { groups: Object.entries(vendors).map(([name, test]) => ({ name, test })) },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
