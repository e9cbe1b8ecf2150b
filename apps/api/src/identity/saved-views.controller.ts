import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SavedViewsService, type StaffActor } from '@aftercare/identity';
import { Database } from '@aftercare/platform';
import { CurrentActor, SignedIn } from '../http/access.js';
import { KeyParam } from '../http/key-param.js';
import { SavedViewListDto, SaveViewDto, searchOf } from './saved-views.dto.js';

const List = () => KeyParam('list', 'The list, by its name in the application');
const ViewName = () => KeyParam('name', 'The view, as its owner calls it');

/** What one keeps for oneself, so without versions: the last word counts. */
@ApiTags('me')
@Controller('me/saved-views/:list')
@SignedIn()
export class SavedViewsController {
  constructor(
    private readonly db: Database,
    private readonly views: SavedViewsService,
  ) {}

  @Get()
  @ApiOkResponse({ type: SavedViewListDto })
  async list(@CurrentActor() { accountId }: StaffActor, @List() list: string): Promise<SavedViewListDto> {
    return { data: await this.views.list(accountId, list) };
  }

  /** Keeps a view, in place of the one of the same name. */
  @Put(':name')
  @ApiOkResponse({ type: SavedViewListDto })
  async save(
    @CurrentActor() actor: StaffActor,
    @List() list: string,
    @ViewName() name: string,
    @Body() input: SaveViewDto,
  ): Promise<SavedViewListDto> {
    const search = searchOf(input);
    await this.db.transaction((tx) => this.views.save(tx, actor.accountId, { list, name, search }));
    return this.list(actor, list);
  }

  @Delete(':name')
  @HttpCode(204)
  @ApiNoContentResponse()
  async forget(
    @CurrentActor() { accountId }: StaffActor,
    @List() list: string,
    @ViewName() name: string,
  ): Promise<void> {
    await this.db.transaction((tx) => this.views.forget(tx, accountId, list, name));
  }
}
