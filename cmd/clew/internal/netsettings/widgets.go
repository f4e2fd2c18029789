package netsettings

import (
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/link/netem"
	"clew/net/replica"
)

// Widths in a slider's row, in logical pixels.
const (
	nameWidth  = 84
	valueWidth = 58
)

// AddParams adds a row for each parameter of a direction; set receives changes.
func AddParams(b *ui.Builder, width float64, dir *netem.Conditions, set func(k Param, v int)) {
	for _, k := range params {
		AddSlider(b, width, k.Name(), ui.Slider{Max: k.Max, Step: k.Step, Unit: k.Unit,
			Get: func() int { return k.Get(dir) },
			Set: func(v int) { set(k, v) },
		})
	}
}

// AddSlider adds a row with a name, a slider and its number.
func AddSlider(b *ui.Builder, width float64, name string, d ui.Slider) {
	b.Row(8, func() {
		b.Text(nameWidth, 22, ui.Small, theme.Dim, ui.ConstText(name))
		b.NumberSlider(width-nameWidth-8, valueWidth, 22, d)
	})
}

// switchWidth is the width of a toggle with a text beside it, in logical
// pixels.
const switchWidth = 136

// AddSwitchRows adds a row for each switch with its toggle and OffText.
func AddSwitchRows(b *ui.Builder, width float64, switches *replica.Switches) {
	for _, l := range Switches {
		b.Row(8, func() {
			addSwitch(b, switchWidth, l, switches)
			b.Text(width-switchWidth-8, 22, ui.Small, theme.Dim, ui.ConstText(l.OffText()))
		})
	}
}

func addSwitch(b *ui.Builder, width float64, l Switch, switches *replica.Switches) {
	b.Toggle(width, l.Name(), func() bool { return *l.Value(switches) }, func() { *l.Value(switches) = !*l.Value(switches) })
}

// AddSwitches adds a toggle for each switch and, if explain is true, its
// OffText below.
func AddSwitches(b *ui.Builder, width float64, explain bool, switches *replica.Switches) {
	for _, l := range Switches {
		addSwitch(b, width, l, switches)
		if explain {
			b.Paragraph(width, ui.Small, theme.Dim, l.OffText())
		}
	}
}
