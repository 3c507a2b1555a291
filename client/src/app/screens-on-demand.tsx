import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onDemand } from '../views/common/on-demand.ts'
import { useRoom } from '../views/common/services.tsx'

/** The code of what is not the board: it comes once the room is on the screen, so that the first board waits for none of it. */
const checkIn = onDemand(() => import('../views/chair/check-in-view.tsx'))
const handover = onDemand(() => import('../views/handover/handover-view.tsx'))
const instructions = onDemand(() => import('../views/sheets/instructions-sheet.tsx'))
const downtime = onDemand(() => import('../views/sheets/downtime-sheet.tsx'))
const sessions = onDemand(() => import('../views/sessions/sessions-view.tsx'))
const chart = onDemand(() => import('../views/chart/chart-view.tsx'))
const course = onDemand(() => import('../views/course/course-view.tsx'))
const review = onDemand(() => import('../views/review/review-view.tsx'))
const audit = onDemand(() => import('../views/audit/audit-view.tsx'))
const today = onDemand(() => import('../views/today/today-view.tsx'))

/** Fetches it beforehand: a screen that lost its server can still be changed. */
export const loadScreens = async (): Promise<void> => {
  await Promise.all([
    checkIn.load(),
    today.load(),
    handover.load(),
    instructions.load(),
    downtime.load(),
    sessions.load(),
    chart.load(),
    course.load(),
    review.load(),
    audit.load(),
  ])
}

interface AbsentProps {
  readonly state: 'loading' | 'failed'
  readonly onAgain: () => void
}

/** What stands in the place of a screen whose code is not here yet. */
const Absent = ({ state, onAgain }: AbsentProps) => {
  const { t } = useTranslation()
  return (
    <main className="plain-page">
      <p role="status">{state === 'loading' ? t('app.opening') : t('app.absent')}</p>
      {state === 'failed' && (
        <button type="button" className="chip-button" onClick={onAgain}>
          {t('app.again')}
        </button>
      )}
    </main>
  )
}

/** Asks again by itself when the server is back, and by a tap. */
const useAttempts = () => {
  const connected = useRoom((state) => state.liveness === 'live')
  const [attempt, setAttempt] = useState(0)
  return { connected, attempt, again: (): void => setAttempt(attempt + 1) }
}

export const CheckInScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = checkIn.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.CheckInView />
}

export const InstructionsScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = instructions.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.InstructionsView />
}

export const DowntimeScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = downtime.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.DowntimeView />
}

export const SessionsScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = sessions.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.SessionsView />
}

export const ChartScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = chart.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.ChartView />
}

export const CourseScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = course.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.CourseView />
}

export const CourseOfScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = course.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.CourseOfView />
}

export const ReviewScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = review.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.ReviewView />
}

export const TodayScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = today.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.TodayView />
}

export const HandoverScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = handover.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.HandoverView />
}

export const AuditScreen = () => {
  const { connected, attempt, again } = useAttempts()
  const screen = audit.useCode(connected, attempt)
  return typeof screen === 'string' ? <Absent state={screen} onAgain={again} /> : <screen.AuditView />
}
