/** What the pages of an app lead to. */

/** A form, as somebody could send it. */
export interface Form {
  /** As in `POST /login`. */
  readonly send: string
  readonly fields: readonly string[]
  /** How many passwords somebody types: one to log in, often two to choose one. */
  readonly passwords: number
  /** Whether it may bring files: then it is sent in another way. */
  readonly hasParts: boolean
  /** What is sent though nobody types it, by the names of the fields. */
  readonly hidden: Readonly<Record<string, string>>
}

/** The paths to which the links of a page lead on the same site. */
export function linksIn(html: string, page: URL): readonly string[] {
  const to = [...html.matchAll(/<a\b[^>]*?\bhref\s*=\s*["']?([^"'\s>#]+)/gi)].map(([, found = '']) => found)
  return pathsOf(to, page)
}

/** The forms of a page that lead to the same site. A form without `action` leads to its own page (HTML, "form submission"). */
export function formsIn(html: string, page: URL): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([^]*?)(?:<\/form>|$)/gi)].flatMap(([, attributes = '', inside = '']) => {
    const [path] = pathsOf([attribute(attributes, 'action') ?? page.pathname], page)
    const method = (attribute(attributes, 'method') ?? 'get').toUpperCase()
    if (path === undefined) return []
    const inputs = [...inside.matchAll(/<(?:input|textarea|select)\b([^>]*)>/gi)].flatMap(([, one = '']) => {
      const name = attribute(one, 'name')
      return name === null
        ? []
        : [{ name, type: attribute(one, 'type')?.toLowerCase(), value: attribute(one, 'value') }]
    })
    const hidden = inputs.flatMap(({ name, type, value }) =>
      type === 'hidden' && value ? [[name, value] as const] : [],
    )
    return [
      {
        send: `${method} ${path}`,
        fields: inputs.map(({ name }) => name),
        passwords: inputs.filter(({ type }) => type === 'password').length,
        hasParts: attribute(attributes, 'enctype')?.toLowerCase() === 'multipart/form-data',
        hidden: Object.fromEntries(hidden),
      },
    ]
  })
}

/** Whether the forms of a page are sent by the browser itself, and not by a script, which may send anything. */
export const sendsForms = (html: string): boolean => !/<script\b|\bonsubmit\b/i.test(html)

/** The scripts that stand in a page. */
export const scriptsIn = (html: string): readonly string[] =>
  [...html.matchAll(/<script\b[^>]*>([^]*?)<\/script>/gi)].map(([, text = '']) => text)

/** The paths to which a script may send JSON: all that it names, where it makes any. */
export const jsonPathsIn = (script: string): readonly string[] =>
  /JSON\.stringify|application\/json/.test(script)
    ? [...script.matchAll(/["'`](\/[\w./~-]*)/g)].map(([, found = '']) => found)
    : []

const attribute = (text: string, name: string): string | null =>
  new RegExp(String.raw`\b${name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))`, 'i')
    .exec(text)
    ?.slice(1)
    .find((found) => found !== undefined) ?? null

function pathsOf(found: readonly string[], page: URL): readonly string[] {
  const urls = found.filter((to) => URL.canParse(to, page.href)).map((to) => new URL(to, page.href))
  return [
    ...new Set(urls.filter(({ origin }) => origin === page.origin).map(({ pathname, search }) => pathname + search)),
  ]
}
