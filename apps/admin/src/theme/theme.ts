import { alpha, createTheme, type Theme } from '@mui/material/styles';
import { enUS, faIR } from '@mui/material/locale';
import type { Language } from '../lib/preferences';
import { darkPalette, lightPalette } from './palette';

/** The product's look for one language and one mode; rebuilt when either changes. */
export function createAppTheme(language: Language, mode: 'light' | 'dark'): Theme {
  const persian = language === 'fa';
  return createTheme(
    {
      direction: persian ? 'rtl' : 'ltr',
      palette: mode === 'dark' ? darkPalette : lightPalette,
      shape: { borderRadius: 8 },
      typography: typography(persian),
      components,
    },
    persian ? faIR : enUS,
  );
}

/** Persian letters stand higher and hang lower than Latin ones: they need the taller line, and no spacing. */
function typography(persian: boolean) {
  const leading = (latin: number): number => (persian ? Math.max(1.7, latin) : latin);
  return {
    fontFamily: "'Vazirmatn Variable', system-ui, sans-serif",
    fontSize: 14,
    fontWeightMedium: 550,
    fontWeightBold: 650,
    h1: { fontSize: '1.5rem', fontWeight: 650, lineHeight: leading(1.3), letterSpacing: 0 },
    h2: { fontSize: '1.125rem', fontWeight: 650, lineHeight: leading(1.4), letterSpacing: 0 },
    h3: { fontSize: '1rem', fontWeight: 600, lineHeight: leading(1.45), letterSpacing: 0 },
    subtitle1: { fontSize: '0.9375rem', fontWeight: 550, lineHeight: leading(1.5), letterSpacing: 0 },
    subtitle2: { fontSize: '0.875rem', fontWeight: 600, lineHeight: leading(1.5), letterSpacing: 0 },
    body1: { fontSize: '0.9375rem', lineHeight: leading(1.6), letterSpacing: 0 },
    body2: { fontSize: '0.875rem', lineHeight: leading(1.55), letterSpacing: 0 },
    caption: { fontSize: '0.8125rem', lineHeight: leading(1.5), letterSpacing: 0 },
    overline: {
      fontSize: '0.75rem',
      fontWeight: 600,
      lineHeight: leading(1.5),
      letterSpacing: 0,
      textTransform: 'none',
    },
    button: {
      fontSize: '0.875rem',
      fontWeight: 600,
      letterSpacing: 0,
      lineHeight: leading(1.6),
      textTransform: 'none',
    },
  } as const;
}

/** The line round what can be typed in or pressed. */
function edge(theme: Theme): string {
  return theme.palette.mode === 'dark' ? '#56625f' : '#b4beba';
}

/** What lies above the page: lists of choices and menus. */
function floating(theme: Theme) {
  return {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 12,
    boxShadow: `0 12px 32px ${alpha('#000000', theme.palette.mode === 'dark' ? 0.5 : 0.12)}`,
  };
}

const components: NonNullable<Parameters<typeof createTheme>[0]>['components'] = {
  MuiCssBaseline: {
    styleOverrides: (theme) => ({
      body: { fontFeatureSettings: '"ss01"', WebkitFontSmoothing: 'antialiased' },
      ':focus-visible': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: 2, borderRadius: 4 },
      'em, i, cite': { fontStyle: theme.direction === 'rtl' ? 'normal' : 'italic' },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' },
      },
    }),
  },
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: {
      root: ({ theme }) => ({
        borderRadius: theme.shape.borderRadius,
        paddingInline: 16,
        minHeight: 40,
        '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: 2 },
      }),
      outlined: ({ theme }) => ({
        borderColor: edge(theme),
        backgroundColor: theme.palette.background.paper,
        color: theme.palette.text.primary,
      }),
      sizeSmall: { minHeight: 32, paddingInline: 12 },
    },
  },
  MuiIconButton: {
    styleOverrides: {
      root: ({ theme }) => ({
        borderRadius: theme.shape.borderRadius,
        '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: -2 },
      }),
    },
  },
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { backgroundImage: 'none' } },
  },
  MuiCard: {
    defaultProps: { variant: 'outlined' },
    styleOverrides: { root: ({ theme }) => ({ borderColor: theme.palette.divider, borderRadius: 12 }) },
  },
  MuiAppBar: { defaultProps: { elevation: 0, color: 'default' } },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: ({ theme }) => ({
        backgroundColor: theme.palette.background.paper,
        minHeight: 40,
        '& .MuiOutlinedInput-notchedOutline': {
          borderColor: edge(theme),
        },
      }),
    },
  },
  MuiInputLabel: { styleOverrides: { asterisk: ({ theme }) => ({ color: theme.palette.error.main }) } },
  MuiFormHelperText: { styleOverrides: { root: { marginInline: 2 } } },
  MuiListItemButton: {
    styleOverrides: { root: ({ theme }) => ({ borderRadius: theme.shape.borderRadius, minHeight: 40 }) },
  },
  MuiAutocomplete: { styleOverrides: { paper: ({ theme }) => ({ ...floating(theme), marginTop: 6 }) } },
  MuiMenu: {
    styleOverrides: {
      paper: ({ theme }) => floating(theme),
      list: { padding: 6 },
    },
  },
  MuiMenuItem: { styleOverrides: { root: { borderRadius: 6, minHeight: 40, gap: 12 } } },
  MuiTooltip: {
    defaultProps: { enterDelay: 400 },
    styleOverrides: { tooltip: { fontSize: '0.8125rem', lineHeight: 1.6, padding: '4px 10px' } },
  },
  MuiChip: { styleOverrides: { root: { fontWeight: 550, borderRadius: 6 } } },
  MuiDialog: { styleOverrides: { paper: { borderRadius: 14 } } },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.125rem', fontWeight: 650, paddingBottom: 8 } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 20px' } } },
  MuiAlert: { styleOverrides: { root: { borderRadius: 10, alignItems: 'flex-start' } } },
  MuiLink: { defaultProps: { underline: 'hover' } },
  MuiToggleButton: { styleOverrides: { root: { paddingInline: 14, minHeight: 40, gap: 8 } } },
};
