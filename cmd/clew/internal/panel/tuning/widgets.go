package tuning

import (
	"strconv"

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
		AddDial(b, width, k.Name(), k.Unit, kit.Dial{Max: k.Top, Step: k.Step,
			Get: func() int { return k.Get(way) },
			Set: func(v int) { set(k, v) },
		})
	}
}

// AddDial makes a row of so many pixels: a name, a slider, and its value.
func AddDial(b *kit.Builder, width float64, name, unit string, d kit.Dial) {
	value := valueText(unit)
	b.Row(8, func() {
		b.Text(nameWidth, 22, kit.Small, theme.Dim, kit.Fixed(name))
		b.Dial(width-nameWidth-valueWidth-16, 22, d)
		b.Figure(valueWidth, 22, kit.Figures, theme.Text, func() string { return value(d.Get()) })
	})
}

// valueText gives a number with its unit, and makes the words only when the
// number has changed.
func valueText(unit string) func(int) string {
	last, text := -1, ""
	return func(v int) string {
		if v != last {
			last, text = v, strconv.Itoa(v)+unit
		}
		return text
	}
}

// AddLevers makes a toggle of so many pixels for each lever and, where told to,
// says below what it is good for.
func AddLevers(b *kit.Builder, width float64, told bool, on *replica.Switches) {
	for _, l := range Levers {
		b.Toggle(width, l.Name(), func() bool { return *l.Of(on) }, func() { *l.Of(on) = !*l.Of(on) })
		if told {
			b.Lines(width, kit.Small, theme.Dim, l.Off())
		}
	}
}
