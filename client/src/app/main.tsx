import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import '../styles/tokens.css'
import '../styles/base.css'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { openSocket } from '../feed/open-socket.ts'
import { createRest } from '../feed/rest.ts'
import { createRoomFeed } from '../feed/room-feed.ts'
import { createSoundSettings } from '../feed/sound-settings.ts'
import { createSound } from '../feed/sound-station.ts'
import { createVisits } from '../feed/visits.ts'
import { createRoomStore } from '../model/room-store.ts'
import { plotsCode } from '../views/chair/plots-on-demand.ts'
import { startWords } from '../words/start-words.ts'
import { App } from './app.tsx'
import { createBrowserClock, newCommandId } from './clock.ts'
import { loadScreens } from './screens-on-demand.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element.')

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
if (nonce !== '') setNonce(nonce)
startWords()

const store = createRoomStore()
const rest = createRest((input, init) => fetch(input, init))
const visits = createVisits((input, init) => fetch(input, init))
const clock = createBrowserClock()
const feed = createRoomFeed({ store, clock, rest, open: openSocket, newId: newCommandId })
const sound = createSound({
  room: store,
  clock,
  settings: createSoundSettings(
    () => localStorage,
    () => sessionStorage,
  ),
  open: 'AudioContext' in window ? () => new AudioContext() : null,
  onBeat: feed.lookNow,
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return
  feed.lookNow()
  sound.touched()
})
// A browser that holds sound back lets it go at the first touch.
for (const touch of ['pointerdown', 'keydown', 'touchend'])
  document.addEventListener(touch, sound.touched, { capture: true, passive: true })

// Nobody waits for the plots' code: it comes once the room is on the screen, and the first chair that is opened finds it here.
const stopWaiting = store.subscribe((state) => {
  if (state.liveness !== 'live') return
  stopWaiting()
  plotsCode.load().catch(() => undefined)
  loadScreens().catch(() => undefined)
})

createRoot(root).render(
  <StrictMode>
    <App nonce={nonce} clock={clock} services={{ store, feed, rest, visits, sound }} />
  </StrictMode>,
)
