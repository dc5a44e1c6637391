import distance from 'leven'
import { catalogue } from './catalogue.ts'
import type { Cause } from './cause.ts'
import { howOften } from './words/how-often.ts'
import { kindWords } from './words/kinds.ts'
import { meantBy, stemsOf } from './words/stems.ts'

/** A cause that somebody's words may be about. */
export interface Likely {
  readonly cause: Cause
  /** How much speaks for it: more than 0. Only worth comparing with the others of one answer. */
  readonly score: number
}

/** How many causes are worth a look. */
const MOST = 8

/** How much a sentence counts by where it stands. */
const WEIGHTS = { words: 1, title: 0.7, howToTell: 0.7, kind: 0.5 }

/** How much single words count that a cause is described with, beside the sentence that fits best. */
const LOOSE = 0.15

/** How much more a sentence counts if nothing else was said. */
const ALL_OF_IT = 1.5

/** How much the other lines of a paste count beside the one that says most. */
const OTHER_LINES = 0.2

/** What stands for "not", "no" and "never": it matters, but says little by itself. */
const NOT = 'not'
const LITTLE = 0.3

/** A sentence fits if at least this part of what is special in it was said. */
const ENOUGH = 0.5

/** Less will do where nothing fits better. */
const HALF = 0.3

/** What is less likely than this part of the likeliest is not told. */
const NEAR = 0.4

/** Less than this is no sign of anything: two common words fit many sentences. */
const LEAST = 1.2

/** The most that is read of a paste, in lines that differ. */
const MOST_LINES = 400

/**
 * From people's words to causes: a complaint, an error message, a line of a log or of a trace, a code, or a whole paste.
 * @returns the likeliest first; empty for what has nothing to do with sessions
 */
export function symptoms(text: string, causes: readonly Cause[] = catalogue): readonly Likely[] {
  const named = codesIn(text, causes)
  if (named.length > 0) return named.map((cause) => ({ cause, score: 100 }))
  const index = indexOf(causes)
  const lines = [...new Set(text.split(END_OF_SENTENCE))].slice(0, MOST_LINES).map((line) => known(line, index))
  const scored = scoresOf(lines, index, ENOUGH)
  // Where no sentence fits, half of one may: of people who are already talking about sessions.
  const all = scored.length > 0 || !isAboutSessions(text) ? scored : scoresOf(lines, index, HALF)
  const best = all[0]?.score ?? 0
  return all.filter(({ score }) => score >= best * NEAR).slice(0, MOST)
}

/** @param enough the part of a sentence that must have been said */
const scoresOf = (lines: readonly ReadonlySet<string>[], { described }: Index, enough: number): readonly Likely[] =>
  described
    .map((one) => ({
      cause: one.cause,
      score: together(lines.map((line) => scoreOf(one, line, enough))) * howOften(one.cause.code),
    }))
    .filter(({ score }) => score >= LEAST)
    .toSorted((a, b) => b.score - a.score)

const isAboutSessions = (text: string): boolean =>
  /session|cookie|log(ged)?[ -]?(in|out)|connect\.sid|express/i.test(text)

