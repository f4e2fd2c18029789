package scenario

import (
	"slices"

	"clew/engine/sim"
	"clew/engine/splitmix"
	"clew/net/netsim"
)

// Func returns the input as a pure function of the tick, which clones may
// share, or nil for a Human.
func (p InputSource) Func() netsim.InputFunc {
	switch p.Kind {
	case Bot:
		return bot(p.Seed)
	case Script:
		return script(p.Keys, p.Repeat)
	}
	return nil
}

// script plays key runs from tick 1 on.
func script(runs []KeyRun, repeat bool) netsim.InputFunc {
	ends := make([]int, len(runs)) // when each is over, counted from 0
	total := 0
	for i, r := range runs {
		total += r.Ticks
		ends[i] = total
	}
	return func(tick int) sim.Input {
		t := tick - 1
		if repeat && total > 0 {
			t %= total
		}
		if t < 0 || t >= total {
			return 0
		}
		i, _ := slices.BinarySearch(ends, t+1)
		return runs[i].Keys
	}
}

// botInputs are the keys a bot holds for a while. Usually they are two: by the
// rules of walking, it then follows a corridor and turns the next corner, so
// that it gets around a maze whose walls it doesn't see.
var botInputs = [...]sim.Input{
	sim.Up | sim.Right, sim.Right | sim.Down, sim.Down | sim.Left, sim.Left | sim.Up,
	sim.Up | sim.Right, sim.Right | sim.Down, sim.Down | sim.Left, sim.Left | sim.Up,
	sim.Up, sim.Down, sim.Left, sim.Right, 0,
}

// botHoldTicks is the minimum number of ticks for which a bot holds the same
// keys.
const botHoldTicks = 40

// bot returns the input of a bot: a pure function of its seed and the tick.
func bot(seed uint64) netsim.InputFunc {
	return func(tick int) sim.Input {
		return botInputs[mix(seed, uint64(tick/botHoldTicks))%uint64(len(botInputs))]
	}
}

// mix returns a pseudo-random number for a seed and n.
func mix(seed, n uint64) uint64 {
	return splitmix.Mix(seed*0xD1342543DE82EF95 + (n+1)*splitmix.Gamma)
}
