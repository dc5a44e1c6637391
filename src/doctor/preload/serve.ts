import { pathToFileURL } from 'node:url'

/** Runs an app that only exports itself, as those for functions of a cloud and for tests do: `node serve.js /folder/app.js`. */

// The app finds its words where they would be without this file.
process.argv.splice(1, 1)
const [, file = ''] = process.argv

// Awaited within a function: one await at the top of a file would have rolldown build every file of the program in two.
async function serve(): Promise<void> {
  const exported = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>
  const inDefault = (exported['default'] ?? {}) as Readonly<Record<string, unknown>>
  const apps = [exported['default'], exported['app'], inDefault['app'], exported['server'], inDefault['server']]
  const app = apps.find((one) => typeof (one as { listen?: unknown } | undefined)?.listen === 'function')
  ;(app as { listen(port: number): void } | undefined)?.listen(0)
}

void serve()
