import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm } from 'react-hook-form';
import { QueryClientProvider } from '@tanstack/react-query';
import { preferences } from '../lib/preferences';
import { Problem } from '../lib/problem';
import { createQueryClient } from '../lib/query-client';
import { ThemeProvider } from '../theme/theme-provider';
import { MoneyField, NumberField, parseNumber, TextField } from './fields';
import { Form } from './form';

interface Values {
  serial: string;
  quantity: number | null;
  price: number | null;
}

function renderForm(error: unknown = null) {
  const onSubmit = jest.fn();
  function Page() {
    const form = useForm<Values>({ defaultValues: { serial: '', quantity: null, price: null } });
    return (
      <Form form={form} onSubmit={(values) => onSubmit(values)} error={error} pending={false} submitLabel="Send">
        <TextField control={form.control} name="serial" label="Serial" code />
        <NumberField control={form.control} name="quantity" label="Quantity" max={100} required />
        <MoneyField control={form.control} name="price" label="Price" currency="IRR" />
      </Form>
    );
  }
  render(
    <QueryClientProvider client={createQueryClient()}>
      <ThemeProvider>
        <Page />
      </ThemeProvider>
    </QueryClientProvider>,
  );
  return onSubmit;
}

const field = (name: RegExp) => screen.getByLabelText<HTMLInputElement>(name);

describe('fields', () => {
  it('take Persian and Arabic digits and show those of the reader', async () => {
    preferences.set({ language: 'fa' });
    const onSubmit = renderForm();
    await userEvent.type(field(/Serial/), 'A۱٢3');
    await userEvent.type(field(/Quantity/), '1۲');
    await userEvent.type(field(/Price/), '۲۵۰۰٠٠0');
    expect(field(/Quantity/).value).toBe('۱۲');
    expect(field(/Price/).value).toBe('۲٬۵۰۰٬۰۰۰');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(onSubmit).toHaveBeenCalledWith({ serial: 'A123', quantity: 12, price: 2_500_000 });
  });

  it('keep rial while toman is typed', async () => {
    preferences.set({ rialUnit: 'toman' });
    const onSubmit = renderForm();
    await userEvent.type(field(/Quantity/), '1');
    await userEvent.type(field(/Price/), '250000.5');
    expect(screen.getByText('toman')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(onSubmit).toHaveBeenCalledWith({ serial: '', quantity: 1, price: 2_500_005 });
  });

  it('refuse what is missing or out of bounds', async () => {
    const onSubmit = renderForm();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(await screen.findByText('Fill this in.')).toBeTruthy();
    await userEvent.type(field(/Quantity/), '101');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(await screen.findByText('At most 100.')).toBeTruthy();
    act(() => preferences.set({ language: 'fa' }));
    expect(await screen.findByText('حداکثر ۱۰۰.')).toBeTruthy();
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('show the refusals of the server where they belong', async () => {
    const errors = [{ pointer: '/serial', code: 'maxLength', detail: 'serial must be shorter' }];
    renderForm(new Problem({ status: 422, code: 'http.422', errors }));
    expect(await screen.findByText('This is too long.')).toBeTruthy();
    expect(field(/Serial/).getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field(/Serial/));
  });

  it.each([
    ['۱۲٬۳۴۵', 0, 12_345],
    ['12.345', 2, 12.34],
    ['12.9', 0, 12],
    ['-5', 0, -5],
    ['1-5', 0, 15],
    ['٫5', 1, 0.5],
    ['abc', 0, null],
    ['-', 0, null],
  ])('read %s with %d decimals as %p', (typed, decimals, value) => {
    expect(parseNumber(typed, decimals).value).toBe(value);
  });
});
