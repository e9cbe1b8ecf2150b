import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { useFieldArray, useFormState, useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../ui/fields';
import { Section } from '../../ui/section';
import { confidences } from './api';
import { NoteList } from './note-list';
import { AddButton, Columns, Row, Rows } from './rows';
import { noteTopics, noTranslation, type TermsValues } from './terms-form';

interface NotesProps {
  readonly control: Control<TermsValues>;
}

/** Where rules come from and how sure that is: read first, changed when asked. */
export function NotesFields({ control }: NotesProps): ReactNode {
  const { t } = useTranslation('warranty');
  const notes = useFieldArray({ control, name: 'terms.notes' });
  const { errors } = useFormState({ control, name: 'terms.notes' });
  const values = useWatch({ control, name: 'terms.notes' });
  const [asked, setAsked] = useState(false);
  const open = asked || errors.terms?.notes !== undefined;
  const topics = (about: string): readonly string[] =>
    noteTopics.some((topic) => topic === about) ? noteTopics : [...noteTopics, about];
  const add = (): void => {
    setAsked(true);
    notes.append({ about: 'cover', text: '', source: '', confidence: 'medium', translation: noTranslation() });
  };
  return (
    <Section
      title={t('notes.title')}
      actions={
        values.length > 0 &&
        !open && (
          <Button size="small" onClick={() => setAsked(true)}>
            {t('notes.edit')}
          </Button>
        )
      }
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {t('notes.hint')}
      </Typography>
      <Rows>
        {!open && <NoteList notes={values} />}
        {open &&
          notes.fields.map((note, index) => (
            <Row key={note.id} removeLabel={t('removeRow')} onRemove={() => notes.remove(index)}>
              <Stack spacing={1.5}>
                <Columns>
                  <SelectField
                    control={control}
                    name={`terms.notes.${index}.about`}
                    label={t('notes.about')}
                    options={topics(note.about).map((value) => ({ value, label: t(`topics.${value}`, value) }))}
                  />
                  <SelectField
                    control={control}
                    name={`terms.notes.${index}.confidence`}
                    label={t('notes.confidence')}
                    options={confidences.map((value) => ({ value, label: t(`confidences.${value}`) }))}
                  />
                </Columns>
                <TextField
                  control={control}
                  name={`terms.notes.${index}.text`}
                  label={t('notes.text')}
                  maxLength={1000}
                  required
                />
                <TextField
                  control={control}
                  name={`terms.notes.${index}.source`}
                  label={t('notes.source')}
                  maxLength={1000}
                  required
                />
                <TextField
                  control={control}
                  name={`terms.notes.${index}.translation.text`}
                  label={t(`notes.textIn.${note.translation.locale}`)}
                  hint={t('notes.translationHint')}
                  maxLength={1000}
                />
                <TextField
                  control={control}
                  name={`terms.notes.${index}.translation.source`}
                  label={t(`notes.sourceIn.${note.translation.locale}`)}
                  maxLength={1000}
                />
              </Stack>
            </Row>
          ))}
        <AddButton onClick={add}>{t('notes.add')}</AddButton>
      </Rows>
    </Section>
  );
}
