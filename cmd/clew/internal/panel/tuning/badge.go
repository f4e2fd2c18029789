package tuning

import (
	"fmt"
	"strconv"
	"strings"

	"clew/net/link/flakylink"
	"clew/net/replica"
)

// BadgeText says in short what is simulated or switched off, such as
// "SIM +120 ms, 5 % loss"; it is empty in a normal game. The latency is what
// the round trip gets longer by. Everything else is that of each direction;
// where the two differ, ↑ is to the server and ↓ from it. That the wire is a
// stream is said only where there is something that it changes.
func BadgeText(c flakylink.Config, s replica.Switches) string {
	parts := append(wireParts(c), switchParts(s)...)
	if len(parts) == 0 {
		return ""
	}
	return "SIM " + strings.Join(parts, ", ")
}

func wireParts(c flakylink.Config) (parts []string) {
	if trip := c.Up.Latency + c.Down.Latency; trip > 0 {
		parts = append(parts, "+"+strconv.Itoa(Millis(trip))+" ms")
	}
	add := func(up, down int, unit string) {
		if up != 0 || down != 0 {
			parts = append(parts, both(up, down)+unit)
		}
	}
	add(Millis(c.Up.Jitter), Millis(c.Down.Jitter), " ms jitter")
	add(c.Up.Loss, c.Down.Loss, " % loss")
	add(c.Up.Double, c.Down.Double, " % doubled")
	add(c.Up.Reorder, c.Down.Reorder, " % reordered")
	if c.Stream && len(parts) > 0 {
		parts = append(parts, "as TCP")
	}
	return parts
}

func both(up, down int) string {
	if up == down {
		return fmt.Sprint(up)
	}
	return fmt.Sprintf("↑%d ↓%d", up, down)
}

func switchParts(s replica.Switches) (parts []string) {
	for _, w := range Levers {
		if !*w.Of(&s) {
			parts = append(parts, "no "+w.Word)
		}
	}
	return parts
}
