import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';
import { useTheme } from '@mui/material/styles';
import type { ReactNode } from 'react';

/** Our own line icons on a 24-unit grid. Those in `directional` turn round in right-to-left pages. */
const paths = {
  arrow: 'M5 12h14m-6-6 6 6-6 6',
  back: 'M19 12H5m6-6-6 6 6 6',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 21h4',
  box: 'm12 3 8 4.2v9.6L12 21l-8-4.2V7.2zM4.3 7.4 12 11.5l7.7-4.1M12 11.5V21',
  building: 'M5 21V5l8-2v18M13 9h6v12M3 21h18M8.5 8h1m-1 4h1m-1 4h1m6.5-3h.5m-.5 4h.5',
  calendar: 'M4 6.5h16V20H4zM4 10.5h16M8 4v4m8-4v4',
  cash: 'M3 7h18v10H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M6.5 12h.01m11 0h.01',
  chart: 'M4 4v16h16M8.5 16v-4m4 4V8m4 8v-6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  chevron: 'm9 6 6 6-6 6',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 7.5V12l3 2',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  device: 'M3.5 5h17v11h-17zM9 20h6m-3-4v4',
  down: 'm6 9 6 6 6-6',
  download: 'M12 4v11.5m-4.5-4L12 16l4.5-4.5M4.5 15v5h15v-5',
  edit: 'M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3',
  filter: 'M4 6h16M7 12h10m-7 6h4',
  home: 'M4 11 12 4l8 7v9h-5.5v-6h-5v6H4z',
  inbox: 'M4 13.5 6.5 5h11L20 13.5V19H4zM4 13.5h5l1.5 2.5h3l1.5-2.5h5',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 11v5m0-8.5v.01',
  language: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17-5-5.5-5-11.5 0-17',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01m-.01 6h.01m-.01 6h.01',
  lock: 'M6 11h12v9.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2',
  mail: 'M3.5 6h17v12.5h-17zM4 7l8 6 8-6',
  menu: 'M4 7h16M4 12h16M4 17h16',
  message: 'M4 5h16v11.5h-9L6.5 20.5v-4H4zM8 9.5h8m-8 3h5',
  minus: 'M5 12h14',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10',
  more: 'M12 5.5v.01M12 12v.01m0 6.49v.01',
  panel: 'M4 5h16v14H4zM9.5 5v14',
  phone: 'M7.5 3h9v18h-9zM11 18h2',
  plus: 'M12 5v14M5 12h14',
  printer: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  receipt: 'M6 3.5h12V21l-3-1.8-3 1.8-3-1.8L6 21zM9 8.5h6m-6 4h6',
  refresh: 'M19.5 9A8 8 0 0 0 5 8.5M4.5 4.5v4h4M4.5 15a8 8 0 0 0 14.5.5m.5 4v-4h-4',
  scan: 'M4 8V4h4m8 0h4v4m0 8v4h-4m-8 0H4v-4M8 9v6m4-6v6m4-6v6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13m4.8-1.7L20 20',
  settings:
    'M4 7h9m4 0h3M4 17h3m4 0h9M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4',
  shield: 'M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zm-3 8.5 2.2 2.2L15.2 10',
  'sign-out': 'M14 4h5v16h-5M4 12h10.5m-4-4 4 4-4 4',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 1.4m10.6 10.6 1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  swap: 'M4 8.5h14m-4-4 4 4-4 4M20 15.5H6m4-4-4 4 4 4',
  tag: 'M4 4h8l8.5 8.5-8 8L4 12zM8 8h.01',
  truck: 'M3 6h11v10H3zM14 9.5h4l3 3.5v3h-7M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4m10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  upload: 'M12 16V4.5m-4.5 4L12 4l4.5 4.5M4.5 15v5h15v-5',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
  users:
    'M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 19.5c.6-3.5 3-5.2 6.5-5.2s5.9 1.7 6.5 5.2M15.5 5.3a3.5 3.5 0 0 1 0 6.5m2 2.9c2.2.7 3.6 2.3 4 4.8',
  warning: 'M12 4 2.8 19.5h18.4zM12 10v4.5m0 2.5v.01',
  wrench:
    'M14.5 6.2a4.5 4.5 0 0 1 5.6-1.5l-3 3 .3 2 2 .3 2.6-2.7a4.6 4.6 0 0 1-6.4 5.3L8.5 19.7a2.3 2.3 0 0 1-3.3-3.3l7.2-7a4.6 4.6 0 0 1 2.1-3.2',
} as const;

export type IconName = keyof typeof paths;

const directional: readonly IconName[] = ['arrow', 'back', 'chevron', 'list', 'panel', 'sign-out', 'message', 'truck'];

interface IconProps extends Omit<SvgIconProps, 'name'> {
  readonly name: IconName;
}

/** Decoration beside a text; a button that has only an icon carries its own `aria-label`. */
export function Icon({ name, sx, ...props }: IconProps): ReactNode {
  const mirrored = useTheme().direction === 'rtl' && directional.includes(name);
  return (
    <SvgIcon
      fontSize="small"
      sx={[mirrored && { transform: 'scaleX(-1)' }, ...(Array.isArray(sx) ? sx : [sx])]}
      {...props}
    >
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.7}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </SvgIcon>
  );
}
