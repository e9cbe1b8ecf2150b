import type { PdfDocument } from '@aftercare/documents';
import { type CivilDate, dayText, persianDigits } from '@aftercare/kernel';
import type { Name } from '@aftercare/platform';
import type { CardBatchView, PaperCard } from '@aftercare/warranty';

export const CARD_FORMS = ['card', 'a6'] as const;
/** 85 × 54 mm, or A6 with the way to activate it in more words. */
export type CardForm = (typeof CARD_FORMS)[number];

type Language = 'fa' | 'en';

const WORDS = {
  fa: {
    title: 'کارت گارانتی',
    policy: 'گارانتی',
    product: 'محصول',
    serial: 'شمارهٔ سریال',
    issuedOn: 'تاریخ صدور',
    cardNo: 'شمارهٔ کارت',
    code: 'رمز',
    how: 'رمزینه را اسکن کنید یا کارت را با شماره، رمز و سریال فعال کنید.',
    howLong:
      'لایهٔ روی رمز را بخراشید، رمزینه را با گوشی اسکن کنید و کارت را با رمز و شمارهٔ موبایل خود فعال کنید. گارانتی از آن پس برقرار است. کارت و فاکتور خرید را نگه دارید.',
  },
  en: {
    title: 'Guarantee card',
    policy: 'Guarantee',
    product: 'Product',
    serial: 'Serial no.',
    issuedOn: 'Issued',
    cardNo: 'Card no.',
    code: 'Code',
    how: 'Scan the QR code, or activate it with number, code and serial number.',
    howLong:
      'Scratch the code free, scan the QR code with your phone and activate the card with the code and your mobile number. The guarantee stands from then on. Keep the card and the invoice.',
  },
} as const satisfies Record<Language, Record<string, string>>;

interface CardPapers {
  readonly form: CardForm;
  readonly language: Language;
  readonly company: Name;
  readonly batch: CardBatchView;
  readonly cards: readonly PaperCard[];
  /** Before the card number, in the QR code. */
  readonly activationUrl: string;
}

/** Guarantee cards as their holders get them, one to a page. */
export function cardPapers({ form, language, company, batch, cards, activationUrl }: CardPapers): PdfDocument {
  const words = WORDS[language];
  const name = ({ fa, en }: Name): string => (language === 'fa' ? (fa ?? en) : (en ?? fa)) ?? '';
  const day = (on: CivilDate): string => dayText(on, language);
  const digits = (text: string): string => (language === 'fa' ? persianDigits(text) : text);
  const factsOf = ({ serial }: PaperCard): [label: string, value: string, isCode: boolean][] => [
    [words.policy, name(batch.policy.name), false],
    ...(batch.product ? ([[words.product, name(batch.product.name), false]] as [string, string, boolean][]) : []),
    ...(serial === null ? [] : ([[words.serial, serial, true]] as [string, string, boolean][])),
    [words.issuedOn, day(batch.issuedOn), false],
  ];
  return {
    template: 'warranty-cards',
    data: {
      language,
      form,
      title: words.title,
      company: name(company),
      how: form === 'a6' ? words.howLong : words.how,
      labels: { cardNo: words.cardNo, code: words.code },
      cards: cards.map((card) => ({
        cardNo: card.cardNo,
        scratchCode: digits(card.scratchCode.replace(/(\d{4})(?=\d)/g, '$1 ')),
        facts: factsOf(card),
      })),
    },
    qrCodes: cards.map(({ cardNo }) => `${activationUrl}/${cardNo}`),
  };
}
