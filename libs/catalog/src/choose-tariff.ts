/** A tariff that holds on the day, with how closely it is meant. */
export interface TariffCandidate {
  readonly price: number;
  readonly minutes: number | null;
  /** 0 the product itself, 1 its group, 2 the group above…; null for any product. */
  readonly distance: number | null;
  readonly forGrade: boolean;
}

/**
 * C10. The closest one wins: the product before its group, a group before those above it, all of them before what holds
 * for any product; among equals the one for the centre's grade. Null where the catalogue's own price holds.
 */
export function chooseTariff<T extends TariffCandidate>(candidates: readonly T[]): T | null {
  const weight = ({ distance, forGrade }: TariffCandidate): number =>
    (distance ?? Number.MAX_SAFE_INTEGER / 4) * 2 + (forGrade ? 0 : 1);
  return candidates.reduce<T | null>(
    (best, each) => (best === null || weight(each) < weight(best) ? each : best),
    null,
  );
}
