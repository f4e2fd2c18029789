package netsettings

import (
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/link/netem"
	"clew/net/replica"
)

// The widths of a slider's row, in pixels at 100 %.
const (
	nameWidth  = 84
	valueWidth = 58
)

// AddParams makes a row of so many pixels for each knob of a direction. What a
// person sets goes to set.
func AddParams(b *ui.Builder, width float64, way *netem.Conditions, set func(k Param, v int)) {
	for _, k := range Params {
		AddSlider(b, width, k.Name(), ui.Slider{Max: k.Max, Step: k.Step, Unit: k.Unit,
			Get: func() int { return k.Get(way) },
			Set: func(v int) { set(k, v) },
		})
	}
}

// AddSlider makes a row of so many pixels: a name, a slider, and its number.
func AddSlider(b *ui.Builder, width float64, name string, d ui.Slider) {
	b.Row(8, func() {
		b.Text(nameWidth, 22, ui.Small, theme.Dim, ui.ConstText(name))
		b.NumberSlider(width-nameWidth-8, valueWidth, 22, d)
	})
}

// switchWidth is how wide a lever's toggle is that has words beside it, in pixels at 100 %.
const switchWidth = 136

// AddSwitchRows is AddSwitches with what each is good for beside it.
func AddSwitchRows(b *ui.Builder, width float64, on *replica.Switches) {
	for _, l := range Switches {
		b.Row(8, func() {
			addSwitch(b, switchWidth, l, on)
			b.Text(width-switchWidth-8, 22, ui.Small, theme.Dim, ui.ConstText(l.OffText()))
		})
	}
}

func addSwitch(b *ui.Builder, width float64, l Switch, on *replica.Switches) {
	b.Toggle(width, l.Name(), func() bool { return *l.Value(on) }, func() { *l.Value(on) = !*l.Value(on) })
}

// AddSwitches makes a toggle of so many pixels for each lever and, where told to,
// says below what it is good for.
func AddSwitches(b *ui.Builder, width float64, told bool, on *replica.Switches) {
	for _, l := range Switches {
		addSwitch(b, width, l, on)
		if told {
			b.Paragraph(width, ui.Small, theme.Dim, l.OffText())
		}
	}
}
