// The refused passwords of at least twelve characters: the short ones fail by their length. Lower case.
const COMMON = new Set(
  `
  000000000000 111111111111 123123123123 123456123456 1234567890-= 123456789012 1234567890123 1234567890qwerty
  1234567891011 123456789123 123456789987 123456qwerty 12345qwerty12345 123qweasdzxc 1q2w3e4r5t6y 1q2w3e4r5t6y7u
  1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc aaaaaaaaaaaa abc123abc123 abcd1234abcd abcdefghijkl
  abcdefghijklm admin1234567 admin12345678 adminadmin12 adminadmin123 administrator administrator1 administrator123
  aftercare123 aftercare1234 aftersales123 asdfasdfasdf asdfghjkl123 asdfghjkl1234 baseball1234 basketball123
  changeme1234 changeme12345 changemenow1 changemeplease computer1234 correcthorsebatterystaple default12345
  defaultpassword dragondragon esteghlal123 football1234 guarantee123 helloworld12 helloworld123 ilovemyfamily
  iloveyou1234 iloveyou12345 iloveyouforever iran12345678 khodaya12345 letmein12345 letmein123456 letmeinplease
  liverpool123 manager12345 manchester123 masterpassword michelle1234 monkey123456 mypassword12 mypassword123
  mypassword1234 newpassword1 newpassword123 p@ssw0rd1234 p@ssw0rd12345 p@ssword1234 pa$$word1234 pass1234pass
  passpasspass passw0rd1234 password!234 password0123 password1111 password1212 password123! password1234
  password1234! password12345 password123456 password1234567 password12345678 password123456789 password1234567890
  password2020 password2021 password2022 password2023 password2024 password2025 password2026 passwordpassword
  persepolis123 princess1234 q1w2e3r4t5y6 q1w2e3r4t5y6u7 qazwsxedc123 qazwsxedcrfv qazwsxedcrfvtgb qwe123qwe123
  qweasdzxc123 qweqweqweqwe qwer1234qwer qwerasdfzxcv qwerty123456 qwerty1234567 qwerty12345678 qwerty123456789
  qwertyqwerty qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiop[] qwertyuiopasdf qwertyuiopasdfghjkl
  reception123 repair123456 salam1234567 salamsalam12 secret123456 secretpassword service12345 starwars1234
  sunshine1234 superman1234 supersecret1 technician123 test12345678 test123456789 testpassword testpassword1
  testtesttest thisisapassword trustno12345 unbelievable warehouse123 welcome12345 welcome123456 welcome123456789
  whatever1234 zaq12wsxcde3 zaq1xsw2cde3 zxcvbnm12345 zxcvbnm123456 zxcvbnmasdfgh zxcvbnmzxcvbnm
  `
    .trim()
    .split(/\s+/),
);

/** True for a password that guessers try first: a known one, one character repeated, or a run like 0123456789012. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  if (COMMON.has(lower) || COMMON.has(lower.trim())) return true;
  const steps = new Set<number>();
  for (let i = 1; i < lower.length; i++) steps.add(lower.charCodeAt(i) - lower.charCodeAt(i - 1));
  // Digits that run through 9 to 0 step by 1 and by -9, downwards by -1 and 9.
  const [only] = steps;
  if (steps.size === 1) return only === 0 || only === 1 || only === -1;
  return (
    steps.size === 2 && /^\d+$/.test(lower) && ((steps.has(1) && steps.has(-9)) || (steps.has(-1) && steps.has(9)))
  );
}
