import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { type Calendar, isCivilDate, isCleanLine, isCleanProse, latinDigits } from '@aftercare/kernel';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  isEmail,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/**
 * The vocabulary of DTO fields: each decorator states the check and the OpenAPI property together, so that the two
 * cannot drift apart. `optional` fields may be absent; `nullable` ones may be null.
 */
interface FieldOptions {
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
  readonly nullable?: boolean;
}

function field(options: FieldOptions, api: object, ...checks: PropertyDecorator[]): PropertyDecorator {
  const { description, example, optional = false, nullable = false } = options;
  return applyDecorators(
    ApiProperty({
      ...api,
      ...(description === undefined ? {} : { description }),
      ...(example === undefined ? {} : { example }),
      required: !optional,
      ...(nullable ? { nullable } : {}),
    }),
    ...(optional ? [nullable ? IsOptional() : ValidateIf((_, value) => value !== undefined)] : []),
    ...(nullable && !optional ? [ValidateIf((_, value) => value !== null)] : []),
    ...checks,
  );
}

function safeText(isClean: (text: string) => boolean, options: { each?: boolean } = {}): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isClean(value);
  const defaultMessage = () => '$property holds characters that are not allowed';
  return ValidateBy({ name: 'safeText', validator: { validate, defaultMessage } }, options);
}

const tidied = (value: unknown): unknown => (typeof value === 'string' ? value.normalize('NFC').trim() : value);
const tidy = Transform(({ value }: { value: unknown }) => tidied(value));
const tidyEach = Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(tidied) : value));

/** One line of text: a name, a code, a reference. NFC, trimmed, no control or bidi characters. */
export function Line(options: FieldOptions & { max?: number; min?: number } = {}): PropertyDecorator {
  const { max = 200, min = 1 } = options;
  return field(
    options,
    { type: String, maxLength: max, minLength: min },
    tidy,
    IsString(),
    MinLength(min),
    MaxLength(max),
    safeText(isCleanLine),
  );
}

/** Several lines of text in the customer's or the clerk's own words. */
export function Prose(options: FieldOptions & { max?: number; min?: number } = {}): PropertyDecorator {
  const { max = 10_000, min = 1 } = options;
  return field(
    options,
    { type: String, maxLength: max, minLength: min },
    tidy,
    IsString(),
    MinLength(min),
    MaxLength(max),
    safeText(isCleanProse),
  );
}

/** A code of letters, digits, dot, dash and underscore; Persian digits are read as ASCII. */
export function Code(options: FieldOptions & { max?: number } = {}): PropertyDecorator {
  const { max = 60 } = options;
  return field(
    options,
    { type: String, maxLength: max, pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]*$' },
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? latinDigits(value).trim() : value)),
    IsString(),
    MaxLength(max),
    Matches(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/),
  );
}

export function Uuid(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: String, format: 'uuid' }, IsUUID());
}

// isEmail throws at a lone surrogate and lets bidi characters pass.
const emailAddress = ValidateBy({
  name: 'isEmail',
  validator: {
    validate: (value) => typeof value === 'string' && isCleanLine(value) && isEmail(value),
    defaultMessage: () => '$property must be an email',
  },
});

export function Email(options: FieldOptions = {}): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'email', maxLength: 254 },
    tidy,
    IsString(),
    MaxLength(254),
    emailAddress,
  );
}

/** A whole number in JSON. */
export function Int(options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, IsInt(), Min(min), Max(max));
}

export function IntList(options: FieldOptions & { max?: number; maxItems?: number } = {}): PropertyDecorator {
  const { max = Number.MAX_SAFE_INTEGER, maxItems = 200 } = options;
  return field(
    options,
    { type: 'integer', minimum: 0, maximum: max, isArray: true, maxItems },
    IsArray(),
    ArrayMaxSize(maxItems),
    IsInt({ each: true }),
    Min(0, { each: true }),
    Max(max, { each: true }),
  );
}

/** An amount of money in minor units of the company's currency. */
export function Amount(options: FieldOptions & { min?: number } = {}): PropertyDecorator {
  return Int({ min: 0, ...options, description: options.description ?? 'In minor units of the company currency' });
}

