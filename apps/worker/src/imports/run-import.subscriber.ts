import { Injectable } from '@nestjs/common';
import { ImportFiles, importRequested, ImportRunner } from '@aftercare/imports';
import type { Id } from '@aftercare/kernel';
import { type RecordedEvent, SubscribesTo } from '@aftercare/platform';

@Injectable()
@SubscribesTo({ name: 'run-import', queue: 'imports', to: [importRequested] })
export class RunImport {
  constructor(
    private readonly runner: ImportRunner,
    private readonly files: ImportFiles,
  ) {}

  async perform(fact: RecordedEvent<{ jobId: Id }>): Promise<void> {
    await this.runner.run(fact.payload.jobId, ({ id, name }) => (id === null ? name : this.files.pathOf(id)));
  }
}
