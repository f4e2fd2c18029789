package hud

import (
	"math"
	"strconv"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
)

// seconds returns n seconds.
func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

// millis formats d in whole milliseconds.
func millis(d time.Duration) string { return strconv.Itoa(netsettings.Milliseconds(d)) + " ms" }

// rate formats bytes per second.
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

// ease is an ease-out curve from 0 to 1.
func ease(t float64) float64 {
	t = min(max(t, 0), 1)
	return 1 - math.Pow(1-t, 3)
}
