import { MantineProvider } from '@mantine/core'
import { useEffect } from 'react'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { takePerson } from '../model/room-store.ts'
import { BoardView } from '../views/board/board-view.tsx'
import { ChairView } from '../views/chair/chair-view.tsx'
import { CrashView } from '../views/common/crash-view.tsx'
import { Frame } from '../views/common/frame.tsx'
import { MissingView } from '../views/common/missing-view.tsx'
import { type Services, ServicesProvider, useRoom, useServices } from '../views/common/services.tsx'
import { SignInView } from '../views/sign-in/sign-in-view.tsx'
import { theme } from './theme.ts'

const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <CrashView />,
    children: [
      { path: '/', element: <BoardView /> },
      { path: '/chairs/:chairId', element: <ChairView /> },
      { path: '*', element: <MissingView /> },
    ],
  },
])

const ASK_AGAIN = 'unreachable'

/** Sign-in first; the room behind it. */
const Door = () => {
  const { store, feed, rest } = useServices()
  const person = useRoom((state) => state.person)
  const signedIn = typeof person !== 'string'

  useEffect(() => {
    if (person !== 'unknown') return
    let over = false
    const ask = async (): Promise<void> => {
      const answer = await rest.me()
      if (over) return
      if (answer === 'nobody' || answer === ASK_AGAIN) store.setState({ person: 'nobody' })
      else takePerson(store, answer)
    }
    void ask()
    return () => {
      over = true
    }
  }, [person, rest, store])

  useEffect(() => {
    if (!signedIn) return
    feed.start()
    return () => feed.stop()
  }, [signedIn, feed])

  if (person === 'unknown') return null
  return signedIn ? <RouterProvider router={router} /> : <SignInView />
}

export const App = ({ nonce, services }: { readonly nonce: string; readonly services: Services }) => (
  <MantineProvider theme={theme} defaultColorScheme="dark" getStyleNonce={() => nonce}>
    <ServicesProvider services={services}>
      <Door />
    </ServicesProvider>
  </MantineProvider>
)
