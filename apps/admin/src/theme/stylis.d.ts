declare module 'stylis' {
  import type { StylisPlugin } from '@emotion/cache';
  /** The package ships no types; this is the one export used here. */
  export const prefixer: StylisPlugin;
}
