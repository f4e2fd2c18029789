package lab

import (
	"fmt"
	"strings"
	"time"

	"clew/net/rig/scenario"
)

// wireWords is how bad a client's wire is in a tick, and which switches are
// off; empty where all is well.
func wireWords(c *scenario.Client, tick int) string {
	f, on := c.InForce(tick)
	var parts []string
	if d := f.Up.Latency + f.Down.Latency; d > 0 {
		parts = append(parts, fmt.Sprintf("%d ms", d/time.Millisecond))
	}
	if j := max(f.Up.Jitter, f.Down.Jitter); j > 0 {
		parts = append(parts, fmt.Sprintf("jitter %d ms", j/time.Millisecond))
	}
	if n := max(f.Up.Loss, f.Down.Loss); n > 0 {
		parts = append(parts, fmt.Sprintf("loss %d %%", n))
	}
	if f.Stream {
		parts = append(parts, "TCP")
	}
	if parts != nil {
		parts[0] = "SIM " + parts[0]
	}
	for _, s := range [...]struct {
		on   bool
		name string
	}{
		{on.Prediction, "prediction"}, {on.Reconciliation, "reconciliation"},
		{on.Interpolation, "interpolation"}, {on.Smoothing, "smoothing"},
	} {
		if !s.on {
			parts = append(parts, "no "+s.name)
		}
	}
	return strings.Join(parts, " · ")
}
