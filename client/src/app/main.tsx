import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import '../styles/tokens.css'
import '../styles/base.css'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createAlarmReviews } from '../feed/alarm-reviews.ts'
import { createAuditReader } from '../feed/audit.ts'
import { createCharts } from '../feed/charts.ts'
import { createCourses } from '../feed/courses.ts'
import { createDeviceKeep } from '../feed/device-keep.ts'
import { createIdleWatch } from '../feed/idle-watch.ts'
import { openSocket, openWaveSocket } from '../feed/open-socket.ts'
import { createPrinted } from '../feed/printed.ts'
import { createRest } from '../feed/rest.ts'
import { createRoomFeed } from '../feed/room-feed.ts'
import { createSoundSettings } from '../feed/sound-settings.ts'
import { createSound } from '../feed/sound-station.ts'
import { createStaffDoor } from '../feed/staff-door.ts'
import { tellPlace } from '../feed/tell-place.ts'
import { createVisits } from '../feed/visits.ts'
import { createWaveFeed } from '../feed/wave-feed.ts'
import { createDeviceStore } from '../model/device.ts'
import { createRoomStore } from '../model/room-store.ts'
import { plotsCode } from '../views/chair/plots-on-demand.ts'
import { wavesCode } from '../views/chair/waves-on-demand.ts'
import { deviceLanguage, showLanguage } from '../words/language.ts'
import { startWords } from '../words/start-words.ts'
import { App } from './app.tsx'
import { createBrowserClock, newCommandId } from './clock.ts'
import { loadScreens } from './screens-on-demand.tsx'

/** How long the first screen may wait for its language. */
const WORDS_WAIT_MS = 1_500

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element.')

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
if (nonce !== '') setNonce(nonce)
startWords()

const store = createRoomStore()
const rest = createRest((input, init) => fetch(input, init))
const visits = createVisits((input, init) => fetch(input, init))
const staff = createStaffDoor((input, init) => fetch(input, init))
const printed = createPrinted((input, init) => fetch(input, init))
const charts = createCharts((input, init) => fetch(input, init), newCommandId)
const courses = createCourses((input, init) => fetch(input, init))
const reviews = createAlarmReviews((input, init) => fetch(input, init))
const audit = createAuditReader((input, init) => fetch(input, init))
const clock = createBrowserClock()
const device = createDeviceStore(createDeviceKeep(() => localStorage))
const feed = createRoomFeed({ store, clock, rest, open: openSocket, newId: newCommandId })
const waves = createWaveFeed({ store, clock, open: openWaveSocket })
const sound = createSound({
  room: store,
  clock,
  settings: createSoundSettings(
    () => localStorage,
    () => sessionStorage,
  ),
  open: 'AudioContext' in window ? () => new AudioContext() : null,
  onBeat: feed.lookNow,
  ownChair: () => device.getState().chairId,
})
tellPlace(sound.state, device)
const idle = createIdleWatch({ store, clock, staff, station: () => sound.state.getState().station.kind })
for (const sign of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])
  document.addEventListener(sign, idle.touched, { capture: true, passive: true })
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
  wavesCode.load().catch(() => undefined)
  loadScreens().catch(() => undefined)
  // Words that could not be had at the start are asked for once more.
  if (!wordsCame) void showLanguage(deviceLanguage())
})

let drawn = false
const draw = (): void => {
  if (drawn) return
  drawn = true
  createRoot(root).render(
    <StrictMode>
      <App
        nonce={nonce}
        clock={clock}
        services={{ store, feed, rest, visits, staff, idle, sound, printed, device, waves, charts, courses, reviews, audit }}
      />
    </StrictMode>,
  )
}

// The first screen is drawn in its language, but nobody waits long for words: English that is live is worth more than a page that is not.
let wordsCame = false
clock.after(WORDS_WAIT_MS, draw)
void showLanguage(deviceLanguage()).then((came) => {
  wordsCame = came
  draw()
})
