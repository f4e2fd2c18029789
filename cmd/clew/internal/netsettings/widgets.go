package netsettings

import (
	"slices"

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

// The width of a toggle with a text beside it, and how far its label is from its
// left edge, in logical pixels.
const (
	switchWidth = 136
	labelIndent = 36
)

// AddSwitchRows adds a row for each switch with its toggle and OffText, and two
// for the reconciliation.
func AddSwitchRows(b *ui.Builder, width float64, switches *replica.Switches) {
	for _, l := range Switches {
		if l.Value == nil {
			b.Row(8, func() {
				b.Canvas(labelIndent-8, 0, nil)
				b.Text(switchWidth-labelIndent, 22, ui.Body, theme.Text, ui.ConstText(l.Name()))
				addReconciliations(b, width-switchWidth-8, switches)
			})
			b.Row(8, func() {
				b.Canvas(switchWidth, 0, nil)
				addReconciliationText(b, width-switchWidth-8, switches)
			})
			continue
		}
		b.Row(8, func() {
			addSwitch(b, switchWidth, l, switches)
			b.Text(width-switchWidth-8, 22, ui.Small, theme.Dim, ui.ConstText(l.OffText()))
		})
	}
}

func addSwitch(b *ui.Builder, width float64, l Switch, switches *replica.Switches) {
	b.Toggle(width, l.Name(), func() bool { return *l.Value(switches) }, func() { *l.Value(switches) = !*l.Value(switches) })
}

// addReconciliations adds a button for each way to reconcile, in a row.
func addReconciliations(b *ui.Builder, width float64, switches *replica.Switches) {
	all := replica.Reconciliations
	b.Row(4, func() {
		for _, r := range all {
			b.ToggleButton((width-4*float64(len(all)-1))/float64(len(all)), 22, ReconciliationName(r),
				func() bool { return switches.Reconciliation == r }, func() { switches.Reconciliation = r })
		}
	})
}

// addReconciliationText adds what the chosen way to reconcile does.
func addReconciliationText(b *ui.Builder, width float64, switches *replica.Switches) {
	var texts []string
	for _, r := range replica.Reconciliations {
		texts = append(texts, ReconciliationText(r))
	}
	b.Paragraphs(width, ui.Small, theme.Dim, texts, func() int { return slices.Index(replica.Reconciliations, switches.Reconciliation) })
}

// AddSwitches adds a toggle for each switch, three buttons for the
// reconciliation and, if explain is true, what switching it off does below.
func AddSwitches(b *ui.Builder, width float64, explain bool, switches *replica.Switches) {
	for _, l := range Switches {
		if l.Value == nil {
			b.Text(width, 22, ui.Body, theme.Text, ui.ConstText(l.Name()))
			addReconciliations(b, width, switches)
			if explain {
				addReconciliationText(b, width, switches)
			}
			continue
		}
		addSwitch(b, width, l, switches)
		if explain {
			b.Paragraph(width, ui.Small, theme.Dim, l.OffText())
		}
	}
}
