package netsettings

import (
	"fmt"
	"strconv"
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// BadgeText says in short what is simulated or switched off, such as
// "SIM +120 ms, 5 % loss"; it is empty in a normal game. The latency is what
// the round trip gets longer by. Everything else is that of each direction;
// where the two differ, ↑ is to the server and ↓ from it. That the wire is a
// stream is said only where there is something that it changes; cut says that
// nothing gets through at the moment.
func BadgeText(s Config, cut bool) string {
	var parts []string
	if cut {
		parts = append(parts, i18n.T("badge.cut"))
	}
	parts = append(parts, netemParts(s.Netem)...)
	if n := s.Redundancy; n > 0 && n < wire.MaxInputFrames {
		parts = append(parts, i18n.Tf("badge.redundancy", n))
	}
	parts = append(parts, switchParts(s.Switches)...)
	if len(parts) == 0 {
		return ""
	}
	return i18n.Tf("badge.sim", strings.Join(parts, ", "))
}

func netemParts(c netem.Config) (parts []string) {
	if trip := c.Up.Latency + c.Down.Latency; trip > 0 {
		parts = append(parts, "+"+strconv.Itoa(Milliseconds(trip))+" ms")
	}
	add := func(key string, up, down int) {
		if up != 0 || down != 0 {
			parts = append(parts, i18n.Tf("badge."+key, upDown(up, down)))
		}
	}
	add("jitter", Milliseconds(c.Up.Jitter), Milliseconds(c.Down.Jitter))
	add("loss", c.Up.Loss, c.Down.Loss)
	add("doubled", c.Up.Duplicate, c.Down.Duplicate)
	add("reordered", c.Up.Reorder, c.Down.Reorder)
	if c.Stream && len(parts) > 0 {
		parts = append(parts, i18n.T("badge.stream"))
	}
	return parts
}

func upDown(up, down int) string {
	if up == down {
		return fmt.Sprint(up)
	}
	return fmt.Sprintf("↑%d ↓%d", up, down)
}

func switchParts(s replica.Switches) (parts []string) {
	for _, w := range Switches {
		if !*w.Value(&s) {
			parts = append(parts, i18n.T(w.badgeText))
		}
	}
	return parts
}

// TruncateBadge is as much of a badge's text as has room, part by part; at least that
// something is simulated.
func TruncateBadge(text string, room float64, measure func(string) float64) string {
	if measure(text) <= room {
		return text
	}
	for i := strings.LastIndex(text, ", "); i >= 0; i = strings.LastIndex(text, ", ") {
		if text = text[:i]; measure(text+" …") <= room {
			return text + " …"
		}
	}
	first, _, _ := strings.Cut(text, " ")
	return first
}
