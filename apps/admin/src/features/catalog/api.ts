import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, asRead, read } from '../../lib/http';
import type { CatalogSearch } from './search';

type Schemas = components['schemas'];
export type Brand = Schemas['BrandDto'];
export type ProductGroup = Schemas['ProductGroupDto'];
export type Product = Schemas['ProductDto'];
export type Part = Schemas['PartDto'];
export type ServiceItem = Schemas['ServiceItemDto'];
export type ServiceCode = Schemas['ServiceCodeDto'];
export type Combination = Schemas['CombinationDto'];
export type CodePreset = Schemas['CodePresetDto'];
export type AdoptedPreset = Schemas['AdoptedPresetDto'];
export type Tariff = Schemas['TariffDto'];
export type PlacedComponent = Schemas['PlacedComponentDto'];
export type PartRelations = Schemas['PartRelationsDto'];
export type ProductNotice = Schemas['ProductNotice'];

export const workClasses = ['labour', 'travel', 'shipping'] as const satisfies readonly ServiceItem['coverClass'][];

export const brandsQuery = ({ q, limit, cursor }: CatalogSearch) =>
  queryOptions({
    queryKey: ['catalog', 'brands', { q, limit, cursor }],
    queryFn: ({ signal }) => read(api.GET('/api/v1/brands', { params: { query: { q, limit, cursor } }, signal })),
    placeholderData: keepPreviousData,
  });

export const brandQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalog', 'brand', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/brands/{id}', { params: { path: { id } }, signal })),
  });

export const productsQuery = ({ q, limit, cursor, brandId, groupId }: CatalogSearch) =>
  queryOptions({
    queryKey: ['catalog', 'products', { q, limit, cursor, brandId, groupId }],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/products', { params: { query: { q, limit, cursor, brandId, groupId } }, signal })),
    placeholderData: keepPreviousData,
  });

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalog', 'product', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/products/{id}', { params: { path: { id } }, signal })),
  });

export const partsQuery = ({ q, limit, cursor, groupId, retired }: CatalogSearch) =>
  queryOptions({
    queryKey: ['catalog', 'parts', { q, limit, cursor, groupId, retired }],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/parts', { params: { query: { q, limit, cursor, groupId, retired } }, signal })),
    placeholderData: keepPreviousData,
  });

export const serviceItemsQuery = ({ q, limit, cursor, groupId, retired }: CatalogSearch) =>
  queryOptions({
    queryKey: ['catalog', 'service-items', { q, limit, cursor, groupId, retired }],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/service-items', { params: { query: { q, limit, cursor, groupId, retired } }, signal })),
    placeholderData: keepPreviousData,
  });

/** How a product is built, place by place. */
export const structureQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalog', 'structure', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/products/{id}/structure', { params: { path: { id } }, signal })),
  });

export const fittingPartsQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalog', 'fitting-parts', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/products/{id}/parts', { params: { path: { id } }, signal })),
    select: ({ data }) => data,
  });

export const partRelationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalog', 'part-relations', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/parts/{id}/relations', { params: { path: { id } }, signal })),
  });

/** What somebody who takes a unit in should know of its product. */
export const productNoticesQuery = (id: string, unit: { readonly serial: string; readonly imei: string }) =>
  queryOptions({
    queryKey: ['catalog', 'notices', id, unit],
    queryFn: ({ signal }) => {
      const query = { ...(unit.serial && { serial: unit.serial }), ...(unit.imei && { imei: unit.imei }) };
      return read(api.GET('/api/v1/products/{id}/notices', { params: { path: { id }, query }, signal }));
    },
    select: ({ notices }) => notices,
  });

export const tariffsQuery = ({ limit, cursor, productId }: CatalogSearch) =>
  queryOptions({
    queryKey: ['catalog', 'tariffs', { limit, cursor, productId }],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/tariffs', { params: { query: { limit, cursor, productId } }, signal })),
    placeholderData: keepPreviousData,
  });

