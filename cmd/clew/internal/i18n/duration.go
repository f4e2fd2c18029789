package i18n

import (
	"fmt"
	"time"

	"clew/engine/sim"
)

// FormatClock formats a duration, as in 1:42, 12:05 or 1:00:07.
func FormatClock(d time.Duration) string {
	s := int(max(d, 0) / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// TickDuration returns how long n ticks take.
func TickDuration(n sim.Tick) time.Duration { return time.Duration(n) * time.Second / sim.TickRate }

// FormatCells formats a distance in units as cells with two decimals.
func FormatCells(units int32) string { return FormatNumber(float64(units)/sim.CellUnits, 2) }
