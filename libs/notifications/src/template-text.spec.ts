import { render, templateFaults, toHtml } from './template-text.js';

describe('message templates', () => {
  it('N4 may name the variables of their event only', () => {
    expect(templateFaults('received', '{{device}} – {{number}}: {{link}}')).toEqual([]);
    expect(templateFaults('received', '{{code}} {{constructor}} {{device}}')).toEqual(['code', 'constructor']);
    expect(templateFaults('otp', '{{code}} {{ center }}')).toEqual(['{{ }}']);
    expect(templateFaults('otp', '{{code')).toEqual(['{{ }}']);
  });

  it('N5 are rendered once, with own properties only', () => {
    expect(render('{{customer}} {{number}}', { customer: '{{number}}', number: 'R-1' })).toBe('{{number}} R-1');
    expect(() => render('{{constructor}}', {})).toThrow('{{constructor}}');
    expect(render('{{customer}}', { customer: '$& $1' })).toBe('$& $1');
  });

  it('N5 keep their lines and direction whatever a value holds', () => {
    expect(render('به {{customer}}.', { customer: 'a\r\nBcc: x@y.z\u202e' })).toBe('به a Bcc: x@y.z .');
    expect(render('{{customer}}', { customer: 'علی‌رضا' })).toBe('علی‌رضا'); // the zero-width non-joiner is a letter's form
  });

  it('N5 are escaped in the HTML part', () => {
    const html = toHtml('سلام <b>"A" & \'B\'</b>\nخط دوم', 'fa');
    expect(html).toContain('<html lang="fa" dir="rtl">');
    expect(html).toContain('سلام &#60;b&#62;&#34;A&#34; &#38; &#39;B&#39;&#60;/b&#62;<br>\nخط دوم');
  });
});
