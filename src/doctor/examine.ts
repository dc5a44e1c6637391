import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Host } from './app-process.ts'
import { contactName, type Contact } from './contacts.ts'
import { copyFolder, type FolderCopy } from './copy.ts'
import { accountsIn, accountsInVariables, fieldsIn, type Account } from './credentials.ts'
import type { Examination, Examined, Tried } from './examination.ts'
import type { Observation } from '../observe/observation.ts'
import { readSources } from './source-files.ts'
import { keepIn } from './surroundings.ts'
import { wantedIn } from './variables.ts'
import { attempt, type Trial } from './trial.ts'
import type { Subject } from './used-app.ts'

/**
 * Uses an app as several browsers would, and says what is wrong with its sessions. It runs in a copy of its folder and asks nobody outside.
 * Where it turns out that it keeps data somewhere, nothing of what was done until then has left its process: it starts over, and is only
 * read unless more was allowed.
 * @param heard is told of each scenario as soon as it is over
 * @param stop ends everything at once
 * @param observed hears all that was observed, with the values of cookies and sessions: for tests
 * @throws the error of the system if the folder cannot be copied
 */
export async function examine(
  asked: Examination,
  host: Host,
  heard: (tried: Tried) => void,
  stop: AbortSignal,
  observed?: (whole: Observation) => void,
): Promise<Examined> {
  const copied = copyFolder(asked.folder)
  const end = () => copied.close()
  stop.addEventListener('abort', end)
  try {
    const sources = await readSources(copied.folder, asked.file)
    const { secrets, readsFile } = wantedIn(sources)
    const known = readsFile || asked.command ? variablesInFiles(copied.folder) : new Set<string>()
    const missing = secrets.filter((name) => !host.variables[name] && !known.has(name))
    const hasFile = existsSync(path.join(copied.folder, '.env'))
    // What it reads from a file by itself must come from there, or nobody sees whether it reads it in time.
    const [lent, written] = readsFile ? [[], hasFile ? [] : missing] : [missing, []]
    const copy =
      written.length > 0 ? withFile(copied, '.env', written.map((name) => `${name}=${LENT}\n`).join('')) : copied
    const trial = (keeps: readonly Contact[]): Trial => {
      const allowed = keeps.length === 0 ? 'nothing' : asked.online ? 'all' : 'loopback'
      const around = keepIn(copy, host.dist, { allowed })
      return {
        asked,
        host,
        copy,
        around,
        stop,
        heard,
        ...(observed ? { observed } : {}),
        keeps,
        accounts: [...accountsIn(sources), ...exampleIn(copy)],
        fields: fieldsIn(sources),
        subject: (isServed) =>
          subjectIn(copy, asked, host, around.flags, isServed, {
            PORT: '3000',
            ...Object.fromEntries(lent.map((name) => [name, LENT])),
            ...around.variables,
          }),
      }
    }
    let outcome = await attempt(trial([]))
    const keeps = 'keeps' in outcome ? outcome.keeps : []
    if ('keeps' in outcome) {
      copy.renew()
      outcome = await attempt(trial(outcome.keeps))
    }
    if ('keeps' in outcome) throw new Error('an app that may do all was kept from something')
    const remarks = [
      ...(asked.writes
        ? keeps.map(
            (one) => `It was let ${one.kind === 'program' ? 'start' : 'write to'} ${contactName(one)} (--writes).`,
          )
        : []),
      ...(lent.length > 0
        ? [`${several(lent)} ${lent.length === 1 ? 'is' : 'are'} not set here: a random value was lent.`]
        : []),
      ...(written.length > 0 ? [`There is no .env here: the app got one with a random ${several(written)}.`] : []),
      ...copy.linked.map((name) => `${name} is large: the app got a link to it, not a copy.`),
    ]
    return { ...outcome, remarks }
  } finally {
    stop.removeEventListener('abort', end)
    end()
  }
}

function subjectIn(
  copy: FolderCopy,
  { file, given, command }: Examination,
  { dist }: Host,
  flags: readonly string[],
  isServed: boolean,
  variables: Readonly<Record<string, string>>,
): Subject {
  return {
    file: path.join(copy.folder, file ?? ''),
    given,
    flags: [...flags, ...(isServed ? [path.join(dist, 'src/doctor/preload/serve.js')] : [])],
    folder: copy.folder,
    scratch: copy.root,
    renew: () => copy.renew(),
    ...(command ? { command } : {}),
    variables: { ...variables, ...(command ? quietNpm(copy.root) : {}) },
  }
}

/** The first of some names, and how many more there are. */
const several = (names: readonly string[]): string =>
  names.length > MOST_NAMES
    ? `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`
    : names.join(', ')

const MOST_NAMES = 3

/** The names in files as `.env` and `.env.dev`, no matter who reads them: what was lent would stand above. */
function variablesInFiles(folder: string): ReadonlySet<string> {
  const files = readdirSync(folder).filter(
    (name) => /^\.env(\.|$)/.test(name) && !/example|sample|template/i.test(name),
  )
  return new Set(
    files.flatMap((name) =>
      [...readFileSync(path.join(folder, name), 'utf8').matchAll(/^\s*(?:export\s+)?(\w+)\s*=\s*\S/gm)].map(
        ([, key = '']) => key,
      ),
    ),
  )
}

/** A secret that is long and random enough, and the same at each start. */
const LENT = 'zL3v-9xQf_27Rk0mWbT8uHs5YcJ1pEaG'
/** A copy with one more file in it. */
function withFile(copy: FolderCopy, name: string, text: string): FolderCopy {
  const write = () => writeFileSync(path.join(copy.folder, name), text)
  write()
  return {
    ...copy,
    renew() {
      copy.renew()
      write()
    },
  }
}

/** npm asks for news of itself, and writes what it did into its own folder: neither is the app's doing. @param folder that is removed at the end */
const quietNpm = (folder: string): Readonly<Record<string, string>> => ({
  npm_config_update_notifier: 'false',
  NO_UPDATE_NOTIFIER: '1',
  npm_config_cache: path.join(folder, 'npm'),
})

function exampleIn({ folder }: FolderCopy): readonly Account[] {
  return ['.env.example', '.env.sample', '.env'].flatMap((name) => {
    try {
      return accountsInVariables(readFileSync(path.join(folder, name), 'utf8'), name)
    } catch {
      return []
    }
  })
}
