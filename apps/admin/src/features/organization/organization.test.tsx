import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { problemText } from '../../lib/i18n';
import { problem, signedIn } from '../../testing/fake-api';
import { renderRoute } from '../../testing/render-route';
import type { Center, Company, StaffMember, Term } from './api';

const clerk = signedIn({ permissions: ['organization.read'] });
const manager = signedIn({ permissions: ['organization.read', 'organization.manage'] });
const name = { fa: 'مرکز ونک', en: 'Vanak centre' };
const company: Company = {
  id: 'k1',
  name: { fa: 'خدمات سبز', en: 'Green Service' },
  timeZone: 'Asia/Tehran',
  calendar: 'jalali',
  currency: 'IRR',
  moneyDisplay: 'toman',
  locale: 'fa',
  expiryNoticeDays: 30,
  securityRoleId: null,
  version: 4,
};
const center: Center = {
  id: 'c1',
  code: 'THR-1',
  name,
  phone: '02188776655',
  address: null,
  timeZone: 'Asia/Tehran',
  calendar: 'jalali',
  grade: null,
  closedOn: null,
  version: 2,
  departments: [{ id: 'd1', centerId: 'c1', kind: 'workshop', name: { fa: 'تعمیرگاه', en: 'Bench' }, version: 1 }],
  workingHours: [{ weekday: 1, opens: '08:00', closes: '16:00' }],
};
const cooling: Term = { id: 's1', code: 'cooling', name: { fa: 'برودتی', en: 'Cooling' }, version: 1 };
const sara: StaffMember = {
  accountId: 'a1',
  displayName: 'Sara Ahmadi',
  employeeNo: '1042',
  hiredOn: '2024-03-20',
  homeCenterId: 'c1',
  centerIds: ['c1'],
  specialty: null,
  skills: [{ ...cooling, level: 2 }],
  version: 5,
};
const page = (data: readonly object[]) => ({ data, page: { nextCursor: null, hasMore: false } });
const routes = {
  ...manager,
  'GET /api/v1/company': () => company,
  'GET /api/v1/service-centers': () => page([center]),
  'GET /api/v1/service-centers/c1': () => center,
  'GET /api/v1/staff': () => page([sara]),
  'GET /api/v1/staff/a1': () => sara,
  'GET /api/v1/skills': () => ({ data: [cooling] }),
  'GET /api/v1/specialties': () => ({ data: [] }),
};

