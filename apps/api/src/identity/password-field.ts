import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { PASSWORD_LENGTH } from '@aftercare/identity';
import { IsString, MaxLength, MinLength } from 'class-validator';

/** A password to check. Used exactly as sent: neither trimmed nor normalised. */
export function GivenPassword(): PropertyDecorator {
  return password(1);
}

/** A password to set; also refused when it is a common one. */
export function NewPassword(): PropertyDecorator {
  return password(PASSWORD_LENGTH.min);
}

function password(minLength: number): PropertyDecorator {
  const maxLength = PASSWORD_LENGTH.max;
  return applyDecorators(
    ApiProperty({ type: String, format: 'password', minLength, maxLength }),
    IsString(),
    MinLength(minLength),
    MaxLength(maxLength),
  );
}
