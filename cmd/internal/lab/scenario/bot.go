package scenario

import (
	"slices"

	"clew/engine/sim"
	"clew/engine/splitmix"
	"clew/net/netsim"
)

// Func is who moves the player in a rig: a pure function of the tick, which
// clones may share. It is nil for a Person.
func (p InputSource) Func() netsim.InputFunc {
	switch p.Kind {
	case Bot:
		return bot(p.Seed)
	case Script:
		return script(p.Keys, p.Repeat)
	}
	return nil
}

// script plays runs from tick 1 on.
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

// botInputs is what a bot does for a while. Mostly it holds two keys: the rules
// then lead it along a corridor and round the next corner, so that it walks a
// maze whose walls it can't see.
var botInputs = [...]sim.Input{
	sim.Up | sim.Right, sim.Right | sim.Down, sim.Down | sim.Left, sim.Left | sim.Up,
	sim.Up | sim.Right, sim.Right | sim.Down, sim.Down | sim.Left, sim.Left | sim.Up,
	sim.Up, sim.Down, sim.Left, sim.Right, 0,
}

// botHoldTicks is how many ticks a bot keeps to a gait, at least.
const botHoldTicks = 40

// bot is a player that wanders: a pure function of its seed and the tick.
func bot(seed uint64) netsim.InputFunc {
	return func(tick int) sim.Input {
		return botInputs[mix(seed, uint64(tick/botHoldTicks))%uint64(len(botInputs))]
	}
}

// mix returns a number drawn from two.
func mix(seed, n uint64) uint64 {
	return splitmix.Mix(seed*0xD1342543DE82EF95 + (n+1)*splitmix.Gamma)
}
