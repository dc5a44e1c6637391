import type { Frame, Run } from './frame.ts'

/** The grid: pixels a cell, and a font that fits it. */
const CELL = { width: 8.4, height: 18, font: 14 }
const PADDING = 16
const BAR = 34
/** How long a key is shown before it is pressed, in seconds. */
const KEY_SECONDS = 0.7

const INK = '#d7dce2'
// The first eight and their bright twins, on a dark ground.
const PALETTE = ['#6b7480', '#ff7b72', '#7ee787', '#f2cc60', '#79c0ff', '#d2a8ff', '#56d4dd', INK]

/**
 * Draws frames as one moving picture: an SVG that plays by itself wherever an image can stand.
 * @param still the index of the frame for those who want no motion
 */
export function drawRecording(
  frames: readonly Frame[],
  { title, description, still }: { readonly title: string; readonly description: string; readonly still: number },
): string {
  const rows = Math.max(...frames.map(({ lines }) => lines.length))
  const columns = 80
  const size = { width: round(columns * CELL.width + 2 * PADDING), height: BAR + rows * CELL.height + PADDING }
  const strip = rows * CELL.height
  const duration = frames.reduce((sum, { seconds }) => sum + seconds, 0)
  const keys = ['', ...new Set(frames.flatMap(({ key }) => key ?? []))]

  const screens: [number, number][] = []
  const presses: [number, number][] = []
  let now = 0
  for (const [i, { seconds, key }] of frames.entries()) {
    screens.push([now, i * strip])
    presses.push([now, 0])
    if (key) presses.push([now + Math.max(0, seconds - KEY_SECONDS), keys.indexOf(key) * BAR])
    now += seconds
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-labelledby="title description">
<title id="title">${escape(title)}</title>
<desc id="description">${escape(description)}</desc>
<style>
text { font: ${CELL.font}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace; fill: ${INK}; white-space: pre }
${PALETTE.map((colour, i) => `.c${i} { fill: ${colour} }`).join('\n')}
.b { font-weight: 700 }
.d { fill-opacity: .6 }
.key { font-size: 12px; text-anchor: middle }
#screens { animation: screens ${round(duration)}s steps(1, end) infinite }
#keys { animation: keys ${round(duration)}s steps(1, end) infinite }
@media (prefers-reduced-motion: reduce) {
#screens { animation: none; transform: translateY(${-still * strip}px) }
#keys { animation: none }
}
@keyframes screens {
${keyframes(screens, duration)}
}
@keyframes keys {
${keyframes(presses, duration)}
}
</style>
<rect width="${size.width}" height="${size.height}" rx="9" fill="#0f1419"/>
<circle cx="20" cy="17" r="5.5" fill="#ff5f57"/><circle cx="39" cy="17" r="5.5" fill="#febc2e"/><circle cx="58" cy="17" r="5.5" fill="#28c840"/>
<svg x="${size.width - 96}" width="80" height="${BAR}">
<g id="keys">
${keys.map((key, i) => drawKey(key, i * BAR)).join('\n')}
</g>
</svg>
<svg x="${PADDING}" y="${BAR}" width="${round(columns * CELL.width)}" height="${strip}">
<g id="screens">
${frames.map((frame, i) => drawFrame(frame, i * strip)).join('\n')}
</g>
</svg>
</svg>
`
}

/** The text of each frame of such a picture, as the terminal showed it. */
export function readRecording(svg: string): string[] {
  return svg
    .split('<g class="frame"')
    .slice(1)
    .map((frame) => {
      const lines: string[] = []
      for (const [, x, y, text] of frame.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<\/text>/g)) {
        const line = Math.floor(Number(y) / CELL.height)
        const column = Math.round(Number(x) / CELL.width)
        lines[line] = (lines[line] ?? '').padEnd(column) + unescape(text ?? '')
      }
      return Array.from(lines, (line) => line ?? '').join('\n')
    })
}

/** Where each strip stands at which moment, as CSS. */
function keyframes(moments: readonly (readonly [number, number])[], duration: number): string {
  const rules = moments.map(
    ([second, offset]) => `${round((100 * second) / duration, 3)}% { transform: translateY(${-offset}px) }`,
  )
  const last = moments.at(-1)?.[1] ?? 0
  return [...rules, `100% { transform: translateY(${-last}px) }`].join('\n')
}

function drawKey(key: string, top: number): string {
  if (key === '') return ''
  return `<rect x="12" y="${top + 7}" width="56" height="20" rx="5" fill="#222a33" stroke="#3d4853"/><text class="key" x="40" y="${top + 21}">${escape(key)}</text>`
}

function drawFrame({ lines, cursor }: Frame, top: number): string {
  const texts = lines.flatMap((runs, line) => runs.map((run) => drawRun(run, line)))
  const block = `<rect x="${round(cursor.column * CELL.width)}" y="${cursor.line * CELL.height + 2}" width="${CELL.width}" height="${CELL.height - 2}" fill="${INK}" fill-opacity=".45"/>`
  return `<g class="frame" transform="translate(0 ${top})">${block}\n${texts.join('\n')}\n</g>`
}

// The length keeps every run on the grid, whichever font there is.
function drawRun({ column, text, colour, bold, dim }: Run, line: number): string {
  const looks = [colour === undefined ? '' : `c${colour % 8}`, bold ? 'b' : '', dim ? 'd' : '']
    .filter(Boolean)
    .join(' ')
  const place = `x="${round(column * CELL.width)}" y="${line * CELL.height + CELL.font}"`
  const length = `textLength="${round(text.length * CELL.width)}" lengthAdjust="spacingAndGlyphs"`
  return `<text ${place} ${length}${looks && ` class="${looks}"`}>${escape(text)}</text>`
}

const round = (value: number, digits = 1): number => Number(value.toFixed(digits))

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const unescape = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
