/// <reference types="@mui/x-data-grid/themeAugmentation" />
import type { PaletteOptions } from '@mui/material/styles';

/** Petrol for what can be acted on, stone for everything that only stands there, amber kept for attention. */
export const lightPalette: PaletteOptions = {
  mode: 'light',
  primary: { main: '#0e6b62', light: '#3f8d85', dark: '#084c46', contrastText: '#ffffff' },
  secondary: { main: '#4d5b66', light: '#75828c', dark: '#33404a', contrastText: '#ffffff' },
  success: { main: '#256b36', contrastText: '#ffffff' },
  warning: { main: '#9a5b00', contrastText: '#ffffff' },
  error: { main: '#b3312c', contrastText: '#ffffff' },
  info: { main: '#2a62a5', contrastText: '#ffffff' },
  background: { default: '#f5f6f4', paper: '#ffffff' },
  DataGrid: { bg: '#ffffff', headerBg: '#ffffff' },
  text: { primary: '#18211f', secondary: '#56625f', disabled: '#8f9996' },
  divider: '#e2e6e3',
  action: { hover: 'rgba(16, 44, 40, 0.045)', selected: 'rgba(14, 107, 98, 0.10)', focus: 'rgba(14, 107, 98, 0.14)' },
};

export const darkPalette: PaletteOptions = {
  mode: 'dark',
  primary: { main: '#5fc9ba', light: '#8fdccf', dark: '#3aa294', contrastText: '#04221e' },
  secondary: { main: '#a9b6b3', light: '#c6d0cd', dark: '#7f8d89', contrastText: '#121816' },
  success: { main: '#7fcb8e', contrastText: '#0b2311' },
  warning: { main: '#e8b15c', contrastText: '#2a1a00' },
  error: { main: '#f0948c', contrastText: '#330b08' },
  info: { main: '#8bb8ee', contrastText: '#0a1f38' },
  background: { default: '#0f1413', paper: '#171d1c' },
  DataGrid: { bg: '#171d1c', headerBg: '#171d1c' }, // the grid would lighten the paper it lies on
  text: { primary: '#e7ecea', secondary: '#a3afac', disabled: '#6c7875' },
  divider: '#2a3331',
  action: {
    hover: 'rgba(220, 245, 240, 0.06)',
    selected: 'rgba(95, 201, 186, 0.16)',
    focus: 'rgba(95, 201, 186, 0.20)',
  },
};
