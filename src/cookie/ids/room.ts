/** How much chance there can be in ids, seen from outside. */
export interface Room {
  /** Places in which ids differ from each other. */
  readonly places: number
  /** The most characters that a place can choose from. It is an estimate where not all of them have turned up. */
  readonly letters: number
  /** Bits of chance at most. */
  readonly bits: number
}

/**
 * 64 bits are asked for; 62 lies between what 60 and what 64 are taken for. Letters that do not exist do not turn up, so 60 bits
 * are taken for 60.1 at most. And few are missing: two starts show 80 ids. Of 880 draws from 64 letters (11 in an id, 66 bits) one
 * is missing in 1 of 16,000 samples, which takes 11 * log2(64 / 63) = 0.25 bits; of 1280 draws from 16 letters none is. A
 * place with two letters shows a single one in 40 ids once in 5 * 10 ** 11 times, which takes 1 bit. A place with few letters beside
 * others with many, as the last of 8 bytes in base64, with 13 of its 16 letters takes 0.3 bits. The widest miss is that of
 * many letters: of 640 draws from 256 (8 in an id) about 235 turn up, give or take 4, which is 0.25 bits.
 */
export const ROOM_ENOUGH = 62

/** As many letters as there are in Unicode, roughly. */
const MOST_LETTERS = 2 ** 20

/** What stood in one place, an entry for each id that reaches so far. */
type Place = readonly string[]

const seenIn = (place: Place): number => new Set(place).size

/**
 * The room that ids leave. Of a few ids not every character has turned up everywhere.
 * @param starts the ids of each start. What differs from start to start only, all visitors of one see: it is no place.
 */
export function roomIn(...starts: readonly (readonly string[])[]): Room {
  const drawn = starts.map((ids) => [...new Set(ids)].map((id) => Array.from(id)))
  const longest = Math.max(0, ...drawn.flat().map((letters) => letters.length))
  const places = Array.from({ length: longest }, (_, at) => drawn.map((ids) => ids.flatMap((id) => id[at] ?? [])))
    .filter((place) => place.every((ofStart) => seenIn(ofStart) > 1))
    .map((place) => place.flat())
  const choices = choicesOf(places)
  return {
    places: places.length,
    letters: Math.round(Math.max(0, ...choices)),
    bits: choices.reduce((bits, choice) => bits + Math.log2(choice), 0),
  }
}

/** From how many letters each place chooses. Places that show far fewer than the others are looked at by themselves. */
function choicesOf(places: readonly Place[]): readonly number[] {
  const letters = lettersBehind(places.flat())
  const isPoor = (place: Place) => seenIn(place) < fewestOf(letters, place.length)
  const poor = places.filter(isPoor)
  const choices = places
    .filter((place) => !isPoor(place))
    .map((place) => (isUneven(place, letters) ? evened(place) : letters))
  // Where all are poor, each has letters of its own.
  const rest = poor.length < places.length ? choicesOf(poor) : poor.map(lettersBehind)
  return [...choices, ...rest]
}

/** How many different ones turn up on average, if so many are drawn evenly from so many letters. */
const expected = (letters: number, draws: number): number => letters * (1 - (1 - 1 / letters) ** draws)

/** From how many letters some were drawn, if evenly: from that many as many different ones turn up on average. */
function lettersBehind(drawn: Place): number {
  const seen = seenIn(drawn)
  let [low, high] = [seen, MOST_LETTERS]
  while (high - low > 0.01) {
    const middle = (low + high) / 2
    if (expected(middle, drawn.length) < seen) low = middle
    else high = middle
  }
  return low
}

/** So few different ones do not turn up by chance: four standard deviations less than the average. */
function fewestOf(letters: number, draws: number): number {
  const absent = letters * (1 - 1 / letters) ** draws
  const bothAbsent = letters * (letters - 1) * (1 - 2 / letters) ** draws
  return letters - absent - 4 * Math.sqrt(Math.max(0, bothAbsent + absent - absent ** 2)) - 0.5
}

/** Whether one character stands in a place more often than it does by chance. */
function isUneven(place: Place, letters: number): boolean {
  const often = Math.max(...countsOf(place))
  const usual = place.length / letters
  return often > usual + 6 * Math.sqrt(usual) + 2
}

/** As many letters as have the same chance in them if they are drawn evenly: Shannon entropy, corrected after Miller and Madow. */
function evened(place: Place): number {
  const counts = countsOf(place)
  const nats = counts.reduce((sum, count) => sum - (count / place.length) * Math.log(count / place.length), 0)
  return Math.exp(nats + (counts.length - 1) / (2 * place.length))
}

const countsOf = (place: Place): readonly number[] =>
  [...new Set(place)].map((letter) => place.filter((other) => other === letter).length)

/** How many things some bits can tell apart, in words. */
export function choicesIn(bits: number): string {
  const many = 2 ** bits
  const steps = Math.floor(Math.log10(many) / 3)
  const word = LARGE_NUMBERS[steps - 2]
  return word === undefined
    ? Math.round(many).toLocaleString('en-US')
    : `about ${Math.round(many / 1000 ** steps)} ${word}`
}

const LARGE_NUMBERS = ['million', 'billion', 'trillion', 'quadrillion', 'quintillion']
