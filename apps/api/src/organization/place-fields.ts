import { applyDecorators } from '@nestjs/common';
import { isCurrency, isTimeZone, TIME_OF_DAY } from '@aftercare/organization';
import { ApiProperty } from '@nestjs/swagger';
import { Matches, ValidateBy, ValidateIf } from 'class-validator';

interface Options {
  readonly optional?: boolean;
}

/** An IANA time zone that this platform knows. */
export function TimeZone({ optional = false }: Options = {}): PropertyDecorator {
  return listed('timeZone', 'Asia/Tehran', optional, isTimeZone);
}

/** An ISO 4217 currency that this platform knows. */
export function Currency({ optional = false }: Options = {}): PropertyDecorator {
  return listed('currency', 'IRR', optional, isCurrency);
}

/** A time of day, `HH:MM` from 00:00 to 24:00. */
export function TimeOfDay(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, pattern: TIME_OF_DAY.source, example: '08:30' }),
    Matches(TIME_OF_DAY),
  );
}

function listed(
  name: string,
  example: string,
  optional: boolean,
  isKnown: (text: string) => boolean,
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, example, required: !optional }),
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    ValidateBy({
      name,
      validator: {
        validate: (value) => typeof value === 'string' && isKnown(value),
        defaultMessage: () => `$property must be a known one, such as ${example}`,
      },
    }),
  );
}