/** A code set with its headings. */
export const codesQuery = ({ q, limit, cursor, retired, groupId, kind = 'symptom' }: CatalogSearch) =>
  queryOptions({
    queryKey: ['catalog', 'codes', { q, limit, cursor, retired, groupId, kind }],
    queryFn: ({ signal }) => {
      const query = { q, limit, cursor, retired, groupId, kind, show: 'all' as const };
      return read(api.GET('/api/v1/codes', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });

export const codePresetsQuery = queryOptions({
  queryKey: ['catalog', 'code-presets'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/code-presets', { signal })),
  select: ({ data }) => data,
});

/** Which symptom, fault, cause and repair go together. */
export const combinationsQuery = ({ q, limit, cursor, groupId }: CatalogSearch) =>
  queryOptions({
    queryKey: ['catalog', 'code-combinations', { q, limit, cursor, groupId }],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/code-combinations', { params: { query: { q, limit, cursor, groupId } }, signal })),
    placeholderData: keepPreviousData,
  });

/** Saves a form: a record that is there is changed in what can be changed of it, otherwise a new one is made. */
export const useSaveBrand = (brand: Brand | null, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: (body: Schemas['CreateBrandDto'], key) =>
      brand
        ? read(api.PATCH('/api/v1/brands/{id}', { params: asRead(brand), body }))
        : read(api.POST('/api/v1/brands', { params: create(key), body })),
    onDone,
  });

export const useSaveProductGroup = (group: ProductGroup | null, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: ({ code, ...body }: Schemas['CreateProductGroupDto'], key) =>
      group
        ? read(api.PATCH('/api/v1/product-groups/{id}', { params: asRead(group), body }))
        : read(api.POST('/api/v1/product-groups', { params: create(key), body: { code, ...body } })),
    onDone,
  });

export const useSaveProduct = (product: Product | null, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: ({ brandId, code, ...body }: Schemas['CreateProductDto'], key) =>
      product
        ? read(api.PATCH('/api/v1/products/{id}', { params: asRead(product), body }))
        : read(api.POST('/api/v1/products', { params: create(key), body: { brandId, code, ...body } })),
    onDone,
  });

interface Retirable {
  readonly retiredOn: string | null;
}

export const useSavePart = (part: Part | null, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: ({ sku, retiredOn, ...body }: Schemas['CreatePartDto'] & Retirable, key) =>
      part
        ? read(api.PATCH('/api/v1/parts/{id}', { params: asRead(part), body: { ...body, retiredOn } }))
        : read(api.POST('/api/v1/parts', { params: create(key), body: { sku, ...body } })),
    onDone,
  });

export const useSaveServiceItem = (item: ServiceItem | null, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: ({ code, retiredOn, ...body }: Schemas['CreateServiceItemDto'] & Retirable, key) =>
      item
        ? read(api.PATCH('/api/v1/service-items/{id}', { params: asRead(item), body: { ...body, retiredOn } }))
        : read(api.POST('/api/v1/service-items', { params: create(key), body: { code, ...body } })),
    onDone,
  });

export const useSaveStructure = (product: Product, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: (body: Schemas['SetStructureDto']) =>
      read(api.PUT('/api/v1/products/{id}/structure', { params: asRead(product), body })),
    onDone,
  });

export const useSavePartRelations = (id: string, version: number, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: (body: Schemas['SetPartRelationsDto']) =>
      read(api.PUT('/api/v1/parts/{id}/relations', { params: asRead({ id, version }), body })),
    onDone,
  });

export const useSaveTariff = (tariff: Tariff | null, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: ({ validUntil, price, minutes, ...scope }: Schemas['CreateTariffDto'], key) =>
      tariff
        ? read(api.PATCH('/api/v1/tariffs/{id}', { params: asRead(tariff), body: { validUntil, price, minutes } }))
        : read(api.POST('/api/v1/tariffs', { params: create(key), body: { ...scope, validUntil, price, minutes } })),
    onDone,
  });

export const useSaveCode = (code: ServiceCode | null, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: ({ kind, code: text, retiredOn, ...body }: Schemas['CreateServiceCodeDto'] & Retirable, key) =>
      code
        ? read(api.PATCH('/api/v1/codes/{id}', { params: asRead(code), body: { ...body, retiredOn } }))
        : read(api.POST('/api/v1/codes', { params: create(key), body: { ...body, kind, code: text } })),
    onDone,
  });

export const useAdoptPreset = (onDone: (adopted: AdoptedPreset) => void) =>
  useCommand({
    feature: 'catalog',
    run: ({ code, groupId }: Schemas['AdoptPresetDto'] & Pick<CodePreset, 'code'>, key) =>
      read(
        api.POST('/api/v1/code-presets/{code}/adoption', {
          params: { path: { code }, ...create(key) },
          body: { groupId },
        }),
      ),
    onDone,
  });

export const useSaveCombination = (combination: Combination | null, onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: (body: Schemas['CreateCombinationDto'], key) =>
      combination
        ? read(api.PATCH('/api/v1/code-combinations/{id}', { params: asRead(combination), body }))
        : read(api.POST('/api/v1/code-combinations', { params: create(key), body })),
    onDone,
  });

export const useRemoveCombination = (onDone: () => void) =>
  useCommand({
    feature: 'catalog',
    run: (combination: Combination) =>
      read(api.DELETE('/api/v1/code-combinations/{id}', { params: asRead(combination) })),
    onDone,
  });

function create(key: string) {
  return { header: { 'Idempotency-Key': key } };
}
