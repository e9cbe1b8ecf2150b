import type { PickerOption, PickerSource } from '../../ui/picker-field';

/** Every time zone the browser knows, found by any part of its name. */
export const timeZoneSource: PickerSource = choices('time-zones', () =>
  [...Intl.supportedValuesOf('timeZone'), 'UTC'].map(timeZoneOption),
);

/** Every currency the browser knows, by its code or its name in the reader's language. */
export const currencySource = (language: string): PickerSource =>
  choices(`currencies-${language}`, () =>
    Intl.supportedValuesOf('currency').map((code) => currencyOption(code, language)),
  );

export function timeZoneOption(id: string): PickerOption {
  return { id, text: id };
}

export function currencyOption(code: string, language: string): PickerOption {
  return { id: code, code, text: new Intl.DisplayNames(language, { type: 'currency' }).of(code) ?? code };
}

const MOST = 50;

function choices(key: string, list: () => readonly PickerOption[]): PickerSource {
  return {
    queryKey: ['organization', key],
    find: (q) => {
      const wanted = q.toLowerCase().replaceAll(' ', '_');
      const found = list().filter(({ id, text }) =>
        [id, text].some((each) => each.toLowerCase().replaceAll(' ', '_').includes(wanted)),
      );
      return Promise.resolve(found.slice(0, MOST));
    },
  };
}