const END_OF_SENTENCE = /\n|(?<=[\p{L}\p{N})'"`][.!?;])\s/u

/** Causes that a text calls by their codes. A text that is nothing but a code may have a slip in it, if it is not what people say. */
function codesIn(text: string, causes: readonly Cause[]): readonly Cause[] {
  const words = new Set(text.toLowerCase().match(/[a-z0-9-]+/g))
  const named = causes.filter(({ code }) => words.has(code))
  const typed = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  const isSaid = causes.some(({ words: said }) => said.includes(text.trim().toLowerCase()))
  if (named.length > 0 || isSaid || !/^[a-z0-9-]{6,40}$/.test(typed)) return named
  return causes.filter(({ code }) => distance(code, typed) <= (typed.length < 10 ? 1 : 2)).slice(0, 1)
}

/** The line that says most, and a little of what the others say. */
function together(scores: readonly number[]): number {
  const best = Math.max(0, ...scores)
  return best + OTHER_LINES * (scores.reduce((sum, score) => sum + score, 0) - best)
}

/** A stem, and how special it is: the fewer causes have it, the more. */
type Stems = ReadonlyMap<string, number>

interface Described {
  readonly cause: Cause
  readonly sentences: readonly Sentence[]
  readonly all: Stems
}

/** Something that is said of a cause. */
interface Sentence {
  readonly stems: Stems
  readonly weight: number
}

interface Index {
  readonly described: readonly Described[]
  readonly all: Stems
}

const indexes = new WeakMap<readonly Cause[], Index>()

/** What is said of the causes: worked out once. */
function indexOf(causes: readonly Cause[]): Index {
  const before = indexes.get(causes)
  if (before) return before
  const counts = new Map<string, number>()
  for (const cause of causes) {
    for (const stem of new Set(textsOf(cause).flatMap(({ text }) => stemsOf(text)))) {
      counts.set(stem, (counts.get(stem) ?? 0) + 1)
    }
  }
  const specialIn = (stems: Iterable<string>): Stems =>
    new Map(
      [...stems].map((stem) => [stem, stem === NOT ? LITTLE : Math.log(1 + causes.length / (counts.get(stem) ?? 1))]),
    )
  const described = causes.map((cause): Described => {
    const sentences = textsOf(cause).map(({ text, weight }) => ({ stems: specialIn(stemsOf(text)), weight }))
    return { cause, sentences, all: specialIn(sentences.flatMap(({ stems }) => [...stems.keys()])) }
  })
  const index = { described, all: specialIn(counts.keys()) }
  indexes.set(causes, index)
  return index
}

const textsOf = ({ words, title, howToTell, symptoms: kinds }: Cause) => [
  ...words.map((text) => ({ text, weight: WEIGHTS.words })),
  { text: title, weight: WEIGHTS.title },
  { text: howToTell, weight: WEIGHTS.howToTell },
  ...kinds.flatMap((kind) => kindWords[kind].map((text) => ({ text, weight: WEIGHTS.kind }))),
]

/** The stems of a line that are said of causes: one with a slip counts as the one that was meant. */
const known = (line: string, { all }: Index): ReadonlySet<string> =>
  new Set(
    stemsOf(line).flatMap((stem) => {
      if (all.has(stem)) return [stem]
      if (stem.length < 5) return []
      const isNear = (one: string, other: string): boolean => distance(one, other) <= (one.length < 9 ? 1 : 2)
      const [near] = [...all.keys()].filter((other) => other.length > 4 && isNear(stem, other))
      const meant = near ?? meantBy(stem, isNear)
      return meant !== null && all.has(meant) ? [meant] : []
    }),
  )

/** What a line says for a cause: how well the sentence fits that fits best, and which other of its words are there. */
function scoreOf({ sentences, all }: Described, line: ReadonlySet<string>, enough: number): number {
  const best = Math.max(0, ...sentences.map((sentence) => fitOf(sentence, line, enough)))
  return best === 0 ? 0 : best + LOOSE * weigh(all, line)
}

/** One word of several is no sign of anything. */
function fitOf({ stems, weight }: Sentence, line: ReadonlySet<string>, enough: number): number {
  const meant = [...stems.keys()].filter((stem) => stem !== NOT)
  const count = meant.filter((stem) => line.has(stem)).length
  if (count === 0 || count < Math.min(2, meant.length)) return 0
  const said = weigh(stems, line)
  const part = said / weigh(stems)
  if (part < enough) return 0
  const fit = weight * said * part ** 2
  const isAll = count === meant.length && [...line].every((stem) => stems.has(stem))
  // What is said word for word is meant, however common its words are.
  if (isAll && line.size === stems.size) return Math.max(LEAST, fit * ALL_OF_IT)
  return isAll ? fit * ALL_OF_IT : fit
}

/** How special stems are together: all, or those in a line. */
const weigh = (stems: Stems, line?: ReadonlySet<string>): number =>
  [...stems].reduce((sum, [stem, special]) => (line && !line.has(stem) ? sum : sum + special), 0)
