/** A parameter decorator that also documents its method, which OpenAPI decorators can only do from the outside. */
export function documented(parameter: ParameterDecorator, method: MethodDecorator): ParameterDecorator {
  return (target, key, index) => {
    parameter(target, key, index);
    const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && descriptor) method(target, key, descriptor);
  };
}
