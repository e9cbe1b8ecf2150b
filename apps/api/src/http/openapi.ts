import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { MoneyDto, NameDto } from './fields.js';

interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  responses?: object;
  security?: object[];
  parameters?: object[];
}

/** `RepairOrders_answerQuote` under the tag `repair orders` reads "Repair orders: answer quote". */
function summaryOf({ operationId = '', tags = [] }: Operation): string {
  const words = (operationId.split('_').at(-1) ?? '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const tag = tags[0] ?? '';
  return `${tag.charAt(0).toUpperCase()}${tag.slice(1)}: ${words}`;
}

/** The OpenAPI 3.1 document of the running routes: the contract that the SPA's client is generated from. */
export function buildOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Aftercare API')
    .setDescription(
      'After-sales service: reception, guarantee decisions, repair, parts, billing and notifications. ' +
        'Errors are RFC 9457 problems. Lists page by cursor. POST requests carry an Idempotency-Key; ' +
        'changes to one resource carry If-Match with the version that was read.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'portal')
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [MoneyDto, NameDto],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  for (const item of Object.values(document.paths))
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      if (operation.responses === undefined) continue;
      operation.summary ||= summaryOf(operation);
      operation.security ??= [];
      operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } };
      if (method === 'post') (operation.parameters ??= []).push({ $ref: '#/components/parameters/IdempotencyKey' });
    }
  return {
    ...document,
    components: {
      ...document.components,
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description:
            'Required on every POST that changes something. A repeat with the same key gets the first answer.',
          schema: { type: 'string', minLength: 1, maxLength: 255 },
        },
      },
      responses: {
        Problem: {
          description: 'RFC 9457 problem',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: {
        ...document.components?.schemas,
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'params'],
          properties: {
            type: { type: 'string', format: 'uri-reference' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            instance: { type: 'string', description: 'The request id, also in the X-Request-Id header' },
            code: { type: 'string', description: 'Stable; see docs/problems.md' },
            params: { type: 'object', additionalProperties: true },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['pointer', 'code', 'detail'],
                properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  };
}
