import type { Format } from '../lib/format';
import type { Actions, State } from '../state';
import type { Texts } from '../texts/en';

/** What every part of the page is drawn from. */
export interface View {
  readonly state: State;
  readonly actions: Actions;
  readonly texts: Texts;
  readonly format: Format;
}
