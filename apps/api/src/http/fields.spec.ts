import 'reflect-metadata';
import { ProblemError } from '@aftercare/platform';
import { Code, Email, Line, LineList, NameDto, Nested, PageQuery, Prose } from './fields.js';
import { StrictValidationPipe } from './validation.js';

class TextsDto {
  @Line({ optional: true })
  line?: string;

  @Prose({ optional: true })
  prose?: string;

  @Code({ optional: true })
  code?: string;

  @Email({ optional: true })
  email?: string;

  @LineList({ optional: true })
  list?: string[];

  @Nested(() => NameDto, { optional: true })
  name?: NameDto;
}

const pipe = new StrictValidationPipe();
const read = async (body: object): Promise<TextsDto> =>
  (await pipe.transform(body, { type: 'body', metatype: TextsDto, data: undefined })) as TextsDto;
const pointers = async (body: object): Promise<string[]> => {
  try {
    await read(body);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return [...new Set(error.errors.map(({ pointer }) => pointer))];
  }
};

/** Every kind of text field, each filled so that it would be fine without `odd`. */
const filled = (odd: string): Record<string, object> => ({
  '/line': { line: `a${odd}b` },
  '/prose': { prose: `a${odd}b` },
  '/code': { code: `a${odd}b` },
  '/email': { email: `a${odd}b@example.com` },
  '/list': { list: ['fine', `a${odd}b`] },
  '/name/fa': { name: { fa: `a${odd}b`, en: null } },
});

describe('text fields', () => {
  it('take plain text', async () => {
    for (const body of Object.values(filled(''))) expect(await pointers(body)).toEqual([]);
  });

  it.each([
    ['NUL', '\u0000'],
    ['an escape sequence', '\u001b[31m'],
    ['a control character of Latin-1', '\u0085'],
    ['a lone surrogate', '\ud800'],
  ])('of every kind refuse %s', async (_, odd) => {
    for (const [pointer, body] of Object.entries(filled(odd))) expect(await pointers(body)).toEqual([pointer]);
  });

  it.each([
    ['a line break', '\n'],
    ['a line separator', '\u2028'],
    ['a bidi override', '\u202e'],
    ['a bidi isolate', '\u2066'],
  ])('of every kind but prose refuse %s', async (_, odd) => {
    const { '/prose': prose, ...others } = filled(odd);
    for (const [pointer, body] of Object.entries(others)) expect(await pointers(body)).toEqual([pointer]);
    expect(await pointers(prose ?? {})).toEqual([]);
  });

  it('keep the half-space of Persian and become NFC without outer spaces, in lists too', async () => {
    expect(await read({ line: ' می\u200cخواهم e\u0301 ', list: [' e\u0301 '] })).toMatchObject({
      line: 'می\u200cخواهم é',
      list: ['é'],
    });
  });

  it('in a query refuse the same', async () => {
    const query = { type: 'query', metatype: PageQuery, data: undefined } as const;
    await expect(pipe.transform({ cursor: 'a\u0000' }, query)).rejects.toMatchObject({ code: 'invalid-query' });
  });
});
