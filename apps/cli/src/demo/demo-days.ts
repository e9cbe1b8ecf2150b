import { addDays, type CivilDate, civilDateIn, type FixedClock } from '@aftercare/kernel';

const MINUTE = 60_000;
const ZONE = 'Asia/Tehran';
const OFFSET = '+03:30'; // all year since 2022

/** The days before the moment of loading, on which the demonstration happened. */
export class DemoDays {
  readonly today: CivilDate;

  constructor(readonly now: Date) {
    this.today = civilDateIn(now, ZONE);
  }

  /** The working day that many working days (Saturday to Wednesday) ago; 0 is today, whatever day it is. */
  workday(ago: number): CivilDate {
    let day = this.today;
    for (let left = ago; left > 0;) {
      day = addDays(day, -1);
      if (![4, 5].includes(new Date(day).getUTCDay())) left -= 1;
    }
    return day;
  }

  /** That day at a time of day in minutes; never later than now. */
  at(ago: number, minuteOfDay: number): Date {
    const midnight = new Date(`${this.workday(ago)}T00:00:00${OFFSET}`);
    return new Date(Math.min(midnight.getTime() + minuteOfDay * MINUTE, this.now.getTime()));
  }

  minutesAgo(minutes: number): Date {
    return new Date(this.now.getTime() - minutes * MINUTE);
  }
}

/** Something that goes on for days: it acts, says when it goes on, and acts again. */
export type Story = AsyncGenerator<Date, void>;

/** Lives all stories at once, each act at its time, the earliest first; `afterEach` runs at the time of the act. */
export async function live(
  stories: readonly Story[],
  clock: FixedClock,
  afterEach: () => Promise<void>,
): Promise<void> {
  const waiting: { story: Story; at: Date }[] = [];
  const goOn = async (story: Story): Promise<void> => {
    const next = await story.next();
    if (!next.done) waiting.push({ story, at: next.value });
  };
  for (const story of stories) await goOn(story); // up to where each begins
  while (waiting.length > 0) {
    waiting.sort((a, b) => a.at.getTime() - b.at.getTime());
    const [{ story, at }] = waiting.splice(0, 1) as [(typeof waiting)[number]];
    clock.set(new Date(Math.max(at.getTime(), clock.now().getTime())));
    await goOn(story);
    await afterEach();
  }
}
