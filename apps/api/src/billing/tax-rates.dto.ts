import { TAX_CATEGORIES, type TaxCategory } from '@aftercare/billing';
import { CivilDay, Int, ListOf, OneOf, PageQuery, Uuid } from '../http/fields.js';
import { PageDto } from '../http/page.dto.js';

export class ListTaxRatesQuery extends PageQuery {
  @OneOf(TAX_CATEGORIES, { name: 'TaxCategory', optional: true })
  category?: TaxCategory;
}

export class AddTaxRateDto {
  /** `standard` holds wherever work or goods have no rate of their own. */
  @OneOf(TAX_CATEGORIES, { name: 'TaxCategory' })
  category!: TaxCategory;

  @Int({ max: 10_000, description: 'Basis points: 1000 is 10 %', example: 1000 })
  rateBp!: number;

  @CivilDay({ description: 'The first day it holds; the rate before ends there' })
  validFrom!: string;
}

export class TaxRateDto {
  @Uuid()
  id!: string;

  @OneOf(TAX_CATEGORIES, { name: 'TaxCategory' })
  category!: TaxCategory;

  @Int({ max: 10_000, description: 'Basis points: 1000 is 10 %' })
  rateBp!: number;

  @CivilDay()
  validFrom!: string;

  @CivilDay({ nullable: true, description: 'The first day it no longer holds; null while it is the latest' })
  validTo!: string | null;
}

export class TaxRatePageDto extends PageDto {
  @ListOf(() => TaxRateDto)
  data!: TaxRateDto[];
}
