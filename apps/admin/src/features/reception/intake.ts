import { latinDigits } from '../../lib/digits';
import type { LocalName } from '../../lib/format';
import { Problem } from '../../lib/problem';
import { orNull } from '../../lib/values';
import type { DeviceAtCounter, KnownCustomer, NewReception } from './api';

type ReceivedItem = NewReception['items'][number];
type Meter = DeviceAtCounter['readingNeeded'][number]['meter'];
type Person = NonNullable<NewReception['customer']>;

/** A record of the catalogue that was picked, with what is needed to show it. */
export interface Picked {
  readonly id: string;
  readonly name: LocalName;
}

/** A line of the estimate: work or a part, with its list price in minor units. */
export interface EstimateLine {
  readonly kind: 'service' | 'part';
  readonly item: Picked;
  readonly price: number;
  readonly quantity: number;
}

/** One device on the counter, while it is taken in. Field names follow the API, so that its refusals find them. */
export interface IntakeItem {
  /** A device of the register; null while it is not found or not there. */
  readonly deviceId: string | null;
  readonly device: {
    readonly serial: string;
    readonly imei: string;
    readonly imei2: string;
    readonly brand: Picked | null;
    /** `hasImei`: units of it bear one. */
    readonly product: (Picked & { readonly hasImei?: boolean }) | null;
  };
  /** The serial that was looked up last; null before, '' for a device without one. */
  readonly asked: string | null;
  readonly changedHands: boolean;
  readonly openBesideReason: string;
  /** The meters that cover looks at, and what they show; null while it is not typed. */
  readonly readings: readonly { readonly meter: Meter; readonly value: number | null }[];
  readonly declaredFault: string;
  /** The customer's words as codes, where the shop has such: what is seen, when, and where. */
  readonly symptomCodeId: string | null;
  readonly occurrenceCodeId: string | null;
  readonly circumstanceCodeId: string | null;
  readonly conditionCodeIds: readonly string[];
  readonly conditionNote: string;
  /** Pieces by accessory code. */
  readonly accessories: Readonly<Record<string, number>>;
  readonly otherAccessories: readonly string[];
  /** Typed, not added yet; counts as one more when the form is sent. */
  readonly otherAccessory: string;
  readonly dataConsent: ReceivedItem['dataConsent'];
  readonly priority: ReceivedItem['priority'];
  readonly promisedOn: string | null;
  readonly lines: readonly EstimateLine[];
}

export interface Intake {
  /** A customer of the register; null for a new one. */
  readonly known: Pick<KnownCustomer, 'id' | 'name' | 'mobile'> | null;
  /** Whether the fields of a new customer are open. */
  readonly isNew: boolean;
  readonly customer: {
    readonly kind: Person['kind'];
    readonly name: string;
    readonly mobile: string;
    readonly locale: Person['locale'];
    readonly email: string;
    readonly nationalId: string;
  };
  readonly items: IntakeItem[];
  readonly termsAccepted: boolean;
  readonly bearerName: string;
  readonly note: string;
}

const PROMISED_DAYS = 7;

export function emptyItem(today: Date): IntakeItem {
  return {
    deviceId: null,
    device: { serial: '', imei: '', imei2: '', brand: null, product: null },
    asked: null,
    changedHands: false,
    openBesideReason: '',
    readings: [],
    declaredFault: '',
    symptomCodeId: null,
    occurrenceCodeId: null,
    circumstanceCodeId: null,
    conditionCodeIds: [],
    conditionNote: '',
    accessories: {},
    otherAccessories: [],
    otherAccessory: '',
    dataConsent: 'keep',
    priority: 'normal',
    promisedOn: civilDay(today, PROMISED_DAYS),
    lines: [],
  };
}

export function emptyIntake(today: Date, locale: Person['locale']): Intake {
  return {
    known: null,
    isNew: false,
    customer: { kind: 'person', name: '', mobile: '', locale, email: '', nationalId: '' },
    items: [emptyItem(today)],
    termsAccepted: false,
    bearerName: '',
    note: '',
  };
}

/** Local civil day, some days from a moment. */
export function civilDay(from: Date, days = 0): string {
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}

/** The form as the request that takes everything in. */
export function toReception(intake: Intake, centerId: string, arrivalId: string | undefined): NewReception {
  const { known, customer, items, termsAccepted, bearerName, note } = intake;
  return {
    centerId,
    arrivalId: arrivalId ?? null,
    ...(known ? { customerId: known.id } : { customer: toPerson(customer) }),
    bearerName: orNull(bearerName),
    termsAccepted,
    note: orNull(note),
    items: items.map(toReceivedItem),
  };
}

