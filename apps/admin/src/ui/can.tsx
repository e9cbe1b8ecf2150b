import type { ReactNode } from 'react';
import { useCan } from '../lib/session';

interface CanProps {
  /** The permission, `repair.complete`. */
  readonly do: string;
  readonly children: ReactNode;
  readonly otherwise?: ReactNode;
}

/** Shows its children to accounts that hold the permission. */
export function Can({ do: permission, children, otherwise = null }: CanProps): ReactNode {
  return useCan()(permission) ? children : otherwise;
}
