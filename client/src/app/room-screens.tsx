import { useState } from 'react'
import { createBrowserRouter, createMemoryRouter, type RouteObject, RouterProvider } from 'react-router'
import { BoardView } from '../views/board/board-view.tsx'
import { ChairView } from '../views/chair/chair-view.tsx'
import { CrashView } from '../views/common/crash-view.tsx'
import { Frame } from '../views/common/frame.tsx'
import { MissingView } from '../views/common/missing-view.tsx'
import { SoundBanner } from '../views/sound/sound-banner.tsx'
import { SoundControl } from '../views/sound/sound-control.tsx'
import { CheckInScreen, TodayScreen } from './screens-on-demand.tsx'

const ROUTES: RouteObject[] = [
  {
    element: <Frame sound={{ control: <SoundControl />, banner: <SoundBanner /> }} />,
    errorElement: <CrashView />,
    children: [
      {
        // A page that broke takes nothing with it of what stands around it: the alarms of the room, what is live, the voice.
        errorElement: <CrashView />,
        children: [
          { path: '/', element: <BoardView /> },
          { path: '/chairs/:chairId', element: <ChairView /> },
          { path: '/chairs/:chairId/check-in', element: <CheckInScreen /> },
          { path: '/today', element: <TodayScreen /> },
          { path: '*', element: <MissingView /> },
        ],
      },
    ],
  },
]

/** The screens behind the door, by the address of the browser, or by one that is given (where there is no address bar). */
export const RoomScreens = ({ at }: { readonly at?: string }) => {
  const [router] = useState(() => (at === undefined ? createBrowserRouter(ROUTES) : createMemoryRouter(ROUTES, { initialEntries: [at] })))
  return <RouterProvider router={router} />
}
