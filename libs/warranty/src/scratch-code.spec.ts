import { newId, persianDigits } from '@aftercare/kernel';
import { hashScratchCode, isScratchCode, newScratchCode, readScratchCode } from './scratch-code.js';

describe('C2 scratch codes', () => {
  it('are 16 digits, and another each time', () => {
    const codes = Array.from({ length: 200 }, newScratchCode);
    for (const code of codes) expect(code).toMatch(/^\d{16}$/);
    expect(new Set(codes).size).toBe(200);
  });

  it.each([
    ['4821 9305 7712 0649', '4821930577120649'],
    ['۴۸۲۱-۹۳۰۵-۷۷۱۲-۰۶۴۹', '4821930577120649'],
    ['٤٨٢١٩٣٠٥٧٧١٢٠٦٤٩', '4821930577120649'],
    ['482193057712064', null],
    ['4821930577120649x', null],
    ['', null],
  ])('are read from %j as %j', (typed, read) => expect(readScratchCode(typed)).toBe(read));

  it('open their own card only', () => {
    const [card, other, code] = [newId(), newId(), newScratchCode()];
    const hash = hashScratchCode(card, code);
    expect(isScratchCode(card, persianDigits(code), hash)).toBe(true);
    expect(isScratchCode(other, code, hash)).toBe(false);
    expect(isScratchCode(card, newScratchCode(), hash)).toBe(false);
    expect(isScratchCode(card, code, null)).toBe(false);
    expect(isScratchCode(card, '', hash)).toBe(false);
  });
});
