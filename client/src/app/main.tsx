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
import { createRoomStore } from '../model/room-store.ts'
import { startWords } from '../words/start-words.ts'
import { App } from './app.tsx'
import { createBrowserClock, newCommandId } from './clock.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element.')

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
if (nonce !== '') setNonce(nonce)
startWords()

const store = createRoomStore()
const rest = createRest((input, init) => fetch(input, init))
const clock = createBrowserClock()
const feed = createRoomFeed({ store, clock, rest, open: openSocket, newId: newCommandId })
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') feed.lookNow()
})

createRoot(root).render(
  <StrictMode>
    <App nonce={nonce} clock={clock} services={{ store, feed, rest }} />
  </StrictMode>,
)
