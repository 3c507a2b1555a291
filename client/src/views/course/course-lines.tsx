import type { PlacedSession } from '@chairside/shared/patient-course'
import { type CourseAxes, stretchesOf } from '../../model/course-shape.ts'
import { signedOf } from '../common/format.ts'
import { pathOf, type Scales } from './course-frame.tsx'

/** The common axes as the frame draws them. */
export const framedAxes = ({ toMinute, minutes, low, high, changes }: CourseAxes) => ({
  x: { from: 0, to: toMinute, ticks: minutes.map((at) => ({ at, words: String(at) })) },
  y: { from: low, to: high, ticks: changes.map((at) => ({ at, words: signedOf(at) })) },
})

interface Props {
  readonly session: PlacedSession
  readonly vital: 'sys' | 'dia'
  readonly toMinute: number
  readonly scales: Scales
  readonly dotPx: number
  readonly stroke?: string
}

/** One vital of one session: a line through the sets that follow each other, a dot at each. */
export const SessionLine = ({ session, vital, toMinute, scales: { xOf, yOf }, dotPx, stroke }: Props) => (
  <g className="course-line" data-vital={vital} style={stroke === undefined ? undefined : { color: stroke }}>
    {stretchesOf(session.points, toMinute).map((stretch) => (
      <path
        key={stretch[0]?.minute}
        d={pathOf(stretch.map((point) => ({ x: xOf(point.minute), y: yOf(point[vital]) })))}
        data-stretch={stretch.length}
      />
    ))}
    {session.points
      .filter(({ minute }) => minute <= toMinute)
      .map((point) => (
        <circle key={point.minute} cx={xOf(point.minute)} cy={yOf(point[vital])} r={dotPx} />
      ))}
  </g>
)
