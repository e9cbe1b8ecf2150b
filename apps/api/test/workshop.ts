import { type Id, newId } from '@aftercare/kernel';
import { STARTER_ROLES } from '@aftercare/platform';
import type { RunningApi, SignedInClient } from './running-api.js';

/**
 * A small service centre made through the public API: one brand and product, a board and a screen, labour and travel, a
 * published guarantee (parts 24 months, labour 12, impact excluded with two photos), and one clerk of each role.
 */
export interface Workshop {
  readonly centerId: Id;
  readonly brandId: Id;
  readonly productId: Id;
  readonly board: Id;
  readonly screen: Id;
  readonly labour: Id;
  readonly travel: Id;
  readonly staff: Readonly<
    Record<'manager' | 'reception' | 'technician' | 'checker' | 'storekeeper' | 'cashier', SignedInClient>
  >;
  code(kind: string, code: string): Id;
  receiveGoods(partId: Id, quantity: number, unitCost: number): Promise<void>;
  soldDevice(serial: string, soldOn: string): Promise<{ id: Id; ownerId: Id }>;
  registerGuarantee(
    deviceId: Id,
    facts: object,
  ): Promise<{ id: Id; version: number; startsOn: string; endsOn: string }>;
  /** Another guarantee, for one product. */
  publishPolicy(code: string, terms: object, productId: Id): Promise<void>;
  /** What the counter sends for one device with a charger. */
  intake(who: { deviceId: Id; customerId: Id }, item?: object): object;
  receive(clerk: SignedInClient, who: { deviceId: Id; customerId: Id }): Promise<Receipt>;
  /** A device that nobody knows, brought by somebody new. */
  receiveUnknown(
    clerk: SignedInClient,
    serial: string | null,
    device?: { brandId?: Id; productId?: Id; declaredFault?: string },
  ): Promise<Receipt & { readonly deviceId: Id }>;
  /** The technician codes the fault and asks for a board on the order. */
  needsBoard(orderId: Id): Promise<{ id: Id; version: number }>;
  issueEverything(storekeeper: SignedInClient, orderId: Id): Promise<void>;
}

interface Receipt {
  readonly id: Id;
  readonly trackingCode: string;
  readonly orderId: Id;
  readonly charger: { readonly id: Id; readonly quantity: number };
}

interface ReceiptBody {
  readonly id: Id;
  readonly trackingCode: string;
  readonly items: [{ orderId: Id; accessories: [{ id: Id; quantity: number }] }];
}

