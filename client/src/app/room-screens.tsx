import { useState } from 'react'
import { createBrowserRouter, createMemoryRouter, type RouteObject, RouterProvider } from 'react-router'
import { BoardView } from '../views/board/board-view.tsx'
import { ChairView } from '../views/chair/chair-view.tsx'
import { CrashView } from '../views/common/crash-view.tsx'
import { Frame } from '../views/common/frame.tsx'
import { MissingView } from '../views/common/missing-view.tsx'

const ROUTES: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <CrashView />,
    children: [
      { path: '/', element: <BoardView /> },
      { path: '/chairs/:chairId', element: <ChairView /> },
      { path: '*', element: <MissingView /> },
    ],
  },
]

/** The screens behind the door, by the address of the browser, or by one that is given (where there is no address bar). */
export const RoomScreens = ({ at }: { readonly at?: string }) => {
  const [router] = useState(() => (at === undefined ? createBrowserRouter(ROUTES) : createMemoryRouter(ROUTES, { initialEntries: [at] })))
  return <RouterProvider router={router} />
}
