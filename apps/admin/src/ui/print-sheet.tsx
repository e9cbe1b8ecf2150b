import Box from '@mui/material/Box';
import GlobalStyles from '@mui/material/GlobalStyles';
import { useEffect, useState, type ReactNode } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { directionOf } from '../lib/i18n';
import { usePreferences, type Language } from '../lib/preferences';

interface PrintSheetProps {
  readonly language: Language;
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

/** A4 paper in place of the screen, black on white whatever the screen looks like. Sizes are those of paper: pt and mm. */
export function PrintSheet({ language, children }: PrintSheetProps): ReactNode {
  return createPortal(
    <>
      <GlobalStyles
        styles={{
          '@page': { size: 'A4', margin: '14mm' },
          '@media print': {
            'html, body': { background: '#fff' },
            'body > :not([data-print-sheet])': { display: 'none' },
          },
        }}
      />
      <Box
        data-print-sheet
        lang={language}
        dir={directionOf(language)}
        sx={{
          display: 'none',
          '@media print': { display: 'block' },
          color: '#000',
          bgcolor: '#fff',
          fontSize: '10pt',
          lineHeight: 1.7,
          '& h1': { fontSize: '16pt', m: 0 },
          '& h2': { fontSize: '11pt', m: 0 },
          '& table': { width: '100%', borderCollapse: 'collapse' },
          '& th, & td': { borderBlockEnd: '0.5pt solid #999', padding: '1.5mm 1mm', verticalAlign: 'top' },
          '& th': { fontWeight: 600, fontSize: '8.5pt', textAlign: 'start', borderBlockEnd: '1pt solid #000' },
          '& tr': { breakInside: 'avoid' },
          '& .figure': { textAlign: 'end', whiteSpace: 'nowrap' },
        }}
      >
        {children}
      </Box>
    </>,
    document.body,
  );
}
