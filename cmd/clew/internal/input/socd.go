package input

import "clew/engine/sim"

// SOCD resolves simultaneous opposing cardinal directions: of two opposite keys
// the later one counts. The zero value is ready to use.
type SOCD struct {
	held    sim.Input // what was held in the last tick
	ignored sim.Input // what went down while something else had the keyboard
	latest  sim.Input // of opposite directions, the one that was pressed later
}

// opposites lists the pairs of opposite directions.
var opposites = [...][2]sim.Input{{sim.Up, sim.Down}, {sim.Left, sim.Right}}

// Resolve takes the directions whose keys are down and those whose keys went
// down since the last tick, and gives the input of this tick.
//
//   - Of two opposite directions the one that was pressed later counts; when
//     it is let go, the other one counts again.
//   - A direction in pressed counts for this tick even if it is not in held
//     any more: a tap shorter than a tick is one step, not none.
//   - While muted is true, the input is empty, since something else has the
//     keyboard.
//     Keys pressed meanwhile do not count until they are pressed again,
//     so that the last letter of a message is no step.
func (s *SOCD) Resolve(held, pressed sim.Input, muted bool) sim.Input {
	pressed |= held &^ s.held
	s.held = held
	s.ignored &= held &^ pressed
	if muted {
		s.ignored |= pressed & held
		return 0
	}
	down := (held | pressed) &^ s.ignored
	for _, pair := range opposites {
		down &^= s.losing(pair, down, pressed)
	}
	return down
}

// losing returns the direction of a pair that is ignored, or 0 if only one is
// down. Two that were pressed in the same tick cancel each other.
func (s *SOCD) losing(pair [2]sim.Input, down, pressed sim.Input) sim.Input {
	both := pair[0] | pair[1]
	switch {
	case pressed&both == both:
		s.latest &^= both
	case pressed&both != 0:
		s.latest = s.latest&^both | pressed&both
	}
	if down&both != both {
		return 0
	}
	return both &^ s.latest
}
