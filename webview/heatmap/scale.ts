/** Red, green and blue, 0..255. */
export type Rgb = readonly [number, number, number];

/** Lightness and the two colour axes of OKLab, in which equal differences look equal. */
type Lab = readonly [number, number, number];

/** The colour of a weight 0, of one in the middle, and of 1. */
export interface ScaleEnds {
  readonly low: Rgb;
  readonly middle: Rgb;
  readonly high: Rgb;
}

/** A shade for each weight, and what can be read on it. */
export interface Scale {
  readonly shade: (weight: number) => string;
  /** What can be read on the shade of this weight. */
  readonly ink: (weight: number) => string;
}

const levels = 512;

/**
 * The scale of weights, fixed at 0..1. Lightness goes in a straight line from `low` to `high`, so that twice the
 * weight is twice the difference from nothing; `middle` only lends its hue.
 */
export function makeScale(ends: ScaleEnds, inks: readonly [Rgb, Rgb]): Scale {
  const [low, middle, high] = [toLab(ends.low), toLab(ends.middle), toLab(ends.high)];
  const shades: string[] = [];
  const readable: string[] = [];
  for (let level = 0; level < levels; level++) {
    const at = level / (levels - 1);
    const rgb = fromLab([
      mix(low[0], high[0], at),
      bend(low[1], middle[1], high[1], at),
      bend(low[2], middle[2], high[2], at),
    ]);
    shades.push(css(rgb));
    readable.push(css(readableInk(rgb, inks)));
  }
  const level = (weight: number) => Math.round(Math.min(1, Math.max(0, weight)) * (levels - 1));
  return {
    shade: (weight) => shades[level(weight)] ?? '',
    ink: (weight) => readable[level(weight)] ?? '',
  };
}

export function css([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/** The contrast ratio of WCAG 2, 1..21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [bright, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

/** What WCAG 2 asks of small text. */
const enough = 4.5;

/**
 * The theme's ink or its paper, whichever stands out more from the shade, and if that is not enough (halfway up the
 * scale) moved towards white or black until it is.
 */
function readableInk(shade: Rgb, inks: readonly [Rgb, Rgb]): Rgb {
  const better = contrast(inks[0], shade) >= contrast(inks[1], shade) ? inks : ([inks[1], inks[0]] as const);
  for (const ink of better) {
    const end = luminance(ink) > luminance(shade) ? 255 : 0;
    for (let part = 0; part <= 1; part += 0.1) {
      const moved = ink.map((channel) => Math.round(mix(channel, end, part))) as unknown as Rgb;
      if (contrast(moved, shade) >= enough) return moved;
    }
  }
  return better[0];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function mix(from: number, to: number, at: number): number {
  return from + (to - from) * at;
}

/** From `from` over `over` (at the middle) to `to`. */
function bend(from: number, over: number, to: number, at: number): number {
  return at < 0.5 ? mix(from, over, at * 2) : mix(over, to, at * 2 - 1);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function encoded(value: number): number {
  const bounded = Math.min(1, Math.max(0, value));
  const channel = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055;
  return Math.round(channel * 255);
}

/** Björn Ottosson, A perceptual color space for image processing (2020). */
function toLab(rgb: Rgb): Lab {
  const [red, green, blue] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}

function fromLab([lightness, a, b]: Lab): Rgb {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}
