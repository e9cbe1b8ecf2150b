/** A file of our own in the manner of Open Repair Data, with everything that goes wrong in such files. */
const HEADER =
  'id,data_provider,country,partner_product_category,product_category,product_category_id,brand,year_of_manufacture,' +
  'product_age,repair_status,repair_barrier_if_end_of_life,group_identifier,event_date,problem';

interface Odd {
  id?: string;
  country?: string;
  category?: string;
  categoryId?: string;
  brand?: string;
  year?: string;
  status?: string;
  barrier?: string;
  place?: string;
  date?: string;
  problem?: string;
}

/** One line of the file; values stand as they are given, with or without quotes. */
export function line(given: Odd = {}): string {
  const { id = 'shop_1', country = 'GBR', category = 'Toaster', categoryId = '31', brand = 'Acme', year = '' } = given;
  const { status = 'Fixed', barrier = '', place = 'Mill Road', date = '2021-05-08', problem = 'Dead' } = given;
  const cells = [id, 'Our Shop', country, `Electrical ~ ${category}`, category, categoryId, brand, year, ''];
  return [...cells, status, barrier, place, date, problem].join(',');
}

/** Line break after each row but the last; the byte order mark comes first. */
export const file = (...lines: string[]): string => `\ufeff${[HEADER, ...lines].join('\r\n')}`;

/** 26 rows that go in, from line 2 on; one of them takes two lines, and one line is blank. */
export const SOUND_LINES = [
  line({ id: 'shop_1' }),
  line({ id: 'shop_2', brand: 'ACME' }),
  line({ id: 'shop_3', brand: '"Acme"', problem: '"Said: ""it burns"", twice"' }),
  line({ id: 'shop_4', problem: '"Two\r\nlines, one problem"' }),
  line({ id: 'shop_5', brand: '' }),
  line({ id: 'shop_6', brand: 'Unknown' }),
  line({ id: 'shop_7', brand: '"unknown "' }),
  line({ id: 'shop_8', brand: 'اسنوا', problem: 'روشن نمی‌شود، بوی سوختگی می‌دهد' }),
  line({ id: 'shop_9', brand: 'إلكترو', problem: '"لا يعمل، رائحة احتراق"' }),
  line({ id: 'shop_10', brand: 'Müller', problem: 'Gerät läuft nicht mehr – Sicherung?' }),
  line({ id: 'shop_11', brand: 'Mu\u0308ller' }),
  '',
  line({ id: 'shop_12', problem: '' }),
  line({ id: 'shop_13', problem: '', category: '', categoryId: '16' }),
  line({ id: 'shop_14', categoryId: '', category: 'Kettle' }),
  line({ id: 'shop_15', categoryId: '۱۶', category: 'Laptop', date: '۲۰۲۱-۰۵-۰۹' }),
  line({ id: 'shop_16', year: '2009' }),
  line({ id: 'shop_17', year: '1869' }),
  line({ id: 'shop_18', year: '2031' }),
  line({ id: 'shop_19', year: 'old' }),
  line({ id: 'shop_20', status: 'Repairable' }),
  line({ id: 'shop_21', status: 'End of life', barrier: 'Spare parts not available' }),
  line({ id: 'shop_22', status: 'Unknown' }),
  line({ id: 'shop_23', status: '' }),
  line({ id: 'shop_24', place: 'Örebro Repair Café', country: 'SWE' }),
  line({ id: 'shop_25', place: 'Nowhere', country: '' }),
  line({ id: 'shop_26', problem: "'=1+1, and <b>bold</b>'".replace(',', ';') }),
];

/** Rows that must not go in, each with its reason. */
export const BROKEN_LINES: readonly (readonly [string, string])[] = [
  ['quotes', line({ id: 'bad_1', problem: '"never closed' })],
  ['quotes', line({ id: 'bad_2', brand: '"Ac"me' })],
  ['quotes', line({ id: 'bad_3', problem: '27" screen' })],
  ['characters', line({ id: 'bad_4', problem: 'NUL \0 byte' })],
  ['characters', line({ id: 'bad_5', brand: 'ev\u202eil' })],
  ['bad-date', line({ id: 'bad_6', date: '2021-02-30' })],
  ['bad-date', line({ id: 'bad_7', date: '08/05/2021' })],
  ['bad-date', line({ id: 'bad_8', date: '2999-01-01' })],
  ['column-count', 'bad_9,Our Shop,GBR'],
  ['column-count', `${line({ id: 'bad_10' })},one,more`],
  ['id-repeated', line({ id: 'shop_1', problem: 'Another story' })],
  ['id-missing', line({ id: '' })],
  ['place-missing', line({ id: 'bad_13', place: ' ' })],
  ['unknown-category', line({ id: 'bad_14', categoryId: '41', category: 'Spaceship' })],
  ['unknown-status', line({ id: 'bad_15', status: 'Perhaps' })],
  ['text-too-long', line({ id: 'bad_16', brand: 'x'.repeat(201) })],
];
