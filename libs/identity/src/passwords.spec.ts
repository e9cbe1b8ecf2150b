import { isCommonPassword } from './common-passwords.js';
import { Passwords } from './passwords.js';

describe('passwords', () => {
  const passwords = new Passwords();
  beforeAll(() => passwords.onModuleInit());

  it('I2 are hashed with argon2id at 19 MiB, two passes and one lane', async () => {
    expect(await passwords.hash('a long enough password')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it.each(['elevenchars', 'x'.repeat(129)])('I2 have 12 to 128 characters: %s', (password) =>
    expect(passwords.hash(password)).rejects.toMatchObject({
      code: 'identity.weak-password',
      params: { reason: 'length' },
    }),
  );

  it('I2 are used exactly as sent: spaces, case and Unicode form count', async () => {
    const hash = await passwords.hash(' رمز عبور بلند من ');
    expect(await passwords.verify(hash, ' رمز عبور بلند من ')).toBe(true);
    expect(await passwords.verify(hash, 'رمز عبور بلند من')).toBe(false);
  });

  it.each(['Password1234', 'QWERTYuiop12', 'aaaaaaaaaaaaaaa', '0123456789012345', '9876543210987', 'abcdefghijklmno'])(
    'I2 are refused when common: %s',
    async (password) => {
      expect(isCommonPassword(password)).toBe(true);
      await expect(passwords.hash(password)).rejects.toMatchObject({ params: { reason: 'common' } });
    },
  );

  it.each(['correct battery staple', 'کلید در گلدان است', '121212121213'])('I2 are taken otherwise: %s', (password) =>
    expect(isCommonPassword(password)).toBe(false),
  );

  it('I3 cost no account a hash too, and never match', async () => {
    expect(await passwords.verify(null, 'the password of no account')).toBe(false);
  });

  it('I3 wait in a line of fifty behind four, the next is sent away', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, () => passwords.verify(null, 'a password to check')),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(6);
    for (const outcome of refused) expect(outcome.reason).toMatchObject({ code: 'unavailable', status: 503 });
    expect(await passwords.verify(null, 'the line is free again')).toBe(false);
  });
});
