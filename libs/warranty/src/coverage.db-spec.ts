import { type Id, newId } from '@aftercare/kernel';
import { SYSTEM } from '@aftercare/platform';
import type { LineFacts } from './coverage-facts.js';
import type { CoverageSubject, Redecision } from './coverage.service.js';
import type { CoverageVerdict } from './coverage-verdict.js';
import type { PolicyTerms } from './policy-terms.js';
import { phoneTerms } from './testing/terms.js';
import { refusalOf, WarrantyWorkbench } from './testing/workbench.js';

const lines: LineFacts[] = [{ lineId: 'board', class: 'parts', evidenceCount: 0 }];

describe('coverage', () => {
  const bench = WarrantyWorkbench.forThisFile();
  let centerId: Id;

  beforeEach(async () => {
    centerId = await bench.aCenter();
  });

  async function aCase(on: string) {
    await bench.aPolicy({ terms: phoneTerms });
    const { product } = await bench.aCatalog();
    const deviceId = await bench.aDevice(product);
    const start = { cardIssuedOn: '2024-05-15', soldOn: '2024-09-10', activatedOn: '2024-09-25' };
    const registrationId = await bench.write((tx) => bench.registrations.register(tx, SYSTEM, { deviceId, start }));
    return { subject: { subjectId: newId(), centerId, deviceId, on, lines }, registrationId, product };
  }

  const decide = (subject: CoverageSubject, again?: Redecision) =>
    bench.write((tx) => bench.coverage.decide(tx, bench.clerk([centerId]), subject, again));

  const decisionsOf = (subjectId: Id) => bench.queries.listDecisions(SYSTEM, subjectId);

  it('R19 scenario 3: a corrected card date re-decides, and both decisions remain readable', async () => {
    const { subject, registrationId } = await aCase('2026-02-15');
    const first = await decide(subject);
    expect(first.verdict.overall).toBe('chargeable');
    const correction = { start: { cardIssuedOn: '2024-06-30' }, reason: 'misread' };
    await bench.write((tx) => bench.registrations.correct(tx, SYSTEM, registrationId, 1, correction));
    const second = await decide(subject, { reason: 'card date corrected' });
    expect(second.verdict.overall).toBe('covered');
    const decisions = await decisionsOf(subject.subjectId);
    expect(decisions).toMatchObject([
      {
        id: second.decisionId,
        reason: 'card date corrected',
        supersedesId: first.decisionId,
        supersededById: null,
        verdict: { overall: 'covered', headline: { reason: { params: { endsOn: '2026-03-24' } } } },
        decidedBy: 'Sara',
      },
      {
        id: first.decisionId,
        reason: null,
        supersedesId: null,
        supersededById: second.decisionId,
        verdict: { overall: 'chargeable', headline: { reason: { params: { endsOn: '2026-02-15' } } } },
        facts: { registration: { start: { cardIssuedOn: '2024-05-15' } } },
      },
    ]);
    const events = await bench.sql(
      `SELECT payload FROM outbox_event WHERE name = 'warranty.coverage-decided' ORDER BY id`,
    );
    expect(events).toMatchObject([
      { payload: { verdict: 'chargeable', supersedes: null } },
      { payload: { verdict: 'covered', supersedes: { decisionId: first.decisionId, verdict: 'chargeable' } } },
    ]);
  });

  it('R19 the same facts again store nothing; other facts need a reason', async () => {
    const { subject } = await aCase('2026-02-14');
    const first = await decide(subject);
    expect(await decide(subject)).toEqual({ ...first, isNew: false });
    expect(await decisionsOf(subject.subjectId)).toHaveLength(1);
    const changed = { ...subject, lines: [{ ...lines[0]!, faultCode: 'LIQUID', evidenceCount: 2 }] };
    expect(await refusalOf(decide(changed))).toBe('warranty.decision-reason-missing');
    expect((await decide(changed, { reason: 'liquid found' })).verdict.overall).toBe('chargeable');
  });

  it('R19 R25 another day in the shop is no new fact where no term looks at it', async () => {
    const { subject } = await aCase('2026-02-14');
    const first = await decide({ ...subject, daysInShop: 3 });
    expect(await decide({ ...subject, daysInShop: 4 })).toEqual({ ...first, isNew: false });
  });

  it('R19 decisions cannot be changed or deleted, not even by hand', async () => {
    const { subject } = await aCase('2026-02-14');
    await decide(subject);
    expect(await refusalOf(bench.sql(`UPDATE coverage_decision SET verdict = 'partial'`))).toBe('append_only');
    expect(await refusalOf(bench.sql('DELETE FROM coverage_decision'))).toBe('append_only');
  });

  it('R19 of two first decisions at once one wins', async () => {
    const { subject } = await aCase('2026-02-14');
    const other = { ...subject, on: '2026-02-13' };
    const outcomes = await Promise.all([refusalOf(decide(subject)), refusalOf(decide(other))]);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(await decisionsOf(subject.subjectId)).toHaveLength(1);
  });

  it('R19 of many who decide again on the decision they saw exactly one wins', async () => {
    const { subject } = await aCase('2026-02-14');
    const { decisionId } = await decide(subject);
    const days = ['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04', '2026-02-05'];
    const outcomes = await Promise.all(
      days.map((on) => refusalOf(decide({ ...subject, on }, { reason: 'again', supersedes: decisionId }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(await decisionsOf(subject.subjectId)).toHaveLength(2);
  });

  it('R19 who decides again while another decision is being written is refused by the database', async () => {
    const { subject } = await aCase('2026-02-14');
    await decide(subject);
    let second: Promise<string> | undefined;
    await bench.write(async (tx) => {
      await bench.coverage.decide(tx, SYSTEM, { ...subject, on: '2026-02-01' }, { reason: 'first' });
      second = refusalOf(decide({ ...subject, on: '2026-02-02' }, { reason: 'second' }));
      while ((await bench.sql('SELECT FROM pg_locks WHERE NOT granted')).length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    expect(await second).toBe('coverage_decision_supersedes_uq');
    expect((await decisionsOf(subject.subjectId)).map(({ facts }) => facts.on)).toEqual(['2026-02-01', '2026-02-14']);
  });

  it('R8 goodwill is an override with a reason, carried on by later decisions until it is taken back', async () => {
    const { subject } = await aCase('2026-06-01');
    await decide(subject);
    const favour = { subjectId: subject.subjectId, bearer: 'centre', lineIds: null } as const;
    const grant = (percent: number) =>
      bench.write((tx) =>
        bench.coverage.override(tx, bench.clerk([centerId]), { ...favour, percent, reason: 'loyal' }),
      );
    const granted = await grant(60);
    expect(granted.verdict.lines[0]).toMatchObject({ coveredPercent: 60, rule: 'goodwill' });
    const more = { ...subject, lines: [...lines, { lineId: 'fan', class: 'parts', evidenceCount: 0 } as const] };
    const later = await decide(more, { reason: 'fan added' });
    expect(later.verdict.lines.map(({ coveredPercent }) => coveredPercent)).toEqual([60, 60]);
    expect((await grant(0)).verdict.overall).toBe('chargeable');
    expect((await decisionsOf(subject.subjectId)).map(({ kind }) => kind)).toEqual([
      'override',
      'computed',
      'override',
      'computed',
    ]);
  });

  it('R8 goodwill needs its permission and a decision to add to', async () => {
    const { subject } = await aCase('2026-06-01');
    const favour = { subjectId: subject.subjectId, bearer: 'centre', lineIds: null, reason: 'x' } as const;
    const grant = (actor = bench.clerk([centerId]), percent = 50) =>
      refusalOf(bench.write((tx) => bench.coverage.override(tx, actor, { ...favour, percent })));
    expect(await grant()).toBe('warranty.decision-missing');
    await decide(subject);
    expect(await grant(bench.clerk([centerId], new Set()))).toBe('not-allowed');
    expect(await grant(bench.clerk([newId()]))).toBe('not-found');
    expect(await grant(bench.clerk([centerId]), 101)).toBe('invalid-input');
    expect(await grant()).toBe('accepted');
  });

  it('R7 without a registration, and after it was voided, the reason says so', async () => {
    const { subject, registrationId, product } = await aCase('2026-02-14');
    await bench.write((tx) => bench.registrations.void(tx, SYSTEM, registrationId, 1, 'forged'));
    const voided = await decide(subject);
    expect(voided.verdict.headline).toMatchObject({ standing: 'void', reason: { code: 'registration-void' } });
    const bare = { ...subject, subjectId: newId(), deviceId: await bench.aDevice(product) };
    expect((await decide(bare)).verdict.headline.reason.code).toBe('registration-missing');
  });

  it("keeps to the actor's centres", async () => {
    const { subject } = await aCase('2026-02-14');
    const stranger = bench.clerk([newId()]);
    expect(await refusalOf(bench.write((tx) => bench.coverage.decide(tx, stranger, subject)))).toBe('not-found');
    await decide(subject);
    expect(await bench.queries.listDecisions(stranger, subject.subjectId)).toEqual([]);
    expect(await refusalOf(decide({ ...subject, subjectId: newId(), deviceId: newId() }))).toBe('not-found');
  });

  describe('R31 cover that is limited in total', () => {
    const limited: PolicyTerms = {
      ...phoneTerms,
      cover: [{ class: 'parts', months: 18, percent: 100, limit: { inTotal: 10_000_000 } }],
    };
    const aSubject = async () => {
      await bench.aPolicy({ terms: limited });
      const { product } = await bench.aCatalog();
      const deviceId = await bench.aDevice(product);
      const start = { cardIssuedOn: '2024-05-15', activatedOn: '2024-05-15' };
      const registrationId = await bench.write((tx) => bench.registrations.register(tx, SYSTEM, { deviceId, start }));
      const subjectOf = (listAmount: number) => ({
        subjectId: newId(),
        centerId,
        deviceId,
        on: '2025-02-14',
        lines: [{ lineId: newId(), class: 'parts', evidenceCount: 0, listAmount }] as const,
      });
      return { subjectOf, deviceId, registrationId, product };
    };
    const covered = ({ verdict }: { verdict: CoverageVerdict }) => verdict.lines[0]?.coveredAmount;
    const leftOf = async (deviceId: Id) =>
      (await bench.queries.coverOf([deviceId], '2025-02-14', () => []))[0]?.verdict.classes[0]?.amountLeft;

    it('is not spent twice by repairs that are decided at once', async () => {
      const { subjectOf, deviceId } = await aSubject();
      const subjects = Array.from({ length: 6 }, () => subjectOf(3_000_000));
      const outcomes = await Promise.all(subjects.map((subject) => decide(subject)));
      expect(outcomes.map(covered).toSorted((a = 0, b = 0) => b - a)).toEqual([
        3_000_000, 3_000_000, 3_000_000, 1_000_000, 0, 0,
      ]);
      expect(await leftOf(deviceId)).toBe(0);
    });

    it('is free again when a repair is given up, a line is withdrawn or decided anew', async () => {
      const { subjectOf, deviceId } = await aSubject();
      const first = subjectOf(9_000_000);
      const second = subjectOf(4_000_000);
      expect(covered(await decide(first))).toBe(9_000_000);
      expect(covered(await decide(second))).toBe(1_000_000);
      const [line] = first.lines;
      expect(covered(await decide({ ...first, lines: [{ ...line, listAmount: 8_000_000 }] }, { reason: 'x' }))).toBe(
        8_000_000,
      );
      expect(await leftOf(deviceId)).toBe(1_000_000);
      await bench.write((tx) => bench.coverage.giveBack(tx, first.subjectId, [newId()]));
      expect(await leftOf(deviceId)).toBe(1_000_000);
      await bench.write((tx) => bench.coverage.giveBack(tx, first.subjectId, null));
      expect(covered(await decide(second, { reason: 'the other was cancelled' }))).toBe(4_000_000);
      expect(await leftOf(deviceId)).toBe(6_000_000);
    });

    it('goes on with the unit that takes the place of another', async () => {
      const { subjectOf, deviceId, product } = await aSubject();
      await decide(subjectOf(9_000_000));
      const next = { ...subjectOf(4_000_000), deviceId: await bench.aDevice(product) };
      await bench.write((tx) =>
        bench.registrations.carryOver(tx, SYSTEM, { fromDeviceId: deviceId, toDeviceId: next.deviceId, reason: 'x' }),
      );
      expect(covered(await decide(next))).toBe(1_000_000);
    });

    it('is guarded by the database, as are shares that do not add to the whole', async () => {
      const { registrationId } = await aSubject();
      const spend = (amount: number) =>
        refusalOf(
          bench.sql(
            `INSERT INTO warranty_spend (subject_id, line_id, registration_id, class, amount)
             VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'parts', $2)`,
            [registrationId, amount],
          ),
        );
      expect(await spend(10_000_000)).toBe('accepted');
      expect(await spend(1)).toBe('warranty_spend_limit_ck');
      const bearers = [{ bearer: 'maker', percent: 60 }];
      for (const cover of [limited.cover, limited.cover.map((line) => ({ ...line, bearers }))]) {
        const terms = { ...limited, cover, costBearers: cover === limited.cover ? bearers : limited.costBearers };
        const insert = bench.sql(
          `INSERT INTO warranty_policy_version (id, policy_id, number, terms)
           SELECT gen_random_uuid(), id, 9, $1 FROM warranty_policy`,
          [JSON.stringify(terms)],
        );
        expect(await refusalOf(insert)).toBe('warranty_policy_version_shares_ck');
      }
    });
  });
});
