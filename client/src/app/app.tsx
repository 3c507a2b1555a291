import { MantineProvider } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenClock } from '../feed/clock.ts'
import { awaitServer, forgetPerson, takePerson, watchLink } from '../model/room-store.ts'
import '../views/common/frame.css'
import { LiveBanner } from '../views/common/live-banner.tsx'
import { type Services, ServicesProvider, useRoom, useServices } from '../views/common/services.tsx'
import { SignInView } from '../views/sign-in/sign-in-view.tsx'
import { SoundBanner } from '../views/sound/sound-banner.tsx'
import { SignInSound } from '../views/sound/sound-test.tsx'
import { RoomScreens } from './room-screens.tsx'
import { theme } from './theme.ts'

const ASK_AGAIN_MS = 2_000
const WATCH_MS = 500

interface Props {
  readonly clock: ScreenClock
  readonly services: Services
}

/** Sign-in first; the room behind it. A page that was loaded while the server is away goes on asking (P4). */
const Door = ({ clock }: Pick<Props, 'clock'>) => {
  const { t } = useTranslation()
  const { store, feed, rest } = useServices()
  const person = useRoom((state) => state.person)
  const signedIn = typeof person !== 'string'

  useEffect(() => {
    if (person !== 'unknown') return
    let over = false
    let cancel = (): void => undefined
    const ask = async (): Promise<void> => {
      const answer = await rest.me()
      if (over) return
      if (answer === 'nobody') forgetPerson(store, false)
      else if (answer !== 'unreachable') takePerson(store, answer)
      else cancel = clock.after(ASK_AGAIN_MS, () => void ask())
    }
    awaitServer(store, clock.elapsedMs())
    const stopWatching = clock.every(WATCH_MS, () => watchLink(store, clock.elapsedMs()))
    void ask()
    return () => {
      over = true
      cancel()
      stopWatching()
    }
  }, [person, rest, store, clock])

  useEffect(() => {
    if (!signedIn) return
    feed.start()
    return () => feed.stop()
  }, [signedIn, feed])

  if (person === 'unknown') {
    return (
      // Whoever reloads a screen of the room while the server is away must not take it for one that is about to come (G7).
      <div className="frame">
        <div className="frame-alarms">
          <div className="frame-sound">
            <SoundBanner />
          </div>
          <LiveBanner />
        </div>
        <main className="plain-page">
          <p role="status">{t('app.loading')}</p>
        </main>
      </div>
    )
  }
  return signedIn ? <RoomScreens key={person.staffId} /> : <SignInView sound={<SignInSound />} />
}

export const App = ({ nonce, clock, services }: Props & { readonly nonce: string }) => (
  <MantineProvider theme={theme} defaultColorScheme="dark" getStyleNonce={() => nonce}>
    <ServicesProvider services={services}>
      <Door clock={clock} />
    </ServicesProvider>
  </MantineProvider>
)
