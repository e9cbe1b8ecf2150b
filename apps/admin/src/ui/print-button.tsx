import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, type Language } from '../lib/preferences';
import { Icon } from './icon';

/** Prints a paper in a language of choice; each language is named in itself, for who reads the paper. */
export function PrintButton({ onPrint }: { readonly onPrint: (language: Language) => void }): ReactNode {
  const { t } = useTranslation('ui');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<Icon name="printer" />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('print.open')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {languages.map((language) => (
          <MenuItem
            key={language}
            lang={language}
            onClick={() => {
              setAnchor(null);
              onPrint(language);
            }}
          >
            {t(`print.${language}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
