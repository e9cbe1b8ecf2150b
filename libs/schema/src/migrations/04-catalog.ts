import type { MigrationInterface, QueryRunner } from 'typeorm';

// A name in both languages, the text it is searched by and the text it is sorted by.
const named = (table: string, searched: string): string => `
  name_fa text,
  name_en text,
  CONSTRAINT ${table}_name_ck CHECK (coalesce(name_fa, name_en) IS NOT NULL),
  search_text text NOT NULL GENERATED ALWAYS AS (fold_text(${searched})) STORED,
  sort_text text NOT NULL GENERATED ALWAYS AS (fold_text(coalesce(name_fa, name_en, ''))) STORED`;
const bothNames = `coalesce(name_fa, '') || ' ' || coalesce(name_en, '')`;

/** Brands, product groups, products, parts, service items, and the code sets of faults. */
export class Catalog1764000000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE brand (
        id uuid CONSTRAINT brand_pk PRIMARY KEY,
        ${named('brand', bothNames)},
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX brand_name_uq ON brand (fold_text(coalesce(name_en, name_fa)));
      CREATE INDEX brand_sort_ix ON brand (sort_text, id);

      CREATE TABLE product_group (
        id uuid CONSTRAINT product_group_pk PRIMARY KEY,
        parent_id uuid CONSTRAINT product_group_parent_fk REFERENCES product_group,
        code text NOT NULL CONSTRAINT product_group_code_uq UNIQUE,
        ${named('product_group', `code || ' ' || ${bothNames}`)},
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT product_group_parent_ck CHECK (parent_id <> id)
      );

      CREATE TABLE product (
        id uuid CONSTRAINT product_pk PRIMARY KEY,
        brand_id uuid NOT NULL CONSTRAINT product_brand_fk REFERENCES brand,
        group_id uuid NOT NULL CONSTRAINT product_group_fk REFERENCES product_group,
        code text NOT NULL,
        ${named('product', `code || ' ' || ${bothNames}`)},
        serial_pattern text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT product_code_uq UNIQUE (brand_id, code)
      );
      CREATE INDEX product_group_ix ON product (group_id);
      CREATE INDEX product_sort_ix ON product (sort_text, id);
      CREATE INDEX product_search_ix ON product USING gin (search_text gin_trgm_ops);

      CREATE TABLE part (
        id uuid CONSTRAINT part_pk PRIMARY KEY,
        sku text NOT NULL CONSTRAINT part_sku_uq UNIQUE,
        ${named('part', `sku || ' ' || ${bothNames}`)},
        brand_id uuid CONSTRAINT part_brand_fk REFERENCES brand,
        group_id uuid CONSTRAINT part_group_fk REFERENCES product_group,
        list_price bigint NOT NULL CONSTRAINT part_list_price_ck CHECK (list_price >= 0),
        retired_on date,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX part_sort_ix ON part (sort_text, id);
      CREATE INDEX part_search_ix ON part USING gin (search_text gin_trgm_ops);

      CREATE TABLE service_item (
        id uuid CONSTRAINT service_item_pk PRIMARY KEY,
        code text NOT NULL CONSTRAINT service_item_code_uq UNIQUE,
        ${named('service_item', `code || ' ' || ${bothNames}`)},
        group_id uuid CONSTRAINT service_item_group_fk REFERENCES product_group,
        cover_class text NOT NULL CONSTRAINT service_item_cover_class_ck CHECK (cover_class IN ('labour', 'travel', 'shipping')),
        standard_minutes integer NOT NULL CONSTRAINT service_item_minutes_ck CHECK (standard_minutes >= 0),
        price bigint NOT NULL CONSTRAINT service_item_price_ck CHECK (price >= 0),
        retired_on date,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX service_item_sort_ix ON service_item (sort_text, id);

      CREATE TABLE service_code (
        id uuid CONSTRAINT service_code_pk PRIMARY KEY,
        kind text NOT NULL CONSTRAINT service_code_kind_ck CHECK (kind IN ('symptom', 'fault', 'cause', 'condition', 'accessory')),
        code text NOT NULL,
        ${named('service_code', `code || ' ' || ${bothNames}`)},
        retired_on date,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT service_code_uq UNIQUE (kind, code)
      );
    `);
    await queryRunner.query(
      `INSERT INTO service_code (id, kind, code, name_fa, name_en)
       SELECT gen_random_uuid(), c->>0, c->>1, c->>2, c->>3 FROM jsonb_array_elements($1::jsonb) AS c`,
      [JSON.stringify(STARTER_CODES)],
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** A starter set of our own: kind, code, Persian, English. Shops add, rename and retire. */
const STARTER_CODES: readonly (readonly [string, string, string, string])[] = [
  ['symptom', 'S110', 'روشن نمی‌شود', 'Does not switch on'],
  ['symptom', 'S111', 'خودبه‌خود خاموش می‌شود', 'Switches off by itself'],
  ['symptom', 'S112', 'گاهی کار می‌کند', 'Works now and then'],
  ['symptom', 'S120', 'شارژ نمی‌شود', 'Does not charge'],
  ['symptom', 'S121', 'باتری زود خالی می‌شود', 'Battery drains fast'],
  ['symptom', 'S130', 'تصویر ندارد', 'No picture'],
  ['symptom', 'S131', 'تصویر خراب یا شکسته', 'Broken or distorted picture'],
  ['symptom', 'S140', 'صدا ندارد', 'No sound'],
  ['symptom', 'S141', 'صدای غیرعادی یا لرزش', 'Unusual noise or vibration'],
  ['symptom', 'S150', 'گرم نمی‌کند', 'Does not heat'],
  ['symptom', 'S151', 'سرد نمی‌کند', 'Does not cool'],
  ['symptom', 'S152', 'بیش از حد داغ می‌شود', 'Overheats'],
  ['symptom', 'S160', 'قطعهٔ مکانیکی گیر یا شکسته', 'Mechanical part stuck or broken'],
  ['symptom', 'S161', 'نشت آب یا مایع', 'Leaks'],
  ['symptom', 'S162', 'نمی‌چرخد یا حرکت نمی‌کند', 'Does not turn or move'],
  ['symptom', 'S170', 'نرم‌افزار کند یا از کار افتاده', 'Software slow or crashing'],
  ['symptom', 'S171', 'پیام خطا نشان می‌دهد', 'Shows an error message'],
  ['symptom', 'S172', 'به شبکه وصل نمی‌شود', 'Does not connect'],
  ['symptom', 'S180', 'درخواست سرویس یا تنظیم', 'Service or adjustment wanted'],
  ['symptom', 'S19X', 'ایراد دیگر', 'Other symptom'],
  ['fault', 'F100', 'ایراد برد الکترونیکی', 'Electronic board failed'],
  ['fault', 'F101', 'ایراد منبع تغذیه', 'Power supply failed'],
  ['fault', 'F102', 'قطعی سیم یا کابل', 'Broken wire or cable'],
  ['fault', 'F103', 'کلید یا دکمه خراب', 'Switch or button failed'],
  ['fault', 'F104', 'فیوز سوخته', 'Blown fuse'],
  ['fault', 'F110', 'باتری فرسوده', 'Battery worn out'],
  ['fault', 'F120', 'صفحه‌نمایش خراب', 'Display failed'],
  ['fault', 'F121', 'صفحه‌نمایش شکسته', 'Display broken'],
  ['fault', 'F130', 'موتور خراب', 'Motor failed'],
  ['fault', 'F131', 'یاتاقان یا تسمه فرسوده', 'Bearing or belt worn'],
  ['fault', 'F132', 'پمپ خراب', 'Pump failed'],
  ['fault', 'F140', 'المنت خراب', 'Heating element failed'],
  ['fault', 'F141', 'ترموستات یا حسگر خراب', 'Thermostat or sensor failed'],
  ['fault', 'F142', 'نشت گاز مبرد', 'Refrigerant leak'],
  ['fault', 'F150', 'گرفتگی یا آلودگی', 'Blocked or dirty'],
  ['fault', 'F160', 'ایراد نرم‌افزار', 'Software fault'],
  ['fault', 'F170', 'آب‌خوردگی', 'Liquid damage'],
  ['fault', 'F171', 'ضربه‌خوردگی', 'Impact damage'],
  ['fault', 'F172', 'دست‌کاری یا تعمیر غیرمجاز', 'Unauthorised opening or repair'],
  ['fault', 'F173', 'نوسان برق', 'Mains surge damage'],
  ['fault', 'F190', 'ایرادی یافت نشد', 'No fault found'],
  ['fault', 'F19X', 'عیب دیگر', 'Other fault'],
  ['cause', 'C10', 'فرسودگی طبیعی', 'Normal wear'],
  ['cause', 'C11', 'عیب ساخت یا مواد', 'Material or making'],
  ['cause', 'C12', 'عیب طراحی', 'Design'],
  ['cause', 'C20', 'استفادهٔ نادرست', 'Wrong use'],
  ['cause', 'C21', 'نگهداری نشده', 'Lack of maintenance'],
  ['cause', 'C22', 'حادثه', 'Accident'],
  ['cause', 'C30', 'محیط یا برق', 'Surroundings or mains'],
  ['cause', 'C31', 'نصب نادرست', 'Wrong installation'],
  ['cause', 'C32', 'حمل‌ونقل', 'Transport'],
  ['cause', 'C40', 'تعمیر پیشین', 'Earlier repair'],
  ['cause', 'C90', 'نامعلوم', 'Unknown'],
  ['condition', 'K10', 'سالم و تمیز', 'Sound and clean'],
  ['condition', 'K20', 'خط و خش', 'Scratched'],
  ['condition', 'K21', 'فرورفتگی', 'Dented'],
  ['condition', 'K22', 'شکستگی', 'Cracked or broken'],
  ['condition', 'K30', 'آثار رطوبت', 'Signs of moisture'],
  ['condition', 'K31', 'پلمب بازشده', 'Seal opened'],
  ['condition', 'K40', 'قطعهٔ ظاهری کم دارد', 'Outer part missing'],
  ['accessory', 'A10', 'شارژر', 'Charger'],
  ['accessory', 'A11', 'کابل', 'Cable'],
  ['accessory', 'A12', 'کنترل از راه دور', 'Remote control'],
  ['accessory', 'A13', 'کیف یا جعبه', 'Case or box'],
  ['accessory', 'A14', 'باتری', 'Battery'],
  ['accessory', 'A15', 'سیم‌کارت یا کارت حافظه', 'SIM or memory card'],
  ['accessory', 'A16', 'دفترچه یا کارت گارانتی', 'Manual or guarantee card'],
  ['accessory', 'A1X', 'همراه دیگر', 'Other accessory'],
];
