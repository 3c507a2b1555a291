import type { AnimationEvent } from 'react'

/**
 * One rhythm for everything that flashes (A8): two tiles that flash in turn would flash twice as fast together. An animation begins where
 * its own clock says; here it is given the page's.
 */
export const inStep = (event: AnimationEvent): void => {
  if (event.animationName !== 'flash-edge' || !(event.target instanceof Element)) return
  for (const animation of event.target.getAnimations()) animation.startTime = 0
}
