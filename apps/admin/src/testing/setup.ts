import { configure } from '@testing-library/react';
import { locales } from '../app/locales';
import { startI18n } from '../lib/i18n';
import { preferences } from '../lib/preferences';

configure({ asyncUtilTimeout: 4_000 });

// jsdom draws nothing, so it measures nothing either: a wide screen, and elements that never change.
window.matchMedia = (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
  dispatchEvent: () => false,
});
window.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
window.scrollTo = () => undefined;

startI18n(locales);
const initial = preferences.get();
beforeEach(() => {
  localStorage.clear();
  preferences.set(initial);
});
