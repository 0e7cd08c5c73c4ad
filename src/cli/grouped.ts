/** A whole number as people read it, with commas between thousands. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}
