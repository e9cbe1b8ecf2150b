interface TrustedTypes {
  createPolicy(name: 'default', rules: { createHTML: (text: string) => string }): unknown;
}

/**
 * Under `require-trusted-types-for 'script'` nothing may write markup into the page. The date fields write their
 * digits through `innerHTML`; this lets them, as text: whatever comes in, no element comes out.
 */
export function allowTextOnly(): void {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  });
}
