/** What style sheets and fonts are in tests. */
// oxlint-disable-next-line unicorn/require-module-specifiers -- a module that brings nothing
export {};
