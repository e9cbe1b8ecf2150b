import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createQueryClient } from '../lib/query-client';
import { preferences } from '../lib/preferences';
import { ThemeProvider } from '../theme/theme-provider';
import type { CoverageReason } from './coverage-text';
import { VerdictPanel } from './verdict-panel';

const period = {
  cardNo: 'WG-1405-000012',
  policyCode: 'TV-24',
  class: 'parts',
  percent: 100,
  startFact: 'sale',
  startFactOn: '2025-03-01',
  startRule: 'on-the-day',
  startsOn: '2025-03-01',
  endsOn: '2027-03-01',
  daysLeft: 120,
};
const parts = { class: 'parts', startsOn: '2025-03-01', endsOn: '2027-03-01', daysLeft: 120, percent: 100 } as const;

function show(standing: 'in' | 'out', reason: CoverageReason, daysLeft: number) {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <ThemeProvider>
        <VerdictPanel verdict={{ headline: { standing, reason, daysLeft }, classes: [parts] }} />
      </ThemeProvider>
    </QueryClientProvider>,
  );
}
/** Without the invisible marks that keep codes whole in right-to-left text. */
const shown = (): string => (document.body.textContent ?? '').replace(/[\u2066\u2069]/g, '');

describe('VerdictPanel', () => {
  it('says in one line whether, why and for how long, and shows the periods when asked', async () => {
    show('in', { code: 'in-period', params: period }, 120);
    expect(shown()).toContain('Under guarantee');
    // The cover is half-open: the first day outside is 1 March, so the last day inside is 28 February.
    expect(shown()).toContain('Parts: 100% cover runs until 28 Feb 2027, counted from the sale on 1 Mar 2025');
    expect(shown()).toContain('120 days left.');
    expect(screen.queryByRole('table')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByRole('table', { name: 'Cover by class' }).textContent).toContain('28 Feb 2027');
  });

  it('speaks Persian, with its digits and calendar', () => {
    preferences.set({ language: 'fa', calendar: 'jalali' });
    show('out', { code: 'excluded', params: { policyCode: 'TV-24', faultCode: 'F171', evidence: 2 } }, 0);
    expect(shown()).toContain('خرابی F171 در طرح گارانتی TV-24 مستثنا است؛ تعداد مدرک: ۲.');
  });
});
