/** The lesson's own app. Beside it lie apps in which one of the lesson's sentences is false. */
export * from '../../../../lessons/03-genid/production-app.ts'
