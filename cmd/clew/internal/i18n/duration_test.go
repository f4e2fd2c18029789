package i18n

import (
	"testing"
	"time"
)

func TestFormatClock(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "0:00", 0: "0:00", 59999 * time.Millisecond: "0:59", 102 * time.Second: "1:42", 725 * time.Second: "12:05",
		59*time.Minute + 59*time.Second: "59:59", time.Hour + 7*time.Second: "1:00:07", TickDuration(6120): "1:42",
	} {
		if got := FormatClock(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