describe('company', () => {
  it('is changed under its version, and keeps its currency when the server says so', async () => {
    const sent: { request: Request; body: unknown }[] = [];
    const { user } = await renderRoute('/organization', {
      ...routes,
      'PATCH /api/v1/company': (request, body) => (
        sent.push({ request, body }),
        problem(409, 'organization.currency-fixed')
      ),
    });
    const english = await screen.findByLabelText(/English name/);
    await user.clear(english);
    await user.click(screen.getByRole('button', { name: 'Save the settings' }));
    expect(await screen.findByText(/The currency is fixed/)).toBeTruthy();
    expect(sent[0]?.request.headers.get('If-Match')).toBe('"4"');
    expect(sent[0]?.body).toMatchObject({
      name: { fa: 'خدمات سبز', en: null },
      timeZone: 'Asia/Tehran',
      currency: 'IRR',
      moneyDisplay: 'toman',
    });
  });

  it('is read, not changed, by those who may not', async () => {
    await renderRoute('/organization', { ...routes, ...clerk });
    expect(await screen.findByText('Green Service')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save the settings' })).toBeNull();
  });
});

describe('service centres', () => {
  it('are listed, and teach when there are none', async () => {
    const listed = await renderRoute('/organization/centers', routes);
    expect(await screen.findByRole('row', { name: /Vanak centre/ })).toBeTruthy();
    listed.unmount();
    const { api } = await renderRoute('/organization/centers?closed=true', {
      ...routes,
      ...clerk,
      'GET /api/v1/service-centers': () => page([]),
    });
    expect(await screen.findByText('Nothing matches')).toBeTruthy();
    expect(api.requests.some(({ url }) => url.includes('closed=true'))).toBe(true);
    expect(screen.queryByRole('button', { name: 'New centre' })).toBeNull();
  });

  it('have a week that is typed, copied, and refused where it overlaps', async () => {
    const sent: { week: object[] }[] = [];
    const { user } = await renderRoute('/organization/centers/c1', {
      ...routes,
      'PUT /api/v1/service-centers/c1/working-hours': (_, body) => (
        sent.push(body as never),
        problem(422, 'organization.hours-overlap')
      ),
    });
    await user.click(await screen.findByRole('button', { name: 'Change the working hours' }));
    const panel = within(screen.getByRole('dialog'));
    await user.click(panel.getByRole('button', { name: 'Add hours on Saturday' }));
    const saturday = within(panel.getByRole('group', { name: 'Saturday' }));
    const save = panel.getByRole<HTMLButtonElement>('button', { name: 'Save' });
    expect(save.disabled).toBe(true);
    await user.type(saturday.getAllByLabelText('From')[1] as HTMLElement, '۱۵');
    await user.type(saturday.getAllByLabelText('Until')[1] as HTMLElement, '1730');
    await user.click(panel.getByRole('button', { name: 'Copy Saturday to all days' }));
    await user.click(save);
    expect(await panel.findByText('Two spans of one day overlap.')).toBeTruthy();
    expect(sent[0]?.week).toHaveLength(14);
    expect(sent[0]?.week).toContainEqual({ weekday: 7, opens: '15:00', closes: '17:30' });
  });

  it('begin the week on Saturday in Persian', async () => {
    await renderRoute('/organization/centers/c1', {
      ...routes,
      ...signedIn({ permissions: ['organization.read'], locale: 'fa' }),
    });
    const hours = (await screen.findByText('ساعت کار')).closest('section');
    const days = within(hours as HTMLElement).getAllByRole('term');
    expect(days.map(({ textContent }) => textContent).slice(0, 2)).toEqual(['شنبه', 'یکشنبه']);
    expect(within(hours as HTMLElement).getByText('۰۸:۰۰ – ۱۶:۰۰')).toBeTruthy();
  });

  it('get departments', async () => {
    const sent: unknown[] = [];
    const { user } = await renderRoute('/organization/centers/c1', {
      ...routes,
      'POST /api/v1/service-centers/c1/departments': (_, body) => (sent.push(body), center.departments[0] ?? {}),
    });
    await user.click(await screen.findByRole('button', { name: 'Add a department' }));
    await user.type(screen.getByLabelText(/Persian name/), 'میز دوم');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toEqual([{ kind: 'workshop', name: { fa: 'میز دوم', en: null } }]));
  });
});

describe('staff', () => {
  it('are listed with skills and levels, filtered by skill', async () => {
    const { api } = await renderRoute('/organization/staff?skill=s1', routes);
    expect(await screen.findByText('Cooling · independent')).toBeTruthy();
    expect(api.requests.some(({ url }) => url.includes('skillId=s1'))).toBe(true);
  });

  it('have a profile whose skills are saved with their levels', async () => {
    const sent: unknown[] = [];
    const { user } = await renderRoute('/organization/staff/a1', {
      ...routes,
      'PUT /api/v1/staff/a1/profile': (_, body) => (sent.push(body), sara),
    });
    expect(await screen.findAllByText('Vanak centre')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Change the profile' }));
    await user.click(screen.getByLabelText('Cooling'));
    await user.click(screen.getByRole('option', { name: 'expert' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(sent).toEqual([
        {
          employeeNo: '1042',
          specialtyId: null,
          homeCenterId: 'c1',
          hiredOn: '2024-03-20',
          skills: [{ skillId: 's1', level: 3 }],
        },
      ]),
    );
  });
});

describe('skills', () => {
  it('are added, and refused when the code is taken', async () => {
    const { user } = await renderRoute('/organization/skills', {
      ...routes,
      'POST /api/v1/skills': () => problem(409, 'organization.skill-exists'),
    });
    await user.click(await screen.findByRole('button', { name: 'Add a skill' }));
    await user.type(screen.getByLabelText(/English name/), 'Cooling');
    await user.type(screen.getByLabelText(/^Code/), 'cooling');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Another skill has this code.')).toBeTruthy();
  });
});

it('tells what every refusal of the domain means', () => {
  const source = join(__dirname, '../../../../../libs/organization/src/organization.errors.ts');
  const codes = [...readFileSync(source, 'utf8').matchAll(/'(organization\.[a-z-]+)'/g)].map(([, code]) => code ?? '');
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => problemText(code, {}) === null)).toEqual([]);
});
