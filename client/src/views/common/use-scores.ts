import type { PatientScores } from '@chairside/shared/patient-course'
import { useEffect, useState } from 'react'
import { useServices } from './services.tsx'

export interface KeptScores {
  readonly kept: PatientScores | null
  readonly failed: boolean
  readonly reload: () => void
}

/** The totals of one patient, read once, and again when asked. */
export const useScores = (patientId: string): KeptScores => {
  const { courses } = useServices()
  const [asked, setAsked] = useState(0)
  const [kept, setKept] = useState<PatientScores | null>(null)
  const [failed, setFailed] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked says when to read again.
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await courses.scores(patientId)
      if (over) return
      setFailed(!answer.ok)
      if (answer.ok) setKept(answer.value)
    }
    void read()
    return () => {
      over = true
    }
  }, [courses, patientId, asked])
  // Of another patient until it is read: nothing of that one is shown.
  return { kept: kept?.patient.patientId === patientId ? kept : null, failed, reload: () => setAsked((before) => before + 1) }
}
