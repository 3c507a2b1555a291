import type { PatientCourse } from '@chairside/shared/patient-course'
import { useEffect, useState } from 'react'
import { useServices } from '../common/services.tsx'

export interface KeptCourse {
  readonly course: PatientCourse | null
  readonly state: 'reading' | 'read' | 'failed' | 'unknown'
  readonly reload: () => void
}

/** The course of a patient, read once, and again when asked: after each change of it. */
export const useCourse = (patientId: string): KeptCourse => {
  const { courses } = useServices()
  const [asked, setAsked] = useState(0)
  const [kept, setKept] = useState<Omit<KeptCourse, 'reload'>>({ course: null, state: 'reading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked says when to read again.
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await courses.course(patientId)
      if (over) return
      if (answer.ok) setKept({ course: answer.value, state: 'read' })
      else setKept(({ course }) => ({ course, state: answer.problem.code === 'unknown-patient' ? 'unknown' : 'failed' }))
    }
    void read()
    return () => {
      over = true
    }
  }, [courses, patientId, asked])
  return { ...kept, reload: () => setAsked((before) => before + 1) }
}