export async function aWorkshop(api: RunningApi): Promise<Workshop> {
  const admin = await api.signIn(STARTER_ROLES['admin']?.permissions ?? []);
  const made = async (path: string, body: object): Promise<{ id: Id; version: number }> => {
    const response = await admin.post(path, body);
    if (response.status !== 201) throw new Error(`${path}: ${response.status} ${JSON.stringify(response.body)}`);
    return response.body;
  };
  const name = (fa: string, en: string) => ({ fa, en });
  const { id: centerId } = await made('/service-centers', {
    code: 'THR1',
    name: name('مرکز تهران', 'Tehran centre'),
    phone: '+982188880000',
    address: null,
    timeZone: 'Asia/Tehran',
    calendar: 'jalali',
  });
  const { id: brandId } = await made('/brands', { name: name('سپهر', 'Sepehr') });
  const { id: groupId } = await made('/product-groups', {
    parentId: null,
    code: 'tv',
    name: name('تلویزیون', 'Television'),
  });
  const { id: productId } = await made('/products', {
    brandId,
    groupId,
    code: 'TV-55',
    name: name('تلویزیون ۵۵', 'TV 55'),
    serialPattern: null,
  });
  const part = async (sku: string, listPrice: number) =>
    (await made('/parts', { sku, name: name(sku, sku), brandId: null, groupId: null, listPrice })).id;
  const board = await part('BOARD', 12_000_000);
  const screen = await part('SCREEN', 9_000_000);
  const work = async (code: string, coverClass: string, price: number) =>
    (
      await made('/service-items', {
        code,
        name: name(code, code),
        groupId: null,
        coverClass,
        standardMinutes: 30,
        price,
      })
    ).id;
  const labour = await work('LABOUR', 'labour', 3_000_000);
  const travel = await work('TRAVEL', 'travel', 800_000);
  const { id: locationId } = await made('/stock-locations', {
    centerId,
    code: 'MAIN',
    name: name('انبار', 'Store'),
    kind: 'branch',
  });

  const publish = async (policyCode: string, scope: object, terms: object): Promise<void> => {
    const scopes = [{ brandId: null, productGroupId: null, productId: null, ...scope }];
    const policy = await made('/warranty-policies', {
      code: policyCode,
      name: name(policyCode, policyCode),
      scopes,
      terms,
    });
    const published = await admin.post(`/warranty-policies/${policy.id}/publication`, {}, policy.version);
    if (published.status >= 300) throw new Error(`publication: ${published.status} ${JSON.stringify(published.body)}`);
  };
  await publish(
    'TV-24',
    { brandId },
    {
      calendar: 'jalali',
      startBasis: 'sale',
      cover: [
        { class: 'parts', months: 24, percent: 100 },
        { class: 'labour', months: 12, percent: 100 },
      ],
      exclusions: [{ faultCode: 'F171', evidence: 2 }],
      costBearers: [{ bearer: 'maker', percent: 100 }],
      claim: { partsAt: 'cost', handlingPercent: 15 },
    },
  );

  const codes = new Map<string, Id>();
  for (const kind of ['symptom', 'fault', 'cause', 'condition', 'accessory'])
    for (const each of (await admin.get(`/codes?kind=${kind}&limit=200`)).body.data)
      codes.set(`${kind} ${each.code}`, each.id);
  const code = (kind: string, text: string): Id => codes.get(`${kind} ${text}`) ?? newId();

  const intake = (who: { deviceId: Id; customerId: Id }, item: object = {}) => ({
    centerId,
    arrivalId: null,
    customerId: who.customerId,
    bearerName: null,
    termsAccepted: true,
    note: null,
    items: [
      {
        deviceId: who.deviceId,
        changedHands: false,
        declaredFault: 'روشن نمی‌شود',
        conditionCodeIds: [code('condition', 'K10')],
        conditionNote: null,
        dataConsent: 'none',
        accessories: [{ codeId: code('accessory', 'A10'), label: null, quantity: 1 }],
        priority: 'normal',
        promisedOn: null,
        lines: [],
        openBesideReason: null,
        ...item,
      },
    ],
  });
  const receiptOf = (response: { status: number; body: ReceiptBody }): Receipt => {
    if (response.status !== 201) throw new Error(`receptions: ${response.status} ${JSON.stringify(response.body)}`);
    const { id, trackingCode, items } = response.body;
    return { id, trackingCode, orderId: items[0].orderId, charger: items[0].accessories[0] };
  };
  const clerk = (role: string) =>
    api.signIn(STARTER_ROLES[role]?.permissions ?? [], { centerIds: [centerId], displayName: role });
  const staff = {
    manager: await clerk('manager'),
    reception: await clerk('reception'),
    technician: await clerk('technician'),
    checker: await clerk('technician'),
    storekeeper: await clerk('storekeeper'),
    cashier: await clerk('cashier'),
  };
  return {
    centerId,
    brandId,
    productId,
    board,
    screen,
    labour,
    travel,
    code,
    staff,
    receiveGoods: async (partId, quantity, unitCost) => {
      await made('/goods-receipts', {
        centerId,
        locationId,
        supplier: 'Maker',
        documentNo: null,
        lines: [{ partId, quantity, unitCost }],
      });
    },
    soldDevice: async (serial, soldOn) => {
      const owner = await made('/customers', {
        kind: 'person',
        name: 'سارا احمدی',
        mobile: '۰۹۱۲۳۴۵۶۷۸۹',
        locale: 'fa',
        allowDuplicate: true,
      });
      const device = await made('/devices', {
        brandId,
        productId,
        serial,
        soldOn,
        owner: { customerId: owner.id, ownedFrom: soldOn },
      });
      return { id: device.id, ownerId: owner.id };
    },
    registerGuarantee: async (deviceId, start) => made('/warranty-registrations', { deviceId, start }) as never,
    publishPolicy: (policyCode, terms, product) => publish(policyCode, { productId: product }, terms),
    intake,
    receive: async (reception, who) => receiptOf(await reception.post('/receptions', intake(who))),
    receiveUnknown: async (reception, serial, { declaredFault, ...product } = {}) => {
      const { customerId: _, items, ...rest } = intake({ deviceId: '', customerId: '' });
      const { deviceId: __, ...item } = items[0] ?? {};
      const customer = { kind: 'person', name: 'رضا محمدی', mobile: '09351112233', locale: 'fa' };
      const device = { brandId, productId, serial, imei: null, ...product };
      const said = declaredFault === undefined ? {} : { declaredFault };
      const receipt = receiptOf(
        await reception.post('/receptions', { ...rest, customer, items: [{ ...item, ...said, device }] }),
      );
      const order = (await reception.get(`/repair-orders/${receipt.orderId}`)).body;
      return { ...receipt, deviceId: order.device.id };
    },
    needsBoard: async (orderId) => {
      const { technician } = staff;
      const act = async (verb: 'post' | 'put', path: string, body: object): Promise<void> => {
        const response = await technician[verb](`/repair-orders/${orderId}/${path}`, body, order.version);
        if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(response.body)}`);
        order = response.body;
      };
      let order: { id: Id; version: number } = (await technician.get(`/repair-orders/${orderId}`)).body;
      await act('post', 'moves', { act: 'start-diagnosis', reason: null });
      const finding = {
        symptomCodeId: code('symptom', 'S110'),
        faultCodeId: code('fault', 'F100'),
        causeCodeId: null,
        note: null,
      };
      await act('put', 'diagnosis', { findings: [finding] });
      await act('post', 'lines', { serviceItemId: null, partId: board, quantity: 1, faultCodeId: null, evidence: [] });
      return order;
    },
    issueEverything: async (storekeeper, orderId) => {
      for (const { id } of (await storekeeper.get(`/requisitions?orderId=${orderId}`)).body.data) {
        const requisition = (await storekeeper.get(`/requisitions/${id}`)).body;
        const lines = requisition.lines
          .filter((line: { reserved: number }) => line.reserved > 0)
          .map((line: { id: Id; reserved: number }) => ({ lineId: line.id, quantity: line.reserved }));
        const response = await storekeeper.post(`/requisitions/${id}/issues`, { lines }, requisition.version);
        if (response.status >= 300) throw new Error(`issues: ${response.status} ${JSON.stringify(response.body)}`);
      }
    },
  };
}
