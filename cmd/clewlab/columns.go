package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"clew/cmd/internal/lab/eventlog"
)

// column is one number of a table.
type column struct {
	name     string
	decimals int
	short    string // what it is called where it is printed; empty: it is not
	value    func(*stats) float64
}

// text formats the number for a table, or returns "" for NaN.
func (c column) text(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'f', c.decimals, 64)
}

// columns returns the columns of every table after the names.
func columns() []column {
	list := inputColumns()
	list = append(list, correctionColumns()...)
	list = append(list, delayColumns()...)
	for w := range numDirections {
		list = append(list, trafficColumns(w)...)
	}
	return list
}

func inputColumns() []column {
	outcome := func(o eventlog.Outcome) func(*stats) float64 {
		return func(m *stats) float64 { return float64(m.outcome[o]) }
	}
	return []column{
		{"inputs", 0, "inputs", func(m *stats) float64 { return float64(m.inputs) }},
		{"consumed", 0, "", func(m *stats) float64 { return float64(len(m.toConsumed)) }},
		{"lost", 0, "lost", func(m *stats) float64 { return float64(m.lost) }},
		{"late", 0, "late", outcome(eventlog.Late)},
		{"overflow", 0, "", outcome(eventlog.Overflow)},
		{"rejected", 0, "", outcome(eventlog.Rejected)},
	}
}

func correctionColumns() []column {
	list := []column{{"corrections", 0, "corrections", func(m *stats) float64 { return float64(m.corrections) }}}
	for _, cause := range eventlog.Causes {
		name := "corrections_" + strings.ReplaceAll(string(cause), " ", "_")
		list = append(list, column{name, 0, "", func(m *stats) float64 { return float64(m.causes[cause]) }})
	}
	return append(list,
		column{"max_correction_cells", 3, "max, cells", func(m *stats) float64 { return cells(float64(m.maxCorrection)) }},
		column{"error_mean_cells", 3, "error, cells", func(m *stats) float64 { return cells(mean(m.ownError)) }},
		column{"error_p95_cells", 3, "", func(m *stats) float64 { return cells(percentile95(m.ownError)) }},
	)
}

func delayColumns() []column {
	return []column{
		{"sampled_to_consumed_mean_ms", 1, "consumed, ms", func(m *stats) float64 { return millis(mean(m.toConsumed)) }},
		{"sampled_to_consumed_p95_ms", 1, "95 %, ms", func(m *stats) float64 { return millis(percentile95(m.toConsumed)) }},
		{"sampled_to_acked_mean_ms", 1, "acked, ms", func(m *stats) float64 { return millis(mean(m.toAcked)) }},
		{"sampled_to_acked_p95_ms", 1, "", func(m *stats) float64 { return millis(percentile95(m.toAcked)) }},
	}
}

func trafficColumns(w direction) []column {
	list := []column{
		{fmt.Sprint(w, "_packets"), 0, "", func(m *stats) float64 { return float64(m.total(w).packets) }},
		{fmt.Sprint(w, "_packets_lost"), 0, "", func(m *stats) float64 { return float64(m.packetsLost[w]) }},
		{fmt.Sprint(w, "_packets_duplicated"), 0, "", func(m *stats) float64 { return float64(m.packetsDuplicated[w]) }},
		{fmt.Sprint(w, "_bytes"), 0, fmt.Sprint(w, ", bytes"), func(m *stats) float64 { return float64(m.total(w).bytes) }},
	}
	for k := range numKinds {
		if w.carries(k) {
			list = append(list,
				column{fmt.Sprint(w, "_", k, "_packets"), 0, "", func(m *stats) float64 { return float64(m.traffic[w][k].packets) }},
				column{fmt.Sprint(w, "_", k, "_bytes"), 0, "", func(m *stats) float64 { return float64(m.traffic[w][k].bytes) }})
		}
	}
	return list
}
