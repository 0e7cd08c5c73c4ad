import { looksLikeMarks } from './blocks';
import { jointsOf, type Joint } from './linePrefix';
import { marksOf } from './marks';

/** As much of a line as tells what it begins with. */
const lookahead = 80;

/**
 * A translation with the line breaks of the sentence that it is of, the marks of each line included.
 *
 * Each break is put at that space between two words which is nearest in proportion: one that stood behind a third of
 * the sentence's characters stands behind a third of the translation's. It is never put inside code, an address or a
 * tag, nor before words that would be a list item, a heading or the like at the beginning of a line. Where there are
 * more breaks than spaces, the last ones are left out: an empty line would end the paragraph.
 */
export function withLineBreaks(original: string, translation: string): string {
  const oneLine = translation.replace(/[\r\n]+/g, ' ').trim();
  const joints = jointsOf(original);
  if (joints.length === 0) return oneLine;
  const spaces = spacesOf(oneLine);
  const places = placesFor(joints, original.length, spaces, oneLine.length);
  let result = '';
  let end = 0;
  for (const [index, place] of places.entries()) {
    const joint = joints[index];
    if (joint === undefined) break;
    result += oneLine.slice(end, place.start) + original.slice(joint.start, joint.end);
    end = place.end;
  }
  return result + oneLine.slice(end);
}

/** Where breaks may be put: plain spaces; one that keeps words together (U+00A0) is none. */
function spacesOf(text: string): Joint[] {
  const { opaque } = marksOf(text);
  const spaces: Joint[] = [];
  let next = 0;
  for (const { index, 0: run } of text.matchAll(/ +/g)) {
    const end = index + run.length;
    while ((opaque[next]?.end ?? Infinity) <= index) next++;
    const isWithin = (opaque[next]?.start ?? Infinity) < index;
    if (!isWithin && !looksLikeMarks(text.slice(end, end + lookahead))) spaces.push({ start: index, end });
  }
  return spaces;
}

/** One space for each joint as long as there are any, in order, each the nearest to where it belongs. */
function placesFor(
  joints: readonly Joint[],
  length: number,
  spaces: readonly Joint[],
  total: number,
): Joint[] {
  // The marks of lines are not written words: what counts is how much stands before them.
  const marks = joints.reduce((sum, { start, end }) => sum + end - start - 1, 0);
  const words = length - marks;
  const places: Joint[] = [];
  let before = 0;
  let from = 0;
  for (const [index, { start, end }] of joints.entries()) {
    const wish = ((start - before) / words) * total;
    before += end - start - 1;
    // Later breaks need spaces, too.
    const last = Math.max(from, spaces.length - (joints.length - index));
    while (from < last && distance(spaces[from + 1], wish) < distance(spaces[from], wish)) from++;
    const place = spaces[from++];
    if (place === undefined) break;
    places.push(place);
  }
  return places;
}

function distance(space: Joint | undefined, wish: number): number {
  return space === undefined ? Infinity : Math.abs(space.start - wish);
}
