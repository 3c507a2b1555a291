import { useState } from 'react'
import { createBrowserRouter, createMemoryRouter, type RouteObject, RouterProvider } from 'react-router'
import { startOf } from '../model/start-address.ts'
import { BoardView } from '../views/board/board-view.tsx'
import { useShowsWall, WallScreen } from '../views/board/wall-screen.tsx'
import { ChairView } from '../views/chair/chair-view.tsx'
import { CrashView } from '../views/common/crash-view.tsx'
import { Frame } from '../views/common/frame.tsx'
import { MissingView } from '../views/common/missing-view.tsx'
import { useRoom, useServices } from '../views/common/services.tsx'
import { SoundBanner } from '../views/sound/sound-banner.tsx'
import { SoundControl, SoundPill, StationChoice } from '../views/sound/sound-control.tsx'
import { LockedScreens } from './locked-screens.tsx'
import {
  AuditScreen,
  ChartScreen,
  CheckInScreen,
  CourseOfScreen,
  CourseScreen,
  DowntimeScreen,
  HandoverScreen,
  InstructionsScreen,
  ReviewScreen,
  SessionsScreen,
  TodayScreen,
} from './screens-on-demand.tsx'

/** What stands around the screens: on a wall nothing that wants a hand. */
const Around = () =>
  useShowsWall() ? (
    <WallScreen sound={{ pill: <SoundPill />, banner: <SoundBanner /> }} />
  ) : (
    <Frame sound={{ control: <SoundControl />, banner: <SoundBanner />, station: <StationChoice /> }} />
  )

const ROUTES: RouteObject[] = [
  {
    element: <Around />,
    errorElement: <CrashView />,
    children: [
      {
        // A page that broke takes nothing with it of what stands around it: the alarms of the room, what is live, the voice.
        errorElement: <CrashView />,
        children: [
          { path: '/', element: <BoardView /> },
          { path: '/chairs/:chairId', element: <ChairView /> },
          { path: '/chairs/:chairId/check-in', element: <CheckInScreen /> },
          { path: '/chairs/:chairId/instructions', element: <InstructionsScreen /> },
          { path: '/downtime', element: <DowntimeScreen /> },
          { path: '/today', element: <TodayScreen /> },
          { path: '/handover', element: <HandoverScreen /> },
          { path: '/sessions', element: <SessionsScreen /> },
          { path: '/sessions/:sessionId', element: <ChartScreen /> },
          { path: '/patients/of/:sessionId', element: <CourseOfScreen /> },
          { path: '/patients/:patientId', element: <CourseScreen /> },
          { path: '/alarms', element: <ReviewScreen /> },
          { path: '/audit', element: <AuditScreen /> },
          { path: '*', element: <MissingView /> },
        ],
      },
    ],
  },
]

/** The screens behind the door, by the address of the browser, or by one that is given (where there is no address bar). */
export const RoomScreens = ({ at }: { readonly at?: string }) => {
  const { sound, device } = useServices()
  const [router] = useState(() => {
    const startAt = (asked: string): string => startOf(asked, sound.state.getState().station.kind, device.getState().chairId)
    if (at !== undefined) return createMemoryRouter(ROUTES, { initialEntries: [startAt(at)] })
    const asked = window.location.pathname + window.location.search
    const start = startAt(asked)
    if (start !== asked) window.history.replaceState(null, '', start)
    return createBrowserRouter(ROUTES)
  })
  const locked = useRoom((state) => state.locked)
  return (
    <>
      {/* What was begun there waits for its person. */}
      <div className="room-screens" hidden={locked}>
        <RouterProvider router={router} />
      </div>
      {locked && <LockedScreens frame={<Around />} />}
    </>
  )
}
