import { Writable } from 'node:stream'
import { findLesson } from '../../dist/src/course/find.js'
import { holds } from '../../dist/src/lesson/player.js'
import { runOf } from '../../dist/src/lesson/replay.js'
import { main, processEnvironment } from '../../dist/src/main.js'

/**
 * Plays a lesson and each of its experiments on the packages of a folder, looks whether it was those versions that ran, and prints
 * what came of it as JSON. Everything goes through the command line; what a sentence claims is looked at in the events it prints.
 */

const [slug, folder, versions] = process.argv.slice(2)
const environment = processEnvironment()
const { lesson } = await findLesson(slug)

const plain = await play([])
const claims = plain.events.filter(({ event }) => event === 'claim')
const verdicts = plain.events.filter(({ event }) => event === 'verdict')
const played = plain.events[0]?.versions ?? {}
const wrong = [
  ...Object.entries(JSON.parse(versions)).flatMap(([name, version]) =>
    played[name] === version ? [] : [`played on ${name} ${played[name]}, not ${version}`],
  ),
  ...claims.filter((claim) => !claim.holds).map(({ text }) => `claim: ${text}`),
  ...verdicts.filter(({ answer }) => answer === null).map(({ because }) => `answer: ${because}`),
  ...(plain.code === 0 ? [] : [`exit code ${plain.code}: ${plain.stderr}`]),
]
let isTrue = 0
const has = (since) => since.localeCompare(played['express-session'], 'en', { numeric: true }) <= 0
const experiments = lesson.experiments.filter(({ since }) => !since || has(since))
for (const experiment of experiments) {
  const flags = Object.entries(experiment.change).flatMap(([name, value]) => [
    '--set',
    `${name}=${JSON.stringify(value)}`,
  ])
  const { code, stderr, events } = await play(flags)
  // It is about the change, so it must be false without it.
  const holdsNow = events.length > 0 && holds(experiment.holds, runOf(events))
  const heldBefore = holds(experiment.holds, runOf(plain.events))
  if (holdsNow && !heldBefore) isTrue += 1
  else
    wrong.push(
      `experiment ${flags.slice(1).join(' ')}: ${experiment.text}${heldBefore ? ' (also without the change)' : ''} ${becauseOf(code, stderr, events)}`,
    )
}
const held = claims.filter((claim) => claim.holds).length
process.stdout.write(
  JSON.stringify({
    claims: claims.length,
    held,
    experiments: experiments.length,
    true: isTrue,
    wrong: wrong.map((sentence) => `${slug}: ${sentence}`),
  }),
)

/** What else is known of a play in which an experiment was not true: how it ended, and what got no answer. */
function becauseOf(code, stderr, events) {
  const failures = events.flatMap(({ event, message, failure, label }) =>
    event === 'failure' ? [message] : failure ? [`${label}: ${failure.message}`] : [],
  )
  return `[exit code ${code}, ${events.length} events${failures.map((text) => `, ${text}`).join('')}] ${stderr.trim()}`.trim()
}

async function play(flags) {
  let [stdout, stderr] = ['', '']
  const collect = (add) =>
    new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        add(chunk.toString())
        done()
      },
    })
  const code = await main(['lesson', slug, '--with', folder, '--json', '--no-save', ...flags], {
    ...environment,
    stdout: collect((text) => (stdout += text)),
    stderr: collect((text) => (stderr += text)),
    release() {},
  })
  const events = stdout
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text))
  return { code, stderr, events: events.filter(({ event }) => event !== 'diff') }
}
