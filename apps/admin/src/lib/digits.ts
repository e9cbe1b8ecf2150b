/** Persian (۰-۹) and Arabic-Indic (٠-٩) digits to ASCII; everything else unchanged. */
export function latinDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** ASCII digits to Persian ones, for what a Persian reader sees. */
export function persianDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
}
