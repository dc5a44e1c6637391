/**
 * A body in one line, as a page shows it. The head of an HTML page is left out: what somebody reads there stands behind it.
 */
export function bodyInALine(body: string): string {
  const line = body.replaceAll(/\s+/g, ' ').trim()
  const content = line.indexOf('<body>')
  const type = line.slice(0, HTML.length)
  return type.toLowerCase() === HTML && content > HTML.length ? `${type} ... ${line.slice(content)}` : line
}

const HTML = '<!doctype html>'
