import type { AnyRoute } from '@tanstack/react-router';
import type { IconName } from './icon';
import type { TextKey } from '../lib/i18n';

/** Sections of the side navigation, in the order they are shown. */
export const navigationGroups = ['work', 'records', 'stock', 'money', 'insight', 'settings'] as const;
export type NavigationGroup = (typeof navigationGroups)[number];

/** One place in the side navigation and one card on the start page. */
export interface NavigationEntry {
  readonly to: string;
  readonly group: NavigationGroup;
  readonly icon: IconName;
  readonly label: TextKey;
  /** One sentence for the start page: what one does there. */
  readonly hint: TextKey;
  /** Without it the entry is not shown. */
  readonly permission?: string;
}

/** What a feature gives the frame. Its name is also the root of its query keys and its locale namespace. */
export interface Feature {
  readonly name: string;
  readonly routes: readonly AnyRoute[];
  readonly navigation?: readonly NavigationEntry[];
  /** Path of a record by the `kind` the search answers with. */
  readonly records?: Readonly<Record<string, (id: string) => string>>;
  /** First words of the events that make this feature's queries stale: `repair` for `repair.completed`. */
  readonly topics?: readonly string[];
}
