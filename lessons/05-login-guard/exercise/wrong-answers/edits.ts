/** What wrong answers change in the solution. */

export const REGENERATE = `  req.session.regenerate((error) => {
    if (error) return next(error)
    req.session.userID = user.id
    res.json({ name: user.name })
  })
`

export const DESTROY = `  req.session.destroy((error) => {
    if (error) return next(error)
    res.clearCookie('connect.sid')
    res.json({ loggedOut: true })
  })
`

export const ANSWER = '    res.json({ name: user.name })\n'
export const WRITE = '    req.session.userID = user.id\n'
export const REFUSAL = "    res.status(401).json({ error: 'log in first' })\n"
export const CONDITION = 'userID === undefined || !users.has(userID)'
export const DELETE = '  users.delete(req.session.userID)\n  res.json({ deleted: true })\n'
export const HANDLER = `app.delete('/letters', requireLogin, (_req, res) => {\n`

export const loginDoes = (text: string) => [[REGENERATE, text]] as const
export const logoutDoes = (text: string) => [[DESTROY, text]] as const
export const accountDoes = (text: string) => [[DELETE, text]] as const
export const guardAsks = (text: string) => [CONDITION, text] as const
