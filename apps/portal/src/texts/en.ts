import type { CoverClass, JourneyStatus, JourneyStep } from '../lib/api';

interface StatusText {
  readonly title: string;
  readonly hint: string;
}

/** Every text of the portal; each language has all of them. */
export interface Texts {
  readonly title: string;
  readonly otherLanguage: string;
  readonly otherCode: 'fa' | 'en';
  readonly loading: string;
  readonly reload: string;
  readonly footer: string;
  readonly code: {
    readonly title: string;
    readonly hint: string;
    readonly label: string;
    readonly submit: string;
    readonly another: string;
    readonly card: string;
  };
  readonly status: Readonly<Record<JourneyStatus, StatusText>>;
  readonly step: Readonly<Record<JourneyStep, string>>;
  readonly steps: string;
  readonly done: string;
  readonly current: string;
  readonly promised: (day: string) => string;
  readonly center: {
    readonly title: string;
    readonly call: string;
    readonly openUntil: (time: string) => string;
    readonly closed: string;
    readonly hours: string;
    readonly days: (from: string, to: string) => string;
    readonly span: (opens: string, closes: string) => string;
  };
  readonly verify: {
    readonly title: string;
    readonly waitingTitle: string;
    readonly hint: string;
    readonly send: string;
    readonly sent: string;
    readonly label: string;
    readonly submit: string;
    readonly resend: string;
    readonly resendIn: (seconds: string) => string;
  };
  readonly own: {
    readonly greeting: (name: string) => string;
    readonly receipt: string;
    readonly order: string;
    readonly fault: string;
  };
  readonly quote: {
    readonly title: string;
    readonly intro: string;
    readonly covered: string;
    readonly free: string;
    readonly net: string;
    readonly tax: string;
    readonly total: string;
    readonly validUntil: (day: string) => string;
    readonly approve: (sum: string) => string;
    readonly refuse: string;
    readonly refuseQuestion: string;
    readonly refuseHint: string;
    readonly refuseYes: string;
    readonly refuseNo: string;
    readonly approved: (sum: string) => string;
    readonly refused: string;
    readonly expired: string;
  };
  readonly invoice: {
    readonly title: string;
    readonly paid: string;
    readonly due: (sum: string) => string;
    readonly free: string;
  };
  readonly notice: { readonly approved: string; readonly refused: string };
  readonly card: {
    readonly page: string;
    readonly title: string;
    readonly hint: string;
    readonly cardNo: string;
    readonly scratchCode: string;
    readonly scratchHint: string;
    readonly serial: string;
    readonly serialHint: string;
    readonly mobile: string;
    readonly mobileHint: string;
    readonly submit: string;
    readonly sentTitle: string;
    readonly sent: (mobile: string) => string;
    readonly back: string;
    readonly doneTitle: string;
    readonly device: string;
    readonly until: (day: string) => string;
    readonly percent: (percent: string) => string;
    readonly noStart: string;
    readonly keep: string;
    readonly another: string;
    readonly track: string;
    readonly classes: Readonly<Record<CoverClass, string>>;
    /** By problem code, or by code and field. */
    readonly problems: Readonly<Record<string, string>>;
  };
  /** By problem code. */
  readonly problems: Readonly<Record<string, string>>;
  readonly problemElse: string;
  readonly tooMany: (minutes: string) => string;
}

