import { displayWidth } from './displayWidth';
import { grouped } from './grouped';

/** How far long work is. */
export interface ProgressState {
  readonly done: number;
  readonly total: number;
  /** In milliseconds, since the work began. */
  readonly elapsed: number;
  /** What is being done. */
  readonly label: string;
}

/** Where progress is shown: a terminal. */
export interface ProgressTerminal {
  write(text: string): void;
  /** As many as it has at this moment. */
  columns(): number;
}

const widestBar = 24;
const narrowestBar = 8;
/** In milliseconds: more often nobody sees it. */
const pause = 100;

/**
 * One line that fits into `columns`: what does not is left out, the label first, then the bar, the rate, the time
 * that is left. It has no colours.
 */
export function progressLine({ done, total, elapsed, label }: ProgressState, columns: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const count = `${grouped(done)}/${grouped(total)} sentences`;
  // Nothing is known before the first are done.
  const rate = done > 0 && elapsed > 0 ? `${perSecond(done / (elapsed / 1000))}/s` : '';
  const left = done > 0 ? `${clock((elapsed / done) * (total - done))} left` : '';
  const parts = (...some: readonly string[]): string => some.filter((part) => part !== '').join('  ');
  const full = parts(percent, count, rate, left, label);
  const room = columns - displayWidth(full) - 2;
  if (room >= narrowestBar) return parts(bar(share, Math.min(widestBar, room)), full);
  const unlabelled = parts(percent, count, rate, left);
  const smaller = columns - displayWidth(unlabelled) - 2;
  if (smaller >= narrowestBar) return parts(bar(share, Math.min(widestBar, smaller)), unlabelled);
  const shorter = [unlabelled, parts(percent, count, left), parts(percent, count), percent];
  return shorter.find((line) => displayWidth(line) <= columns) ?? '';
}

function bar(share: number, width: number): string {
  const filled = Math.floor(share * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}

function perSecond(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : grouped(Math.round(rate));
}

/** Minutes and seconds, with hours where there are some. */
function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${rest}` : `${minutes}:${rest}`;
}

/** A line at the bottom of a terminal that is written over as the work goes on. */
export class ProgressBar {
  private done = 0;
  private readonly started: number;
  private drawn = -Infinity;
  private isShown = false;

  /**
   * @param terminal null if nobody looks: then nothing is ever written
   * @param now in milliseconds
   */
  constructor(
    private readonly terminal: ProgressTerminal | null,
    private readonly total: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.started = now();
  }

  /** Some more of the whole are done. */
  advance(count: number, label: string): void {
    this.done += count;
    const moment = this.now();
    const isLast = this.done >= this.total;
    if (this.terminal === null || (moment - this.drawn < pause && !isLast)) return;
    this.drawn = moment;
    const { done, total } = this;
    // One column less: a terminal that is written full goes to the next line.
    const line = progressLine(
      { done, total, elapsed: moment - this.started, label },
      this.terminal.columns() - 1,
    );
    this.terminal.write(`\r\u001b[2K${line}`);
    this.isShown = true;
  }

  /** Takes the line away, so that something else can be written in its place. */
  clear(): void {
    if (this.isShown) this.terminal?.write('\r\u001b[2K');
    this.isShown = false;
  }
}
