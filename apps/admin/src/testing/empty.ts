/** What style sheets and fonts are in tests. */
export {};
