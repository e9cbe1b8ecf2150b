import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Database, statement } from '@aftercare/platform';
import { Public } from './http/access.js';

class HealthDto {
  @ApiProperty({ type: String, example: 'ok' })
  status!: string;
}

const newestMigration = statement('health.migration', 'SELECT name FROM schema_migration ORDER BY id DESC LIMIT 1');

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly db: Database) {}

  /** The process answers. Touches nothing else, so that a slow database does not get it restarted. */
  @Get('live')
  @Public()
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** The process can do its work: PostgreSQL answers and holds our schema. */
  @Get('ready')
  @Public()
  @ApiOkResponse({ type: HealthDto })
  async ready(): Promise<HealthDto> {
    await this.db.row(newestMigration);
    return { status: 'ok' };
  }
}
