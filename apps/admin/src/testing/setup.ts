import { act, configure } from '@testing-library/react';
import { locales } from '../app/locales';
import { startI18n } from '../lib/i18n';
import { preferences } from '../lib/preferences';
import { notify } from '../ui/notices';

// Whether a role is hidden costs a computed style for every element: most of a test's time, for nothing here.
configure({ asyncUtilTimeout: 10_000, defaultHidden: true });
jest.setTimeout(30_000);

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
Object.assign(window, { CSS: { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } });

startI18n(locales);
const initial = preferences.get();
afterEach(() => jest.restoreAllMocks());
beforeEach(() => {
  localStorage.clear();
  act(() => {
    preferences.set(initial);
    notify(null); // of an act of the test before
  });
});
