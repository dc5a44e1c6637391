import type { Environment } from '../environment.ts'

type Paint = (text: string) => string

/** How things look on this terminal. Colours are the identity where there are none; glyphs are ASCII where they must be. */
export interface Style {
  /** What the eye should find. */
  readonly accent: Paint
  readonly dim: Paint
  /** Always together with a sign and a word. */
  readonly good: Paint
  readonly bad: Paint
  readonly bold: Paint
  /** Source code only. */
  readonly keyword: Paint
  readonly string: Paint
  /** One session is told from another by these, one after the other, beside its letter. */
  readonly sessions: readonly Paint[]
  readonly glyphs: Glyphs
  /** What stands before the words of a command that a person is to type here. */
  readonly program: string
  readonly columns: number
  readonly rows: number
}

/** Signs, each with an ASCII twin. */
export interface Glyphs {
  readonly right: string
  readonly wrong: string
  readonly pointer: string
  readonly arrow: string
  readonly bullet: string
  /** The two parts of a progress bar: what is behind, and what is ahead. */
  readonly done: string
  readonly ahead: string
}

const UNICODE: Glyphs = { right: '✔', wrong: '✗', pointer: '❯', arrow: '→', bullet: '•', done: '█', ahead: '░' }
const ASCII: Glyphs = { right: '+', wrong: 'x', pointer: '>', arrow: '->', bullet: '-', done: '#', ahead: '.' }

const plain: Paint = (text) => text

/** The style for an environment. Chalk is loaded only where there is a colour to paint. */
export async function createStyle(environment: Environment): Promise<Style> {
  const { columns, rows } = environment.size()
  const { program, unicode } = environment
  const shape = { glyphs: unicode ? UNICODE : ASCII, program, columns, rows }
  if (environment.colour === 0) {
    const unpainted = { accent: plain, dim: plain, good: plain, bad: plain, bold: plain, keyword: plain, string: plain }
    return { ...shape, ...unpainted, sessions: [plain] }
  }
  const { Chalk } = await import('chalk')
  const chalk = new Chalk({ level: environment.colour })
  return {
    ...shape,
    accent: chalk.cyan,
    dim: chalk.dim,
    good: chalk.green,
    bad: chalk.red,
    bold: chalk.bold,
    keyword: chalk.magenta,
    string: chalk.yellow,
    sessions: [chalk.yellow, chalk.magenta, chalk.blueBright],
  }
}
