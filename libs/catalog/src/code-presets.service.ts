import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { type Actor, execute, notFound, statement, type Tx } from '@aftercare/platform';
import { type CodePreset, readCodePresets } from './code-presets.js';
import { CodesService } from './codes.service.js';
import { CombinationsService } from './combinations.service.js';
import type { CodeKind } from './service-code.entity.js';

export interface AdoptedPreset {
  readonly created: number;
  /** Codes that were there and got the heading or the IRIS code that they lacked. */
  readonly completed: number;
  readonly unchanged: number;
}

interface Known {
  readonly id: Id;
  readonly kind: CodeKind;
  readonly code: string;
  readonly irisCode: string | null;
  readonly isHeading: boolean;
  readonly headingId: Id | null;
  readonly isRetired: boolean;
  readonly version: number;
}

const known = statement(
  'catalog.known-codes',
  `SELECT id, kind, code, iris_code AS "irisCode", is_heading AS "isHeading", heading_id AS "headingId",
          retired_on IS NOT NULL AS "isRetired", version
     FROM service_code
    WHERE (kind, code) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
);

/** Takes shipped code sets over; from then on they are the company's own. */
@Injectable()
export class CodePresetsService {
  /** Read once, so that a file with a fault stops the boot and not a reader. */
  readonly shipped: readonly CodePreset[] = readCodePresets();

  constructor(
    private readonly codes: CodesService,
    private readonly combinations: CombinationsService,
  ) {}

  /**
   * C16. Adds what is not there yet, meant for `groupId`, null for every product. What the company named, scoped or retired
   * stays as it is; only a missing heading or IRIS code is filled in. 404 for an unknown preset.
   */
  async adopt(tx: Tx, actor: Actor, code: string, groupId: Id | null): Promise<AdoptedPreset> {
    const preset = this.shipped.find((each) => each.code === code);
    if (!preset) throw notFound();
    const counts = { created: 0, completed: 0, unchanged: 0 };
    const add = (more: AdoptedPreset): void => {
      counts.created += more.created;
      counts.completed += more.completed;
      counts.unchanged += more.unchanged;
    };
    for (const needed of preset.needs) add(await this.adopt(tx, actor, needed, null));
    add(await this.adoptCodes(tx, actor, preset, groupId));
    add(await this.adoptCombinations(tx, actor, preset, groupId));
    return counts;
  }

  private async adoptCodes(tx: Tx, actor: Actor, { codes }: CodePreset, groupId: Id | null): Promise<AdoptedPreset> {
    const counts = { created: 0, completed: 0, unchanged: 0 };
    const headings = codes.flatMap(({ kind, heading }) => (heading ? [{ kind, code: heading }] : []));
    const there = await knownCodes(tx, [...codes, ...headings]);
    // Below what other presets put under the same heading.
    const first = this.shipped.findIndex((each) => each.codes === codes) * 1_000;
    const places = new Map<string, number>();
    for (const { kind, code, name, irisCode = null, isHeading = false, heading } of codes) {
      const position = (places.get(`${kind} ${heading ?? ''}`) ?? first) + 10;
      places.set(`${kind} ${heading ?? ''}`, position);
      const before = there.get(`${kind} ${code}`);
      const above = heading ? there.get(`${kind} ${heading}`) : undefined;
      const headingId = above && gathers(above, before?.irisCode ?? irisCode) ? above.id : null;
      if (!before) {
        const details = { irisCode, isHeading, headingId, position, groupId };
        const id = await this.codes.create(tx, actor, { kind, code, name, ...details });
        there.set(`${kind} ${code}`, { id, kind, code, irisCode, isHeading, headingId, isRetired: false, version: 1 });
        counts.created++;
        continue;
      }
      // One that the company made a heading, or put below another one, is not what is meant here.
      const isMeant = before.isHeading === isHeading && (before.headingId ?? headingId) === headingId;
      const lacks = isMeant && {
        ...(before.irisCode === null && irisCode !== null && { irisCode }),
        ...(before.headingId === null && headingId !== null && { headingId, position }),
      };
      if (lacks && Object.keys(lacks).length > 0) {
        await this.codes.change(tx, actor, before.id, before.version, lacks);
        counts.completed++;
      } else counts.unchanged++;
    }
    return counts;
  }

  private async adoptCombinations(
    tx: Tx,
    actor: Actor,
    { combinations }: CodePreset,
    groupId: Id | null,
  ): Promise<AdoptedPreset> {
    const counts = { created: 0, completed: 0, unchanged: 0 };
    const named = combinations.flatMap((each) =>
      Object.entries(each).map(([kind, code]) => ({ kind: kind as CodeKind, code })),
    );
    const there = await knownCodes(tx, named);
    for (const combination of combinations) {
      // What names a code that the company put aside is nothing for it.
      const isUsable = Object.entries(combination).every(([kind, code]) => {
        const entry = there.get(`${kind} ${code}`);
        return entry && !entry.isRetired && !entry.isHeading;
      });
      if (!isUsable) {
        counts.unchanged++;
        continue;
      }
      const { symptom, fault, cause, repair } = combination;
      const idOf = (kind: CodeKind, code: string | undefined): Id | null => there.get(`${kind} ${code}`)?.id ?? null;
      const isNew = await this.combinations.ensure(tx, actor, {
        groupId,
        symptomId: idOf('symptom', symptom),
        faultId: idOf('fault', fault),
        causeId: idOf('cause', cause),
        repairId: idOf('repair', repair),
      });
      counts[isNew ? 'created' : 'unchanged']++;
    }
    return counts;
  }
}

/** Whether the company kept it a heading, and C13 lets the code stand below it. */
function gathers(heading: Known, irisCode: string | null): boolean {
  if (!heading.isHeading) return false;
  return heading.irisCode === null || irisCode === null || irisCode.startsWith(heading.irisCode);
}

async function knownCodes(
  tx: Tx,
  wanted: readonly { readonly kind: CodeKind; readonly code: string }[],
): Promise<Map<string, Known>> {
  const rows = await execute<Known>(tx, known, [wanted.map(({ kind }) => kind), wanted.map(({ code }) => code)]);
  return new Map(rows.map((row) => [`${row.kind} ${row.code}`, row]));
}
