/** The instructor's page. Plain files of their own, so that no script has to stand in the page. */
export const PANEL_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated room: instructor</title>
<link rel="stylesheet" href="/panel.css">
<script src="/panel.js" defer></script>
</head>
<body>
<header><h1>Simulated room</h1><p id="answer" role="status">What you ask for here happens to simulated patients alone.</p></header>
<main id="chairs"></main>
</body>
</html>
`

export const PANEL_STYLE = `
:root { color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif }
body { margin: 0 auto; max-width: 1100px; padding: 0 16px 32px }
header { position: sticky; top: 0; background: Canvas; padding: 8px 0; border-bottom: 1px solid GrayText }
h1 { font-size: 18px; margin: 0 } header p { margin: 0; min-height: 1.4em }
section { border-bottom: 1px solid GrayText; padding: 12px 0 }
h2 { font-size: 16px; margin: 0 0 4px } section p { margin: 0 0 8px }
.row { display: flex; flex-wrap: wrap; gap: 6px; margin-bottom: 6px; align-items: center }
button, select { font: inherit; min-height: 36px; padding: 4px 12px }
`

export const PANEL_SCRIPT = `
const answer = document.getElementById('answer')
const main = document.getElementById('chairs')
const say = async (line) => {
  const reply = await fetch('/say', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ line }) })
  answer.textContent = (await reply.json()).answer
  await refresh()
}
const button = (words, line) => {
  const one = document.createElement('button')
  one.textContent = words
  one.addEventListener('click', () => say(line))
  return one
}
const row = (...parts) => {
  const one = document.createElement('div')
  one.className = 'row'
  one.append(...parts)
  return one
}
const sections = new Map()
const sectionOf = (number, room) => {
  const known = sections.get(number)
  if (known) return known
  const section = document.createElement('section')
  const heading = document.createElement('h2')
  heading.textContent = 'Chair ' + number
  const state = document.createElement('p')
  const choice = document.createElement('select')
  choice.setAttribute('aria-label', 'Scenario for chair ' + number)
  for (const { id, title } of room.scenarios) choice.append(new Option(title, id))
  const start = document.createElement('button')
  start.textContent = 'start with the next patient'
  start.addEventListener('click', () => say(number + ' start ' + choice.value))
  section.append(heading, state, row(...room.pace.map((words) => button(words, number + ' ' + words))),
    row(...room.forces.map((words) => button(words, number + ' ' + words))),
    row(...room.troubles.map((words) => button(words, number + ' ' + words))), row(choice, start))
  main.append(section)
  sections.set(number, state)
  return state
}
const refresh = async () => {
  const room = await (await fetch('/state')).json()
  for (const chair of room.chairs) {
    const pace = chair.times === 1 ? '' : chair.times === 0 ? ', paused' : ', ' + chair.times + ' times faster'
    const parts = [chair.phase ?? 'nobody simulated', (chair.scenario ?? 'no story') + pace]
    if (chair.forced) parts.push('steered')
    if (!chair.plugged) parts.push('monitor unplugged')
    parts.push(...chair.troubles)
    if (chair.next !== null) parts.push('next: ' + chair.next)
    sectionOf(chair.number, room).textContent = parts.join(' \\u00b7 ')
  }
}
const again = () => refresh().catch(() => { answer.textContent = 'The simulator does not answer.' })
again()
setInterval(again, 1000)
`
