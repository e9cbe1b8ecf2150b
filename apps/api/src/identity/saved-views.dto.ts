import { isCleanLine } from '@aftercare/kernel';
import { invalidInput } from '@aftercare/platform';
import { Json, Line, ListOf } from '../http/fields.js';

const MAX_ENTRIES = 20;
const MAX_TEXT = 500;

export class SaveViewDto {
  @Json({
    description: 'Filters, order and hidden columns as the list’s address says them: names and texts, 20 at most',
  })
  search!: Record<string, unknown>;
}

class SavedViewDto {
  @Line()
  list!: string;

  @Line()
  name!: string;

  @Json({ description: 'Names and texts' })
  search!: Readonly<Record<string, string>>;
}

/** By name. */
export class SavedViewListDto {
  @ListOf(() => SavedViewDto)
  data!: readonly SavedViewDto[];
}

/** 422 for anything that no address of a list says. */
export function searchOf({ search }: SaveViewDto): Record<string, string> {
  const entries = Object.entries(search);
  const detail = (name: string, value: unknown): string | null => {
    if (!/^\w{1,40}$/.test(name)) return 'is no name of an address';
    return typeof value === 'string' && value.length <= MAX_TEXT && isCleanLine(value)
      ? null
      : 'is no text of an address';
  };
  const faults = entries.flatMap(([name, value]) => {
    const fault = detail(name, value);
    return fault === null ? [] : [{ pointer: `/search/${name}`, code: 'search', detail: fault }];
  });
  if (entries.length > MAX_ENTRIES)
    faults.push({ pointer: '/search', code: 'search', detail: `has at most ${MAX_ENTRIES}` });
  if (faults.length > 0) throw invalidInput({}, faults);
  return Object.fromEntries(entries) as Record<string, string>;
}
