import GlobalStyles from '@mui/material/GlobalStyles';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { usePreferences, type Language, type Paper } from '../lib/preferences';

interface PrintSheetProps {
  readonly paper: Paper | 'a6' | 'card';
  /** Brings its own language, direction and type: the paper is the customer's, whatever the clerk reads. */
  readonly children: ReactNode;
}

interface Printing {
  /** The language being printed; null while nothing is, and nothing has to be drawn. */
  readonly language: Language | null;
  print(language: Language): void;
}

/** Prints in a language of choice; Ctrl+P prints in the reader's own. */
export function usePrinting(): Printing {
  const { language: own } = usePreferences();
  const [language, setLanguage] = useState<Language | null>(null);
  useEffect(() => {
    const begin = (): void => flushSync(() => setLanguage((chosen) => chosen ?? own));
    const end = (): void => setLanguage(null);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, [own]);
  return {
    language,
    print: (chosen) => {
      flushSync(() => setLanguage(chosen));
      window.print();
    },
  };
}

const MM_PER_PX = 25.4 / 96;
const ROLL_MARGIN_MM = 8;

/** What a printer gets to see in place of the product, black on white whatever the screen looks like. */
export function PrintSheet({ paper, children }: PrintSheetProps): ReactNode {
  const sheet = useRef<HTMLDivElement>(null);
  const height = useHeight(sheet);
  // A roll is cut after its last line.
  const rollLength = Math.ceil(height * MM_PER_PX) + ROLL_MARGIN_MM;
  const pages = {
    a4: { size: 'A4', margin: '14mm' },
    a5: { size: 'A5', margin: '9mm' },
    a6: { size: '105mm 148mm', margin: '8mm' }, // no browser knows A6 by name
    card: { size: '85mm 54mm', margin: '0' },
    roll: { size: `80mm ${rollLength}mm`, margin: '4mm' },
  };
  return createPortal(
    <>
      <GlobalStyles
        styles={{
          '[data-print-sheet]': { position: 'fixed', top: 0, visibility: 'hidden', zIndex: -1 },
          '@page': pages[paper],
          '@media print': {
            'html, body': { background: '#fff' },
            'body > :not([data-print-sheet])': { display: 'none !important' },
            '[data-print-sheet]': { position: 'static', visibility: 'visible', color: '#000' },
          },
        }}
      />
      <div ref={sheet} data-print-sheet aria-hidden>
        {children}
      </div>
    </>,
    document.body,
  );
}

function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 0));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return height;
}
