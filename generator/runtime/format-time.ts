const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const DURATION =
  /^P(?:\d+W|(?!$)(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/;
const MINUTES_OF_DAY = 24 * 60;

/** Whether `text` is a `date`: `full-date` of RFC 3339 §5.6 (Validation §7.3.1). */
export function fitsDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  return Number(day) >= 1 && Number(day) <= lastDayOf(Number(year), Number(month));
}

/** Whether `text` is a `time`: `full-time` of RFC 3339 §5.6, a leap second only where it is 23:59 UTC. */
export function fitsTime(text: string): boolean {
  const time = timeOf(text);
  return time !== undefined && (!time.isLeap || time.minute === MINUTES_OF_DAY - 1 || time.minute === -1);
}

/**
 * Whether `text` is a `date-time` of RFC 3339 §5.6.
 *
 * A leap second fits at the end of any month in UTC (§5.7): in which months there will be one is not known beforehand.
 */
export function fitsDateTime(text: string): boolean {
  const date = text.slice(0, 10);
  const time = timeOf(text.slice(11));
  if (time === undefined || !/^[Tt]$/.test(text.charAt(10)) || !fitsDate(date)) return false;
  if (!time.isLeap) return true;
  // Where the offset has taken local time to the next day, that is the first of a month.
  const day = Number(date.slice(8));
  if (time.minute === -1) return day === 1;
  const lastDay = lastDayOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
  return time.minute === MINUTES_OF_DAY - 1 && day === lastDay;
}

/** Whether `text` is a `duration` of RFC 3339 appendix A. */
export function fitsDuration(text: string): boolean {
  return DURATION.test(text);
}

/** The number of days of a month, counted from 1; 0 where there is no such month. */
function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** What of a time of day matters for leap seconds. */
interface TimeOfDay {
  readonly isLeap: boolean;
  /** The minute of the day in UTC, counted from the midnight that the local day begins with. */
  readonly minute: number;
}

function timeOf(text: string): TimeOfDay | undefined {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const [, hour, minute, second, sign, offsetHour = 0, offsetMinute = 0] = found;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === "-" ? -1 : 1);
  return { isLeap: second === "60", minute: Number(hour) * 60 + Number(minute) - offset };
}
