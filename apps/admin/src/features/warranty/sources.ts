import { useFormat } from '../../lib/format';
import { api, read } from '../../lib/http';
import { usePreferences } from '../../lib/preferences';
import type { PickerSource } from '../../ui/picker-field';

/** Policies that bind: those of which a version is published. */
export function usePolicySource(): PickerSource {
  const format = useFormat();
  const { language } = usePreferences();
  return {
    queryKey: ['warranty', 'picker', 'policies', language],
    find: async (q, signal) => {
      const query = { q: q || undefined, limit: 20 };
      const { data } = await read(api.GET('/api/v1/warranty-policies', { params: { query }, signal }));
      return data
        .filter(({ publishedNumber }) => publishedNumber !== null)
        .map(({ id, code, name }) => ({ id, code, text: format.name(name) }));
    },
  };
}
