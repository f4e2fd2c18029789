package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"clew/engine/sim"
	"clew/net/replica"
)

// row is what one bot saw, or all of them.
type row struct {
	name      string
	snapshots int
	missed    int
	stats     replica.Stats
	in, out   uint64
	problem   string
}

// newRow returns the row of a bot.
func newRow(b *bot) row {
	in, out := b.Traffic()
	return row{b.name, b.snapshots, b.missed, b.Stats(), in.Bytes, out.Bytes, b.problem()}
}

// add adds another bot: sums, the largest correction, and the longest round
// trip.
func (r *row) add(o row) {
	r.snapshots += o.snapshots
	r.missed += o.missed
	r.stats.Corrections += o.stats.Corrections
	r.stats.MaxCorrection = max(r.stats.MaxCorrection, o.stats.MaxCorrection)
	r.stats.RTT = max(r.stats.RTT, o.stats.RTT)
	r.in += o.in
	r.out += o.out
}

// table formats what all bots saw, one to a line, and a line for all together.
func table(bots []*bot) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "player\tsnapshots\tmissed\tcorrections\tlargest\tround trip\tin\tout\t")
	all := row{name: fmt.Sprintf("all %d", len(bots))}
	troubles := 0
	for _, bot := range bots {
		r := newRow(bot)
		r.print(w)
		all.add(r)
		if r.problem != "" {
			troubles++
		}
	}
	if troubles > 0 {
		all.problem = fmt.Sprintf("%d with problems", troubles)
	}
	all.print(w)
	w.Flush()
	b.WriteString("corrections: how often the server contradicted the prediction; largest: in cells; the last line has the longest round trip\n")
	return b.String()
}

func (r row) print(w *tabwriter.Writer) {
	fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t  %s\n", r.name, r.snapshots, r.missed,
		r.stats.Corrections, cells(r.stats.MaxCorrection), millis(r.stats.RTT), size(r.in), size(r.out), r.problem)
}

// cells formats a distance.
func cells(units int32) string {
	if units == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", float64(units)/sim.CellUnits)
}

// millis formats a duration.
func millis(d time.Duration) string {
	if d == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}

// size formats a number of bytes.
func size(n uint64) string {
	switch {
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%d B", n)
}