function toPerson({ kind, name, mobile, locale, email, nationalId }: Intake['customer']): Person {
  return {
    kind,
    name: name.trim(),
    mobile: latinDigits(mobile).trim(),
    locale,
    email: orNull(email),
    nationalId: orNull(nationalId),
  };
}

function toReceivedItem(item: IntakeItem): ReceivedItem {
  const { deviceId, device, otherAccessory } = item;
  const readings = item.readings.flatMap(({ meter, value }) => (value === null ? [] : [{ meter, value }]));
  const others = otherAccessory.trim() === '' ? item.otherAccessories : [...item.otherAccessories, otherAccessory];
  return {
    ...(deviceId !== null
      ? { deviceId }
      : {
          device: {
            brandId: device.brand?.id ?? '',
            productId: device.product?.id ?? '',
            serial: orNull(device.serial),
            imei: orNull(device.imei),
            imei2: orNull(device.imei2),
          },
        }),
    changedHands: item.changedHands,
    declaredFault: item.declaredFault.trim(),
    symptomCodeId: item.symptomCodeId,
    occurrenceCodeId: item.occurrenceCodeId,
    circumstanceCodeId: item.circumstanceCodeId,
    conditionCodeIds: [...item.conditionCodeIds],
    conditionNote: orNull(item.conditionNote),
    dataConsent: item.dataConsent,
    accessories: [
      ...Object.entries(item.accessories).map(([codeId, quantity]) => ({ codeId, label: null, quantity })),
      ...others.map((label) => ({ codeId: null, label: label.trim(), quantity: 1 })),
    ],
    priority: item.priority,
    promisedOn: item.promisedOn,
    lines: item.lines.map(({ kind, item: { id }, quantity }) => ({
      serviceItemId: kind === 'service' ? id : null,
      partId: kind === 'part' ? id : null,
      quantity,
      faultCodeId: null,
      evidence: [],
    })),
    openBesideReason: orNull(item.openBesideReason),
    ...(readings.length > 0 && { readings }),
  };
}

/** Where the form names or holds a value otherwise than the request. */
const fieldNames: readonly [RegExp, string][] = [
  [/\/device\/(brand|product)Id$/, '/device/$1'],
  [/\/(accessories)(\/.*)?$/, '/otherAccessory'],
  [/\/deviceId$/, '/device/serial'],
];

/**
 * The refusal with its faults on the form's own fields. Refusals that concern one device name no field: with a single
 * device on the counter they still belong to a known one.
 */
export function onFields(problem: Problem, intake: Intake): Problem {
  const errors = problem.errors.map((fault) => ({
    ...fault,
    pointer: fieldNames.reduce((pointer, [pattern, name]) => pointer.replace(pattern, name), fault.pointer),
  }));
  const pointer = errors.length === 0 ? pointerOf(problem, intake.items) : null;
  if (pointer !== null) errors.push({ pointer, code: problem.code });
  return new Problem({ ...problem, title: problem.title, errors });
}

function pointerOf({ code, params }: Problem, items: readonly IntakeItem[]): string | null {
  const of = items.findIndex(({ deviceId }) => deviceId !== null && deviceId === params['deviceId']);
  const index = of >= 0 ? of : items.length === 1 ? 0 : null;
  switch (code) {
    case 'reception.terms-not-accepted':
      return '/termsAccepted';
    case 'reception.not-the-owner':
      return index === null ? null : `/items/${index}/changedHands`;
    case 'devices.reading-lower': {
      const read = items.findIndex(({ readings }) =>
        readings.some(
          ({ meter, value }) => meter === params['meter'] && value !== null && value < Number(params['value']),
        ),
      );
      const place = items[read]?.readings.findIndex(({ meter }) => meter === params['meter']) ?? -1;
      return place < 0 ? null : `/items/${read}/readings/${place}/value`;
    }
    case 'repair.device-has-open-order':
      return index === null ? null : `/items/${index}/openBesideReason`;
    case 'devices.blocked':
    case 'devices.serial-exists':
    case 'reception.device-twice':
      return index === null ? null : `/items/${index}/device/serial`;
    case 'reception.condition-missing':
      return index === null ? null : `/items/${index}/conditionNote`;
    default:
      return null;
  }
}
