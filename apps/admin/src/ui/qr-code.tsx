import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
  /** Side with its quiet zone, as a CSS length. */
  readonly size: string;
}

/** A QR code with 15 % of it restorable (level M); its writer is loaded when the first one is shown. */
export function QrCode({ text, label, size }: QrCodeProps): ReactNode {
  const { data: svg } = useQuery({
    queryKey: ['qr', text],
    queryFn: async () => {
      const { qrcode, drawingSVG } = await import('bwip-js/browser');
      const options = { bcid: 'qrcode', text, eclevel: 'M', padding: 4, scale: 1 };
      return qrcode(options, drawingSVG());
    },
    staleTime: Infinity,
  });
  return (
    <Box sx={{ width: size, height: size, mx: 'auto' }}>
      {svg !== undefined && (
        <Box
          component="img"
          alt={label}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          sx={{ display: 'block', width: 1, height: 1 }}
        />
      )}
    </Box>
  );
}
