import { type ReactNode, useState } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { namelessRoom } from '../model/locked-room.ts'
import { BoardView } from '../views/board/board-view.tsx'
import { ServicesProvider, useServices } from '../views/common/services.tsx'
import { LockDock } from '../views/lock/lock-dock.tsx'

/** `frame`: what stands around every screen. */
export const LockedScreens = ({ frame }: { readonly frame: ReactNode }) => {
  const services = useServices()
  const [nameless] = useState(() => ({ ...services, store: namelessRoom(services.store) }))
  const [router] = useState(() =>
    createMemoryRouter([
      {
        element: frame,
        children: [
          {
            // Wherever a link leads, this room is what it shows.
            path: '*',
            element: (
              <div className="lock-page">
                <BoardView />
                <LockDock />
              </div>
            ),
          },
        ],
      },
    ]),
  )
  return (
    <ServicesProvider services={nameless}>
      <RouterProvider router={router} />
    </ServicesProvider>
  )
}
