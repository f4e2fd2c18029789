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

// BadgeText summarises what is simulated or switched off, such as "SIM +120 ms,
// 5 % loss", or returns "" for a normal game. The latency is the one added to
// the RTT. Other numbers are per direction; where they differ, ↑ is to the
// server and ↓ from it. The stream mode is named only where it matters. cut
// tells that nothing gets through right now.
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
	if rtt := c.Up.Latency + c.Down.Latency; rtt > 0 {
		parts = append(parts, "+"+strconv.Itoa(Milliseconds(rtt))+" ms")
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
		switch {
		case w.Value == nil && s.Reconciliation != replica.ReconcileReplay:
			parts = append(parts, i18n.T("reconcile."+s.Reconciliation.String()+"-badge"))
		case w.Value != nil && !*w.Value(&s):
			parts = append(parts, i18n.T(w.badgeText))
		}
	}
	return parts
}

// TruncateBadge drops parts from the end of a badge's text until it fits, down
// to its first word.
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
