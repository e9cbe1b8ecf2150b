import createCache, { type EmotionCache } from '@emotion/cache';
import rtlPlugin from '@mui/stylis-plugin-rtl';
import { prefixer } from 'stylis';

/** The nonce the server put into the page; styles without it are refused by the Content-Security-Policy. */
export function cspNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
}

const nonce = cspNonce();

/** One cache per direction, both kept, so that switching the language back costs nothing. */
export const emotionCaches: Readonly<Record<'ltr' | 'rtl', EmotionCache>> = {
  ltr: createCache({ key: 'ltr', stylisPlugins: [prefixer], ...(nonce && { nonce }) }),
  rtl: createCache({ key: 'rtl', stylisPlugins: [prefixer, rtlPlugin], ...(nonce && { nonce }) }),
};
