import { problem } from '@aftercare/platform';

export const brandExists = problem('catalog.brand-exists', 409, 'A brand of this name exists already.', {
  constraints: ['brand_name_uq'],
});
export const productGroupExists = problem(
  'catalog.product-group-exists',
  409,
  'A product group has this code already.',
  {
    constraints: ['product_group_code_uq'],
  },
);
export const productGroupCycle = problem(
  'catalog.product-group-cycle',
  409,
  'A product group cannot lie below itself.',
  {
    constraints: ['product_group_parent_ck'],
  },
);
export const productExists = problem('catalog.product-exists', 409, 'The brand has a product of this code already.', {
  constraints: ['product_code_uq'],
});
export const partExists = problem('catalog.part-exists', 409, 'A part has this stock number already.', {
  constraints: ['part_sku_uq'],
});
export const unitItemExists = problem('catalog.unit-item-exists', 409, 'The product has a stock item of whole units.', {
  constraints: ['part_unit_uq'],
});
export const serviceItemExists = problem('catalog.service-item-exists', 409, 'A service item has this code already.', {
  constraints: ['service_item_code_uq'],
});
export const codeExists = problem('catalog.code-exists', 409, 'This code set holds the code already.', {
  constraints: ['service_code_uq'],
});
export const badIrisCode = problem(
  'catalog.bad-iris-code',
  422,
  'The IRIS code does not have the shape of its kind, or does not begin like its heading.',
  { constraints: ['service_code_iris_ck'] },
);
export const badHeading = problem(
  'catalog.bad-heading',
  422,
  'A code lies below a heading of its own kind; a heading lies below none, and stays one while codes lie below it.',
  { constraints: ['service_code_heading_fk', 'service_code_heading_ck'] },
);
export const unknownCode = problem(
  'catalog.unknown-code',
  422,
  'A code does not exist in its set, is a heading or is not used any more.',
  {
    constraints: [
      'code_combination_symptom_fk',
      'code_combination_fault_fk',
      'code_combination_cause_fk',
      'code_combination_repair_fk',
    ],
  },
);
export const combinationExists = problem('catalog.combination-exists', 409, 'These codes are on the list already.', {
  constraints: ['code_combination_uq'],
});
export const badCombination = problem('catalog.bad-combination', 422, 'A combination names two codes at least.', {
  constraints: ['code_combination_two_ck'],
});
export const combinationNotListed = problem(
  'catalog.combination-not-listed',
  422,
  'For products of this group only listed combinations of codes are taken.',
);
export const nameMissing = problem('catalog.name-missing', 422, 'A name is needed in Persian or in English.', {
  constraints: [
    'brand_name_ck',
    'product_group_name_ck',
    'product_name_ck',
    'part_name_ck',
    'service_item_name_ck',
    'service_code_name_ck',
  ],
});
export const unknownReference = problem(
  'catalog.unknown-reference',
  422,
  'The brand, product group, product, part or service does not exist.',
  {
    constraints: [
      'product_brand_fk',
      'product_group_fk',
      'part_brand_fk',
      'part_group_fk',
      'part_unit_fk',
      'service_item_group_fk',
      'service_code_group_fk',
      'code_combination_group_fk',
      'product_group_parent_fk',
      'tariff_part_fk',
      'tariff_service_item_fk',
      'tariff_product_fk',
      'tariff_group_fk',
      'part_fit_part_fk',
      'part_fit_product_fk',
      'part_substitute_substitute_fk',
      'product_component_group_fk',
      'product_component_part_fk',
    ],
  },
);
export const badSerialPattern = problem(
  'catalog.bad-serial-pattern',
  422,
  'The serial pattern may hold A, 9, * and literal characters only.',
);
export const badGtin = problem(
  'catalog.bad-gtin',
  422,
  'A GTIN has 8, 12, 13 or 14 digits, the last of which checks the others.',
  { constraints: ['product_gtin_ck'] },
);
export const gtinExists = problem('catalog.gtin-exists', 409, 'Another product has this GTIN.', {
  constraints: ['product_gtin_uq'],
});
export const supportBeforeEnd = problem(
  'catalog.support-before-end',
  422,
  'The support of a product does not end before its production.',
  { constraints: ['product_support_ck'] },
);
export const tariffOverlaps = problem(
  'catalog.tariff-overlaps',
  409,
  'For the same product or group and grade another tariff holds in this period.',
  { constraints: ['tariff_overlap_ex'] },
);
export const badTariff = problem(
  'catalog.bad-tariff',
  422,
  'A tariff is for one part or one service, for one product or one group at most, ends after it begins, and has a time for services only.',
  { constraints: ['tariff_item_ck', 'tariff_scope_ck', 'tariff_period_ck', 'tariff_part_minutes_ck'] },
);
export const badStructure = problem(
  'catalog.bad-structure',
  422,
  'Every place of a product has a name of its own and lies below another one that is there, or at the top.',
  { constraints: ['product_component_slot_uq', 'product_component_parent_fk'] },
);
export const badSubstitute = problem(
  'catalog.bad-substitute',
  422,
  'A part has each substitute once, and is none for itself.',
  { constraints: ['part_substitute_self_ck', 'part_substitute_pk'] },
);
