import { isTree } from './structure.service.js';

const at = (slot: string, parentSlot: string | null = null) => ({ slot, parentSlot });

describe('structure of a product', () => {
  it.each([
    ['nothing', []],
    ['one place', [at('board')]],
    ['places in any order', [at('chip', 'board'), at('board', 'lid'), at('lid')]],
  ])('C11 takes %s', (_, components) => expect(isTree(components)).toBe(true));

  it.each([
    ['a place below none', [at('chip', 'board')]],
    ['a place twice', [at('board'), at('board')]],
    ['a place below itself', [at('board', 'board')]],
    ['a circle', [at('a', 'b'), at('b', 'c'), at('c', 'a')]],
  ])('C11 refuses %s', (_, components) => expect(isTree(components)).toBe(false));
});
