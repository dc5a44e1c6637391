/** One attribute of a Set-Cookie line. The value of a flag is true. */
export interface Attribute {
  /** As Express spells it where it is known, otherwise as it was pasted. */
  readonly name: string
  readonly value: string | true
}

/** The attributes that browsers know, in the spelling of the package `cookie`, which writes them for Express. */
const KNOWN = [
  'Domain',
  'Path',
  'Expires',
  'Max-Age',
  'HttpOnly',
  'Secure',
  'SameSite',
  'Partitioned',
  'Priority',
] as const
const SPELLING: ReadonlyMap<string, string> = new Map(KNOWN.map((name) => [name.toLowerCase(), name]))

/** An attribute that browsers know (RFC 6265bis section 5.6; CHIPS for Partitioned; Priority is Chrome's). */
export type AttributeName = (typeof KNOWN)[number]

/** Their value, if they have one, counts for nothing (RFC 6265bis sections 5.6.5, 5.6.6; CHIPS for Partitioned). */
const FLAGS: ReadonlySet<string> = new Set(['HttpOnly', 'Secure', 'Partitioned'])

/** RFC 6265bis section 5.6: a longer attribute value is ignored. In bytes. */
const LONGEST_VALUE = 1024

/**
 * Reads the part of a Set-Cookie line behind `name=value` (RFC 6265bis section 5.6, the second list of steps).
 * @param segments what stands between the semicolons
 */
export function readAttributes(segments: Iterable<string>): readonly Attribute[] {
  let attributes: Attribute[] = []
  for (const segment of segments) {
    const [name, value] = splitAtEquals(segment)
    if (name === '' && value === null) continue
    const spelled = SPELLING.get(name.toLowerCase()) ?? name
    const isKnown = SPELLING.has(name.toLowerCase())
    attributes.push({ name: spelled, value: FLAGS.has(spelled) ? true : (value ?? (isKnown ? '' : true)) })
    if (attributes.length > 2 * MOST_ATTRIBUTES) attributes = onlyWhatCounts(attributes)
  }
  return attributes
}

/** No line has as many: beyond that only those that count are kept, and of those that browsers do not know the first ones. */
const MOST_ATTRIBUTES = 1000

function onlyWhatCounts(attributes: readonly Attribute[]): Attribute[] {
  const last = new Map(attributes.map((attribute) => [attribute.name, attribute]))
  const lastInForce = new Map(attributes.filter(isInForce).map((attribute) => [attribute.name, attribute]))
  const kept = new Set([...[...last.values()].slice(0, MOST_ATTRIBUTES), ...KNOWN.map((name) => last.get(name))])
  const inForce = new Set(KNOWN.map((name) => lastInForce.get(name)))
  return attributes.filter((attribute) => kept.has(attribute) || inForce.has(attribute))
}

/** Whether a segment is an attribute that browsers know. A flag counts with or without a value, anything else with one. */
export function isKnownAttribute(segment: string): boolean {
  const [name, value] = splitAtEquals(segment)
  const spelled = SPELLING.get(name.toLowerCase())
  return spelled !== undefined && (value !== null || FLAGS.has(spelled))
}

/** Whether a word is the name of an attribute that browsers know: no cookie should be called so. */
export const isAttributeName = (name: string): boolean => SPELLING.has(name.toLowerCase())

/** The attributes by name, as `inspect --json` prints them. The last one of a name counts (RFC 6265bis section 5.7). */
export function attributesByName(attributes: readonly Attribute[]): Readonly<Record<string, string | true>> {
  return Object.fromEntries(attributes.map(({ name, value }) => [name, value]))
}

/** The value that a browser acts on: the last one that is not too long; undefined without one. */
export function effective(attributes: readonly Attribute[], name: string): string | true | undefined {
  return attributes.findLast((attribute) => attribute.name === name && isInForce(attribute))?.value
}

const isInForce = ({ value }: Attribute): boolean => value === true || Buffer.byteLength(value) <= LONGEST_VALUE

function splitAtEquals(segment: string): readonly [name: string, value: string | null] {
  const equals = segment.indexOf('=')
  return equals === -1 ? [segment.trim(), null] : [segment.slice(0, equals).trim(), segment.slice(equals + 1).trim()]
}
