/** The lesson's own app: what makes the claims about it false stands in the test. */
export * from '../../../../lessons/05-login-guard/production-app.ts'
