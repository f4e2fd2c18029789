package tuning

import (
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/net/link/flakylink"
	"clew/net/replica"
)

// The widths of a slider's row, in pixels at 100 %.
const (
	nameWidth  = 84
	valueWidth = 58
)

// AddKnobs makes a row of so many pixels for each knob of a direction. What a
// person sets goes to set.
func AddKnobs(b *kit.Builder, width float64, way *flakylink.Conditions, set func(k Knob, v int)) {
	for _, k := range Knobs {
		AddDial(b, width, k.Name(), kit.Dial{Max: k.Top, Step: k.Step, Unit: k.Unit,
			Get: func() int { return k.Get(way) },
			Set: func(v int) { set(k, v) },
		})
	}
}

// AddDial makes a row of so many pixels: a name, a slider, and its number.
func AddDial(b *kit.Builder, width float64, name string, d kit.Dial) {
	b.Row(8, func() {
		b.Text(nameWidth, 22, kit.Small, theme.Dim, kit.Fixed(name))
		b.Number(width-nameWidth-8, valueWidth, 22, d)
	})
}

// leverWidth is how wide a lever's toggle is that has words beside it, in pixels at 100 %.
const leverWidth = 136

// AddLeversBeside is AddLevers with what each is good for beside it.
func AddLeversBeside(b *kit.Builder, width float64, on *replica.Switches) {
	for _, l := range Levers {
		b.Row(8, func() {
			addLever(b, leverWidth, l, on)
			b.Text(width-leverWidth-8, 22, kit.Small, theme.Dim, kit.Fixed(l.Off()))
		})
	}
}

func addLever(b *kit.Builder, width float64, l Lever, on *replica.Switches) {
	b.Toggle(width, l.Name(), func() bool { return *l.Of(on) }, func() { *l.Of(on) = !*l.Of(on) })
}

// AddLevers makes a toggle of so many pixels for each lever and, where told to,
// says below what it is good for.
func AddLevers(b *kit.Builder, width float64, told bool, on *replica.Switches) {
	for _, l := range Levers {
		addLever(b, width, l, on)
		if told {
			b.Lines(width, kit.Small, theme.Dim, l.Off())
		}
	}
}