export const en: Texts = {
  title: 'Repair tracking',
  otherLanguage: 'فارسی',
  otherCode: 'fa',
  loading: 'Loading…',
  reload: 'Try again',
  footer: 'This page is private: whoever has its link can see how far the repair is.',
  code: {
    title: 'Where is my device?',
    hint: 'The tracking code is on your receipt and in the message you got: 13 letters and digits.',
    label: 'Tracking code',
    submit: 'Show',
    card: 'Activate a guarantee card',
    another: 'Track another code',
  },
  status: {
    received: { title: 'We have your device', hint: 'A technician will examine it soon.' },
    diagnosing: { title: 'We are examining it', hint: 'We look for the cause of the fault.' },
    'awaiting-answer': { title: 'We need your answer', hint: 'A quote is ready. We go on once you have decided.' },
    'awaiting-parts': { title: 'Waiting for a part', hint: 'We go on as soon as the part arrives.' },
    'in-repair': { title: 'It is being repaired', hint: 'A technician is working on your device.' },
    'at-vendor': { title: 'With a specialist workshop', hint: 'We sent it to a partner and follow it up.' },
    checking: { title: 'Final check', hint: 'Somebody who did not repair it tests your device.' },
    'beyond-repair': { title: 'A repair is not worthwhile', hint: 'The centre will call you about what comes next.' },
    replaced: { title: 'Your device is being replaced', hint: 'The centre will call you about what comes next.' },
    ready: { title: 'Ready for pick-up', hint: 'Bring your receipt. See below when the centre is open.' },
    'ready-unrepaired': {
      title: 'Ready for pick-up, not repaired',
      hint: 'Your device waits for you as it came. Bring your receipt.',
    },
    unclaimed: { title: 'Your device still waits for you', hint: 'Please pick it up, or call the centre.' },
    delivered: { title: 'Handed over', hint: 'Thank you for your trust.' },
    cancelled: { title: 'Cancelled', hint: 'If this is a surprise, please call the centre.' },
    closed: { title: 'Completed', hint: 'For questions, please call the centre.' },
    disposed: { title: 'No longer with us', hint: 'It was not picked up in time. For questions, call the centre.' },
  },
  step: {
    received: 'Received',
    diagnosis: 'Examination',
    answer: 'Your answer',
    repair: 'Repair',
    check: 'Final check',
    ready: 'Ready for pick-up',
    delivered: 'Handed over',
    ended: 'Ended',
  },
  steps: 'Steps of the repair',
  done: 'done',
  current: 'now',
  promised: (day) => `Promised for ${day}`,
  center: {
    title: 'Service centre',
    call: 'Call',
    openUntil: (time) => `Open now, until ${time}`,
    closed: 'Closed now',
    hours: 'Opening hours',
    days: (from, to) => `${from} to ${to}`,
    span: (opens, closes) => `${opens}–${closes}`,
  },
  verify: {
    title: 'Prices, invoice and more',
    waitingTitle: 'See the quote and answer',
    hint: 'To show it, we send a one-time code to the mobile number the centre has on file.',
    send: 'Send me the code',
    sent: 'A message with six digits is on its way to the number on file. It is good for five minutes.',
    label: 'Code from the message',
    submit: 'Continue',
    resend: 'Send again',
    resendIn: (seconds) => `Send again in ${seconds} s`,
  },
  own: {
    greeting: (name) => `Hello ${name}`,
    receipt: 'Receipt',
    order: 'Repair no.',
    fault: 'What you told us',
  },
  quote: {
    title: 'Quote',
    intro: 'This is what the repair would cost you. We start only after your yes.',
    covered: 'covered by the guarantee',
    free: 'free',
    net: 'Sum',
    tax: 'Tax',
    total: 'You pay',
    validUntil: (day) => `Please answer by ${day}.`,
    approve: (sum) => `Yes, repair it for ${sum}`,
    refuse: 'No, do not repair it',
    refuseQuestion: 'Really without a repair?',
    refuseHint: 'Your device goes back to you as it came. This cannot be undone here.',
    refuseYes: 'Yes, send it back unrepaired',
    refuseNo: 'Go back',
    approved: (sum) => `You approved ${sum}.`,
    refused: 'You declined this quote.',
    expired: 'This quote has expired. Please call the centre.',
  },
  invoice: {
    title: 'Invoice',
    paid: 'Paid',
    due: (sum) => `${sum} to pay at pick-up`,
    free: 'Nothing to pay',
  },
  notice: {
    approved: 'Thank you. Your yes has arrived, and we go on.',
    refused: 'Your answer has arrived. Your device goes back to you unrepaired.',
  },
  card: {
    page: 'Guarantee card',
    title: 'Activate your guarantee',
    hint: 'Card number and code are on the card you got with your device. Scratch the silver field to read the code.',
    cardNo: 'Card number',
    scratchCode: 'Code below the scratch layer',
    scratchHint: '16 digits',
    serial: 'Serial number of the device',
    serialHint: 'On the label of the device or its box. Leave it empty if it is printed on the card.',
    mobile: 'Your mobile number',
    mobileHint: 'We send a code to it; the guarantee is kept under this number.',
    submit: 'Continue',
    sentTitle: 'One more step',
    sent: (mobile) => `A message with six digits is on its way to ${mobile}. It is good for five minutes.`,
    back: 'Change the details',
    doneTitle: 'Your guarantee is active',
    device: 'Device',
    until: (day) => `until ${day}`,
    percent: (percent) => `${percent} %`,
    noStart: 'It begins with a day that the seller still has to tell. A service centre can help.',
    keep: 'Keep the card: its number opens every service for this device.',
    another: 'Activate another card',
    track: 'Track a repair',
    classes: { parts: 'Parts', labour: 'Labour', travel: 'Travel', shipping: 'Shipping', unit: 'The unit itself' },
    problems: {
      offline: 'No connection. Check your internet and try again.',
      'warranty.card-code-refused': 'Card number and code do not go together. Compare both with the card.',
      'warranty.card-not-open':
        'This card cannot be activated: it is in use already, or held back. A service centre can help.',
      'warranty.card-of-other-device': 'This card belongs to another device. Check the serial number.',
      'warranty.card-product-unknown': 'We do not know this device yet. A service centre can activate the card.',
      'warranty.device-registered': 'This device has a guarantee already. A service centre can help.',
      'devices.blocked': 'This card cannot be activated here. A service centre can help.',
      'devices.unknown-product': 'We do not know this device yet. A service centre can activate the card.',
      'invalid-input /mobile': 'This is no mobile number.',
      'invalid-input /serial': 'We need the serial number of the device.',
      'portal.code-refused': 'This code is wrong or too old. Type it again, or ask for a new one.',
      'not-signed-in': 'For your safety this visit has ended. Continue to get a new code.',
    },
  },
  problems: {
    offline: 'No connection. Check your internet and try again.',
    'portal.unknown-code': 'We know no such code. Compare it with your receipt, letter by letter.',
    'invalid-input': 'We know no such code. Compare it with your receipt, letter by letter.',
    'portal.code-refused': 'This code is wrong or too old. Type it again, or ask for a new one.',
    'not-signed-in': 'For your safety this visit has ended. Ask for a new code to go on.',
    'repair.quote-outdated': 'The quote has changed in the meantime. This is how it stands now.',
    'repair.quote-expired': 'This quote has expired. Please call the centre.',
    'repair.parts-loose': 'This cannot be done from here right now. Please call the centre.',
  },
  problemElse: 'That did not work. Try again in a moment, or call the centre.',
  tooMany: (minutes) => `Too many tries. Please wait ${minutes} min.`,
};
