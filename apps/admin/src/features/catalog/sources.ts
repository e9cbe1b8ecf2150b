import { useFormat, type Format } from '../../lib/format';
import { api, read } from '../../lib/http';
import { usePreferences } from '../../lib/preferences';
import type { PickerOption, PickerSource } from '../../ui/picker-field';
import type { Brand, Product, ProductGroup } from './api';
import type { CodeKind } from './code-kinds';

const SHOWN = 20;

export function brandOption({ id, name }: Pick<Brand, 'id' | 'name'>, format: Format): PickerOption {
  return { id, text: format.name(name) };
}

export function codedOption(
  { id, code, name }: Pick<Product | ProductGroup, 'id' | 'code' | 'name'>,
  format: Format,
): PickerOption {
  return { id, code, text: format.name(name) };
}

export function useBrandSource(): PickerSource {
  return useSource('brands', async (q, signal, format) => {
    const { data } = await read(api.GET('/api/v1/brands', { params: { query: { q, limit: SHOWN } }, signal }));
    return data.map((brand) => brandOption(brand, format));
  });
}

export function useProductGroupSource(): PickerSource {
  return useSource('product-groups', async (q, signal, format) => {
    const { data } = await read(api.GET('/api/v1/product-groups', { params: { query: { q, limit: SHOWN } }, signal }));
    return data.map((group) => codedOption(group, format));
  });
}

/** Product groups whose option's id is the code itself: it is by their codes that terms name components. */
export function useProductGroupCodeSource(): PickerSource {
  return useSource('product-group codes', async (q, signal, format) => {
    const { data } = await read(api.GET('/api/v1/product-groups', { params: { query: { q, limit: SHOWN } }, signal }));
    return data.map(({ code, name }) => ({ id: code, code, text: format.name(name) }));
  });
}

/** Products of a brand; without one, of every brand, which is then named beside each. */
export function useProductSource(brandId?: string): PickerSource {
  return useSource(`products ${brandId ?? ''}`, async (q, signal, format) => {
    const query = { q, brandId, limit: SHOWN };
    const { data } = await read(api.GET('/api/v1/products', { params: { query }, signal }));
    return data.map((product) => ({
      ...codedOption(product, format),
      ...(brandId === undefined && { hint: format.name(product.brand.name) }),
    }));
  });
}

export function usePartSource(): PickerSource {
  return useSource('parts', async (q, signal, format) => {
    const { data } = await read(api.GET('/api/v1/parts', { params: { query: { q, limit: SHOWN } }, signal }));
    return data.map(({ id, sku, name }) => ({ id, code: sku, text: format.name(name) }));
  });
}

export function useServiceItemSource(): PickerSource {
  return useSource('service-items', async (q, signal, format) => {
    const { data } = await read(api.GET('/api/v1/service-items', { params: { query: { q, limit: SHOWN } }, signal }));
    return data.map(({ id, code, name }) => ({ id, code, text: format.name(name) }));
  });
}

/** Codes in use. The option's id is the code itself: it is by their codes that terms name faults. */
export function useCodeSource(...kinds: readonly CodeKind[]): PickerSource {
  return useSource(`codes ${kinds.join()}`, async (q, signal, format) => {
    const pages = await Promise.all(
      kinds.map((kind) => read(api.GET('/api/v1/codes', { params: { query: { kind, q, limit: SHOWN } }, signal }))),
    );
    return pages.flatMap(({ data }) => data.map(({ code, name }) => ({ id: code, code, text: format.name(name) })));
  });
}

/** Codes of a set, or what gathers them, by their ids. */
export function useCodeIdSource(kind: CodeKind, show: 'codes' | 'headings' = 'codes'): PickerSource {
  return useSource(`code ids ${kind} ${show}`, async (q, signal, format) => {
    const query = { kind, q, show, limit: SHOWN };
    const { data } = await read(api.GET('/api/v1/codes', { params: { query }, signal }));
    return data.map((code) => codedOption(code, format));
  });
}

function useSource(
  name: string,
  find: (q: string | undefined, signal: AbortSignal, format: Format) => Promise<readonly PickerOption[]>,
): PickerSource {
  const format = useFormat();
  const { language } = usePreferences();
  return {
    queryKey: ['catalog', 'picker', name, language],
    find: (q, signal) => find(q || undefined, signal, format),
  };
}
