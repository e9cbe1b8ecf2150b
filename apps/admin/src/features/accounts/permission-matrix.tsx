import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from './api';
import { byArea, type AreaOfPermissions } from './permissions';

interface PermissionMatrixProps {
  readonly all: readonly Permission[];
  readonly chosen: ReadonlySet<Permission>;
  readonly onChange: (chosen: ReadonlySet<Permission>) => void;
}

/** Every permission by area, each with a sentence on what it opens. */
export function PermissionMatrix({ all, chosen, onChange }: PermissionMatrixProps): ReactNode {
  const set = (permissions: readonly Permission[], on: boolean): void => {
    const next = new Set(chosen);
    for (const permission of permissions) {
      if (on) next.add(permission);
      else next.delete(permission);
    }
    onChange(next);
  };
  return (
    <Box sx={{ columns: { xs: 1, lg: 2, xl: 3 }, columnGap: 2 }}>
      {byArea(all).map((area) => (
        <Area key={area.area} area={area} chosen={chosen} onSet={set} />
      ))}
    </Box>
  );
}

interface AreaProps {
  readonly area: AreaOfPermissions;
  readonly chosen: ReadonlySet<Permission>;
  readonly onSet: (permissions: readonly Permission[], on: boolean) => void;
}

function Area({ area: { area, permissions }, chosen, onSet }: AreaProps): ReactNode {
  const { t } = useTranslation('accounts');
  const held = permissions.filter((permission) => chosen.has(permission)).length;
  const all = held === permissions.length;
  return (
    <Card
      component="fieldset"
      aria-label={t(`areas.${area}`)}
      sx={{ m: 0, mb: 2, p: 0, minWidth: 0, breakInside: 'avoid' }}
    >
      <Box sx={{ px: 2, py: 0.5, borderBottom: 1, borderColor: 'divider', bgcolor: 'action.hover' }}>
        <FormControlLabel
          label={
            <Typography variant="h3" component="span">
              {t(`areas.${area}`)}
            </Typography>
          }
          control={
            <Checkbox
              checked={all}
              indeterminate={held > 0 && !all}
              onChange={() => onSet(permissions, !all)}
              slotProps={{ input: { 'aria-label': t('role.wholeArea', { area: t(`areas.${area}`) }) } }}
            />
          }
        />
      </Box>
      <Box sx={{ px: 2, py: 1 }}>
        {permissions.map((permission) => (
          <FormControlLabel
            key={permission}
            sx={{ display: 'flex', alignItems: 'flex-start', py: 0.5, mr: 0 }}
            label={
              <>
                <Typography variant="body2" component="span" sx={{ display: 'block', fontWeight: 600, pt: 1 }}>
                  {t(`permissions.${permission}.name`)}
                </Typography>
                <Typography variant="body2" component="span" color="textSecondary" sx={{ display: 'block' }}>
                  {t(`permissions.${permission}.hint`)}
                </Typography>
              </>
            }
            control={
              <Checkbox
                checked={chosen.has(permission)}
                onChange={(_, checked) => onSet([permission], checked)}
                slotProps={{ input: { 'aria-label': t(`permissions.${permission}.name`) } }}
              />
            }
          />
        ))}
      </Box>
    </Card>
  );
}
