import { MOST_DEPTH } from '../protocol.ts'

const { stringify } = JSON
const { keys } = Object
const { isArray } = Array
const { isFinite } = Number

/**
 * Plain data as JSON. Nothing of the learner's takes part: no `toJSON` that was put into a prototype, and no function that was
 * replaced after this was loaded.
 * @throws RangeError if it is nested deeper than {@link MOST_DEPTH}
 */
export function plainJson(value: unknown, depth = 0): string {
  if (depth > MOST_DEPTH) throw new RangeError('Too deep.')
  if (typeof value === 'string') return stringify(value)
  if (typeof value === 'number') return isFinite(value) ? `${value}` : 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value !== 'object' || value === null) return 'null'
  let text = ''
  if (isArray(value)) {
    for (let i = 0; i < value.length; i += 1) text += (i === 0 ? '' : ',') + plainJson(value[i], depth + 1)
    return `[${text}]`
  }
  const names = keys(value)
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] ?? ''
    const part = (value as Readonly<Record<string, unknown>>)[name]
    if (part !== undefined) text += `${text === '' ? '' : ','}${stringify(name)}:${plainJson(part, depth + 1)}`
  }
  return `{${text}}`
}