export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: Boolean }, IsBoolean());
}

export function OneOf(values: readonly string[], options: FieldOptions & { name?: string } = {}): PropertyDecorator {
  return field(options, { enum: [...values], ...(options.name ? { enumName: options.name } : {}) }, IsIn(values));
}

/** A civil day, `YYYY-MM-DD` in the Gregorian calendar. */
export function CivilDay(options: FieldOptions = {}): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'date' },
    ValidateBy({
      name: 'civilDate',
      validator: {
        validate: isCivilDate,
        defaultMessage: () => '$property must be an existing day, YYYY-MM-DD, of the years 1700 to 2999',
      },
    }),
  );
}

/** An instant in UTC; only in answers. */
export function Instant(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: String, format: 'date-time' });
}

/** Swagger tells a type that is given lazily from a class by the name of the function: it must be `type`. */
function lazy(given: () => new () => object): () => new () => object {
  const type = () => given();
  return type;
}

export function Nested(type: () => new () => object, options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: lazy(type) }, IsObject(), ValidateNested(), Type(type));
}

export function ListOf(
  type: () => new () => object,
  options: FieldOptions & { min?: number; max?: number } = {},
): PropertyDecorator {
  const { min = 0, max = 200 } = options;
  return field(
    options,
    { type: lazy(type), isArray: true, minItems: min, maxItems: max },
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ValidateNested({ each: true }),
    Type(type),
  );
}

export function UuidList(options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator {
  const { min = 0, max = 200 } = options;
  return field(
    options,
    { type: String, format: 'uuid', isArray: true, maxItems: max },
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    IsUUID(undefined, { each: true }),
  );
}

export function LineList(options: FieldOptions & { max?: number; maxLength?: number } = {}): PropertyDecorator {
  const { max = 200, maxLength = 200 } = options;
  return field(
    options,
    { type: String, isArray: true, maxItems: max },
    tidyEach,
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    MaxLength(maxLength, { each: true }),
    safeText(isCleanLine, { each: true }),
  );
}

export function OneOfList(
  values: readonly string[],
  options: FieldOptions & { name?: string } = {},
): PropertyDecorator {
  return field(
    options,
    { enum: [...values], isArray: true, ...(options.name ? { enumName: options.name } : {}) },
    IsArray(),
    ArrayMaxSize(values.length),
    IsIn(values, { each: true }),
  );
}

/** A JSON object whose shape is stated in the description; checked by the domain, not here. */
export function Json(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'object', additionalProperties: true }, IsObject());
}

/** In query strings: a whole number written in digits, Persian ones too. */
function QueryInt(options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^-?\d+$/.test(latinDigits(value)) ? Number(latinDigits(value)) : value,
    ),
    Int({ optional: true, ...options }),
  );
}

export function QueryFlag(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    Flag({ optional: true, ...options }),
  );
}

/** In query strings: values separated by commas, `state=received,diagnosing`. */
export function QueryList(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value)),
    field(
      { optional: true, ...options },
      { type: String, description: `Comma-separated: ${values.join(', ')}` },
      IsArray(),
      IsIn(values, { each: true }),
    ),
  );
}

export const CALENDARS: readonly Calendar[] = ['jalali', 'gregorian'];

/** A name in both languages of the product; either may be null, then the other is shown. */
export class NameDto {
  @Line({ nullable: true, example: 'یخچال' })
  fa!: string | null;

  @Line({ nullable: true, example: 'Refrigerator' })
  en!: string | null;
}

export class MoneyDto {
  @Int({ min: -Number.MAX_SAFE_INTEGER, description: 'Minor units (rial, cent)', example: 12_800_000 })
  amount!: number;

  @ApiProperty({ type: String, example: 'IRR', description: 'ISO 4217' })
  currency!: string;
}

/** What every list accepts. `cursor` comes from the page before. */
export class PageQuery {
  @QueryInt({ min: 1, max: 200, description: 'Rows a page', example: 50 })
  limit: number = 50;

  @Line({ optional: true, max: 500, description: 'nextCursor of the page before' })
  cursor?: string;
}
