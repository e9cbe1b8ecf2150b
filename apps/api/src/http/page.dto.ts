import { Flag, Line, Nested } from './fields.js';

class PageInfoDto {
  @Line({ nullable: true, description: 'Send as `cursor` to get the next page' })
  nextCursor!: string | null;

  @Flag()
  hasMore!: boolean;
}

/** The envelope of every list; each list declares its `data`. */
export abstract class PageDto {
  @Nested(() => PageInfoDto)
  page!: PageInfoDto;
}
