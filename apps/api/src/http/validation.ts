import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { type FieldFault, invalidInput, invalidQuery, malformedRequest } from '@aftercare/platform';
import { getMetadataStorage, type ValidationError } from 'class-validator';

function strictPipe(toProblem: (errors: ValidationError[]) => Error): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    transformOptions: { exposeDefaultValues: true },
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    exceptionFactory: toProblem,
  });
}

/**
 * class-validator walks through every class it knows, for each object it checks, to learn the rules of one. They never
 * change after the boot, so each class's are looked up once.
 */
function rememberRules(): void {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, ReturnType<typeof find>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (schema || groups?.length) return find(target, schema, always, strictGroups, groups);
    let rules = known.get(target);
    if (!rules) known.set(target, (rules = find(target, schema, always, strictGroups, groups)));
    return rules;
  };
}
rememberRules();

/** Strict input: unknown fields are errors, nothing is converted silently, every fault is named at once. */
@Injectable()
export class StrictValidationPipe implements PipeTransform {
  private readonly body = strictPipe((errors) => invalidInput({}, faultsOf(errors, '')));
  private readonly query = strictPipe((errors) => invalidQuery({}, faultsOf(errors, '')));

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'query') return this.query.transform(value, metadata);
    if (metadata.type !== 'body') return value;
    // A DTO needs an object to be checked against; a missing body or a bare array is not one.
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformedRequest();
    return this.body.transform(value, metadata);
  }
}

function faultsOf(errors: readonly ValidationError[], path: string): FieldFault[] {
  return errors.flatMap((error) => {
    const pointer = `${path}/${error.property.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, detail]) => ({
      pointer,
      code: rule === 'whitelistValidation' ? 'unknownField' : rule,
      detail,
    }));
    return [...own, ...faultsOf(error.children ?? [], pointer)];
  });
}
