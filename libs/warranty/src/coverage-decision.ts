import { apportion, daysBetween, mulDivHalfUp } from '@aftercare/kernel';
import type { CoverageFacts, LineFacts, SpentCover } from './coverage-facts.js';
import type { ClassPeriod } from './coverage-period.js';
import { amountLeft, type Case, cardParams, daysLeft, deadOnArrival, openCase, RULES } from './coverage-rules.js';
import type {
  ClassVerdict,
  CoverageRuleName,
  CoverageVerdict,
  Headline,
  LineVerdict,
  PayerShare,
  Reason,
  Remedy,
} from './coverage-verdict.js';
import { COVER_CLASSES } from './policy-terms.js';

/**
 * Who pays for what, and why. Pure: the same facts always give the same verdict. Without lines, as at reception,
 * the verdict is on the classes of the policy.
 */
export function decideCoverage(facts: CoverageFacts): CoverageVerdict {
  const about = openCase(facts);
  const lines = facts.lines.map((line) => judgeLine(about, line));
  const judged = facts.lines.length > 0 ? lines : presumedLines(facts).map((line) => judgeLine(about, line));
  const classes = judgeClasses(about);
  const overall = overallOf(judged);
  const deciding = decidingOf(judged);
  if (!deciding) throw new RangeError('nothing to judge');
  const stands = classes.some((each) => each.percent > 0);
  const remedies = stands ? findRemedies(about) : [];
  const headline = headlineOf(about, overall, deciding, classes);
  const returns = stands ? facts.registration?.policy.terms.returns : undefined;
  return {
    overall,
    headline,
    lines,
    classes,
    ...(remedies.length > 0 ? { remedies } : {}),
    ...(returns ? { returns } : {}),
  };
}

/** Without a list price a line is shared in basis points, else in minor units. */
const WHOLE = 10_000;

function judgeLine(about: Case, line: LineFacts): LineVerdict {
  const whole = line.listAmount || WHOLE;
  let covered = 0;
  let coveredPercent = 0;
  let decidedBy: CoverageRuleName = 'chargeable';
  let spends: SpentCover | undefined;
  const parts: Part[] = [];
  const reasons: Reason[] = [];
  const blocked = about.facts.provenance === 'blocked';
  for (const rule of blocked ? [] : RULES) {
    const { percent, bearers, limited, reasons: why } = rule.judge(about, line);
    reasons.push(...why);
    const asked = mulDivHalfUp(whole, percent, 100);
    const most = limited && line.listAmount ? (amountLeft(about, limited)?.left ?? asked) : asked;
    const due = Math.min(asked, most);
    const gain = due - covered;
    if (gain <= 0) continue;
    const amounts = apportion(
      gain,
      bearers.map((each) => each.percent),
    );
    bearers.forEach(({ bearer }, index) => {
      const part = amounts[index] ?? 0;
      if (part > 0) parts.push({ payer: bearer, rule: rule.name, part });
    });
    if (covered === 0) decidedBy = rule.name;
    covered = due;
    coveredPercent = due < asked ? Math.ceil((due * 100) / whole) : percent;
    if (limited && line.listAmount) spends = take(about, limited, gain);
  }
  if (blocked) reasons.push({ code: 'device-blocked', params: {} });
  if (covered < whole) parts.push({ payer: 'customer', rule: 'chargeable', part: whole - covered });
  return {
    lineId: line.lineId,
    coveredPercent,
    ...(line.listAmount === undefined ? {} : { coveredAmount: line.listAmount && covered }),
    rule: decidedBy,
    payers: payersOf(parts, line.listAmount),
    reasons,
    ...(spends ? { spends } : {}),
  };
}

interface Part extends Pick<PayerShare, 'payer' | 'rule'> {
  readonly part: number;
}

/** R10. Of a known list price the parts are amounts, and the shares what these come to. */
function payersOf(parts: readonly Part[], listAmount: number | undefined): PayerShare[] {
  const sizes = parts.map(({ part }) => part);
  const shares = listAmount ? apportion(WHOLE, sizes) : sizes;
  return parts.map(({ payer, rule, part }, index) => ({
    payer,
    rule,
    share: shares[index] ?? 0,
    ...(listAmount ? { amount: part } : {}),
  }));
}

/** R31. The lines that follow find less; what is limited in total is told, for other repairs to find less too. */
function take({ taken }: Case, period: ClassPeriod, amount: number): SpentCover | undefined {
  taken.set(period, (taken.get(period) ?? 0) + amount);
  if (period.limit?.inTotal === undefined) return undefined;
  return { class: period.class, componentGroup: period.componentGroup ?? null, amount };
}

