import { createContext, useContext } from 'react';
import { useCan } from '../lib/session';
import { navigationGroups, type Feature, type NavigationEntry, type NavigationGroup } from './feature';

/** The features of the running product, from `app/features.ts`. */
export const FeaturesContext = createContext<readonly Feature[]>([]);

export function useFeatures(): readonly Feature[] {
  return useContext(FeaturesContext);
}

export interface NavigationSection {
  readonly group: NavigationGroup;
  readonly entries: readonly NavigationEntry[];
}

/** The places this account may go, by section; sections without any are left out. */
export function useNavigation(): readonly NavigationSection[] {
  const can = useCan();
  const entries = useFeatures()
    .flatMap(({ navigation = [] }) => navigation)
    .filter(({ permission }) => can(permission));
  return navigationGroups
    .map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) }))
    .filter((section) => section.entries.length > 0);
}
