import {
  ASYNC_STORE,
  ending,
  failing,
  FILES,
  FORGETFUL_STORE,
  lateStore,
  UNREAD_STORE,
  withOwnStore,
  withStore,
} from './edits.ts'

/** Wrong answers with a store that the learner wrote. */

const kept = failing('kept')
const allOfThem = failing('kept', 'out', 'lasting')
const out = failing('out')
const unanswered = ending('unanswered')

export const wrongStores = [
  kept(
    'wrote the sessions down when the process ends',
    /killed in the middle of its work/,
    ...withStore('known', lateStore("process.on('exit', save)"), FILES),
  ),
  kept(
    'wrote the sessions down once a minute',
    /^Only a timer writes to the disk/,
    ...withStore('known', lateStore('setInterval(save, 60_000)'), FILES),
  ),
  kept(
    'never read what was written',
    /nothing in your file reads from the disk/,
    ...withStore('new DiskStore()', UNREAD_STORE, FILES),
  ),
  kept(
    'wrote the sessions down when a signal comes',
    /no handler for exit or for a signal/,
    ...withStore('known', lateStore("for (const name of ['SIGINT', 'SIGTERM']) {\n  process.on(name, save)\n}"), FILES),
  ),
  allOfThem(
    'gave the text of the file',
    /^get of the store gave a text, a Buffer/,
    ...withOwnStore({
      get: "get(id, done) {\n    done(null, existsSync(fileOf(id)) ? readFileSync(fileOf(id), 'utf8') : null)\n  }",
    }),
  ),
  allOfThem(
    'stored the name only',
    /^get of the store gave an object with user, and without cookie/,
    ...withOwnStore({
      set: 'set(id, { user }, done) {\n    writeFileSync(fileOf(id), JSON.stringify({ user }))\n    done()\n  }',
    }),
  ),
  allOfThem(
    'based the store on something else',
    /not based on session\.Store\. .* createSession here/,
    ...withOwnStore({}, "extends (await import('node:events')).EventEmitter"),
  ),
  allOfThem(
    'made no folder',
    /^Her login was not saved.* ENOENT.* does not make a folder/,
    ...withOwnStore({
      set: 'set(id, value, done) {\n    writeFile(`a/${id}`, JSON.stringify(value), done)\n  }',
    }),
    ["import express from 'express'", "import { writeFile } from 'node:fs'\nimport express from 'express'"],
  ),
  out(
    'wrote a store whose destroy leaves the file',
    /had not deleted it on the disk/,
    ...withStore('new DiskStore()', FORGETFUL_STORE, FILES),
  ),
  out(
    'wrote a destroy that does nothing',
    /^The logout called .* deletes nothing\.$/,
    ...withOwnStore({ destroy: 'destroy(id, done) {\n    done()\n  }' }),
  ),
  out(
    'named destroy otherwise',
    /has no method destroy.* In line \d+ there is one called detroy\.$/,
    ...withOwnStore({ destroy: 'detroy(id, done) {\n    done()\n  }' }),
  ),
  out(
    'made an error of a session that is gone',
    /^get of the store failed.* 500\. Error: ENOENT.* without an error/,
    ...withOwnStore({ get: "get(id, done) {\n    done(null, JSON.parse(readFileSync(fileOf(id), 'utf8')))\n  }" }),
  ),
  unanswered(
    'wrote a store with promises',
    /set of your store does not call the function .* where the method is async/,
    ...withStore('new DiskStore()', ASYNC_STORE, FILES),
  ),
  unanswered(
    'did not say that there is no session',
    /asked get of the store .* when there is no such session/,
    ...withOwnStore({
      get: 'get(id, done) {\n    if (existsSync(fileOf(id))) done(null, JSON.parse(readFileSync(fileOf(id))))\n  }',
    }),
  ),
  unanswered(
    'called back only where something fails',
    /called set of the store, and still waits/,
    ...withOwnStore({
      set: 'set(id, value, done) {\n    try {\n      writeFileSync(fileOf(id), JSON.stringify(value))\n    } catch (error) {\n      done(error)\n    }\n  }',
    }),
  ),
  unanswered(
    'named set otherwise',
    /has no method set, .* one called write\.$/,
    ...withOwnStore({ set: 'write(id, value, done) {\n    done()\n  }' }),
  ),
]
