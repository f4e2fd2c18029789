package hud

import (
	"math"
	"strconv"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/engine/sim"
)

// seconds is so many of them.
func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

// millis is a time in whole milliseconds.
func millis(d time.Duration) string { return strconv.Itoa(netsettings.Milliseconds(d)) + " ms" }

// cells is a distance in units as cells, to the hundredth.
func cells(units int32) string {
	return i18n.FormatNumber(float64(units)/sim.CellUnits, 2)
}

// rate is an amount of bytes in a second.
func rate(bytes int64) string {
	switch {
	case bytes < 1000:
		return strconv.FormatInt(bytes, 10) + " B/s"
	case bytes < 99_950:
		return i18n.FormatNumber(float64(bytes)/1000, 1) + " kB/s"
	case bytes < 999_500:
		return i18n.FormatNumber(float64(bytes)/1000, 0) + " kB/s"
	}
	return i18n.FormatNumber(float64(bytes)/1e6, 1) + " MB/s"
}

// ease is a gentle way from 0 to 1 as t goes from 0 to 1: fast, then slower.
func ease(t float64) float64 {
	t = min(max(t, 0), 1)
	return 1 - math.Pow(1-t, 3)
}
