import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CodePresetsService } from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { KeyParam } from '../http/key-param.js';
import { AdoptedPresetDto, AdoptPresetDto, CodePresetListDto } from './code-presets.dto.js';

@ApiTags('codes')
@Controller('code-presets')
export class CodePresetsController {
  constructor(
    private readonly db: Database,
    private readonly presets: CodePresetsService,
  ) {}

  /** Shipped code sets to begin with, each with its source and the day it was last looked at. */
  @Get()
  @Can('catalog.read')
  @ApiOkResponse({ type: CodePresetListDto })
  list(): CodePresetListDto {
    return {
      data: this.presets.shipped.map(({ codes, combinations, needs: _, ...preset }) => ({
        ...preset,
        codes: codes.length,
        combinations: combinations.length,
      })),
    };
  }

  /** Adds what is not there yet; what the company has stays as it is. Again changes nothing. */
  @Post(':code/adoption')
  @HttpCode(200)
  @Can('catalog.manage')
  @ApiOkResponse({ type: AdoptedPresetDto })
  adopt(
    @CurrentActor() actor: Actor,
    @KeyParam('code', 'The code of the preset') code: string,
    @Body() { groupId }: AdoptPresetDto,
  ): Promise<AdoptedPresetDto> {
    return this.db.transaction((tx) => this.presets.adopt(tx, actor, code, groupId));
  }
}