function judgeClasses(about: Case): ClassVerdict[] {
  const { facts, bar, periods } = about;
  return periods.map((period) => {
    const { class: name, componentGroup, percent, startsOn, endsOn } = period;
    const left = bar ? 0 : daysLeft(facts.on, { startsOn, endsOn });
    const amount = amountLeft({ facts, taken: NOTHING_TAKEN }, period);
    return {
      class: name,
      ...(componentGroup === undefined ? {} : { componentGroup }),
      startsOn,
      endsOn,
      daysLeft: left,
      percent: left > 0 ? percent : 0,
      ...(amount ? { amountLeft: left > 0 ? amount.left : 0 } : {}),
    };
  });
}

const NOTHING_TAKEN: Case['taken'] = new Map();

/** R25. What the terms grant beside the repair, while the cover stands. */
function findRemedies(about: Case): Remedy[] {
  const { facts } = about;
  if (!facts.registration) return [];
  const { exchange = 'return', replacement, loaner, returns } = facts.registration.policy.terms;
  const card = cardParams(facts.registration);
  const inShop = facts.daysInShop ?? 0;
  const sameFault = facts.history?.sameFault ?? 0;
  const remedies: Remedy[] = [];
  const dead = deadOnArrival(about);
  if (dead) remedies.push({ kind: 'exchange', exchange, reason: dead });
  if (returns?.route === 'exchange') {
    remedies.push({ kind: 'replacement', reason: { code: 'exchange-route', params: card } });
  }
  if (replacement?.sameFault !== undefined && sameFault >= replacement.sameFault) {
    const params = { ...card, value: sameFault, limit: replacement.sameFault };
    remedies.push({ kind: 'replacement', reason: { code: 'same-fault-again', params } });
  }
  if (replacement?.daysInShop !== undefined && inShop > replacement.daysInShop) {
    const params = { ...card, value: inShop, limit: replacement.daysInShop };
    remedies.push({ kind: 'replacement', reason: { code: 'long-in-shop', params } });
  }
  if (loaner && inShop > loaner.afterDays) {
    const params = { ...card, value: inShop, limit: loaner.afterDays };
    remedies.push({ kind: 'loaner', reason: { code: 'long-in-shop', params } });
  }
  return remedies;
}

/** Before anything is diagnosed there are no lines: one of each covered class stands in for them. */
function presumedLines({ registration }: CoverageFacts): LineFacts[] {
  const covered = new Set(
    registration?.policy.terms.cover
      .filter(({ percent, componentGroup }) => percent > 0 && componentGroup === undefined)
      .map((line) => line.class),
  );
  const classes = covered.size > 0 ? [...covered] : COVER_CLASSES;
  return classes.map((name) => ({ lineId: name, class: name, evidenceCount: 0 }));
}

function overallOf(lines: readonly LineVerdict[]): CoverageVerdict['overall'] {
  if (!lines.some(customerPays)) return 'covered';
  return lines.some(({ coveredPercent }) => coveredPercent > 0) ? 'partial' : 'chargeable';
}

function customerPays({ payers }: LineVerdict): boolean {
  return payers.some(({ payer }) => payer === 'customer');
}

/** What takes cover away, the weightiest first: what somebody did, then use and claims, then time, then the terms. */
const WEIGHT: readonly Reason['code'][] = [
  'device-blocked',
  'provenance-unknown',
  'excluded',
  'usage-over',
  'claims-used-up',
  'amount-used-up',
  'amount-limited',
  'period-over',
  'period-not-started',
  'class-not-covered',
];

/** R12. The line that the headline speaks of: of those the customer pays for the one with the weightiest reason. */
function decidingOf(lines: readonly LineVerdict[]): LineVerdict | undefined {
  const weight = (line: LineVerdict): number => {
    const places = line.reasons.map(({ code }) => WEIGHT.indexOf(code)).filter((place) => place >= 0);
    return Math.min(WEIGHT.length, ...places);
  };
  const [first, ...others] = lines.filter(customerPays);
  return others.reduce((best, line) => (best && weight(line) < weight(best) ? line : best), first) ?? lines[0];
}

function headlineOf(
  { facts }: Case,
  overall: CoverageVerdict['overall'],
  deciding: LineVerdict,
  classes: readonly ClassVerdict[],
): Headline {
  // An earlier repair whose promise is over explains less than the cover of the device itself.
  const reason =
    (deciding.rule === 'contract' && deciding.reasons.find(({ code }) => code === 'contract-in-force')) ||
    (deciding.reasons.find(({ code }) => code !== 'work-period-over' && code !== 'work-usage-over') ??
      deciding.reasons[0]);
  if (!reason) throw new RangeError(`line ${deciding.lineId} was judged without a reason`);
  const standings = { covered: 'in', partial: 'partly', chargeable: 'out' } as const;
  const lost = overall === 'chargeable' && facts.registration?.state === 'void';
  return {
    standing: lost ? 'void' : standings[overall],
    reason,
    daysLeft:
      reason.code === 'contract-in-force'
        ? daysBetween(facts.on, reason.params.endsOn)
        : Math.max(0, ...classes.map((each) => each.daysLeft)),
  };
}
