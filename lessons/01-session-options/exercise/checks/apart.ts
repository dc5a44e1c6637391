import { check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { asJson, countOf } from './count.ts'
import { isAnswered } from '../../../answers.ts'
import { isCountedOn, isSame, visits } from './evidence.ts'
import { countedIn, optionIn, sharedIn } from './places.ts'
import { first, other, second } from './scenes.ts'
import { mute, NAN, refused } from './shared.ts'
import { failing, stopped } from './stopped.ts'

/** The name under which the first browser's session holds its count, if that can be told. */
const nameIn = (run: Evidence['run']) => countOf(run.at(second))?.name

export const apart = check('apart', 'Another browser starts at 1.', {
  exchange: other,
  holds: (run) => visits(run.at(other)) === 1 && !isSame(run),
  mistakes: [
    refused(other),
    mistake(
      ({ run, code }) => isSame(run) && visits(run.at(other)) === 1 && (optionIn(code, 'genid') ?? true),
      ({ run }) =>
        `This browser was new, and its session got the id ${run.at(other).saved?.id}. The session of the first browser has ` +
        'that id too: it was overwritten, and its count is lost.',
    ),
    mistake(
      ({ run, code }) => isCountedOn(run) && sharedIn(code),
      ({ run }) =>
        'What a variable of the file holds is there once, for everybody. The other browser sent no cookie and was ' +
        `told ${visits(run.at(other))}. What belongs to one visitor goes into req.session.`,
    ),
    mistake(
      ({ run }) => isCountedOn(run),
      ({ run }) =>
        `The other browser sent no cookie, and its first visit was number ${visits(run.at(other))}: it was counted on ` +
        'from the visits of the first one. The two browsers share what the count is kept in.',
    ),
    stopped(other),
    failing(other),
    mute(other, 1),
    mistake(
      ({ run, code }) => run.at(other).json['visits'] === null && (countedIn(code, nameIn(run)) ?? true),
      `The answer said null. ${NAN}`,
    ),
    mistake(
      ({ run, code }) => visits(run.at(other)) === 0 && (countedIn(code, nameIn(run)) ?? true),
      'The first visit was answered with 0, but it counts too. Add it before the answer is made.',
    ),
    mistake(
      ({ run, code }) =>
        isAnswered(run.at(other)) &&
        asJson(run.at(other).json['visits']) === asJson(run.at(first).json['visits']) &&
        (countedIn(code, nameIn(run)) ?? true),
      ({ run }) =>
        `The first visit of each browser was answered with ${asJson(run.at(other).json['visits'])}, and should be number 1.`,
    ),
    mistake(
      ({ run }) => isAnswered(run.at(other)),
      ({ run }) =>
        `The first visit of this browser was answered with ${asJson(run.at(other).json['visits'])}, and should be number 1.`,
    ),
  ],
  otherwise: 'The answer to the first visit of another browser should have said visits: 1.',
})
