import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider as MuiThemeProvider } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useEffect, useMemo, type ReactNode } from 'react';
import { directionOf } from '../lib/i18n';
import { usePreferences } from '../lib/preferences';
import { installDigitListener } from './digit-listener';
import { emotionCaches } from './emotion';
import { createAppTheme } from './theme';

/** Theme, direction and digits for the preferences in force; a change shows without reloading. */
export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { language, colorMode } = usePreferences();
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true });
  const mode = colorMode === 'system' ? (systemIsDark ? 'dark' : 'light') : colorMode;
  const theme = useMemo(() => createAppTheme(language, mode), [language, mode]);

  useEffect(() => {
    document.documentElement.style.colorScheme = mode;
  }, [mode]);
  useEffect(installDigitListener, []);

  return (
    <CacheProvider value={emotionCaches[directionOf(language)]}>
      <MuiThemeProvider theme={theme}>
        <CssBaseline />
        {children}
      </MuiThemeProvider>
    </CacheProvider>
  );
}
