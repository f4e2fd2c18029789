package playback

import (
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/eventlog"
)

// packetContents names what a packet holds.
func packetContents(p eventlog.Packet) string {
	key := "message." + p.Type
	if text := i18n.T("message." + p.Type); text != key {
		return text
	}
	return i18n.T("message.unknown")
}

// describePacket tells the way of a packet.
func (p *Player) describePacket(i int) string {
	pkt := p.Trace().Packets[i]
	direction := i18n.Tf("explain.way-down", p.Name(pkt.Client))
	if pkt.Up {
		direction = i18n.Tf("explain.way-up", p.Name(pkt.Client))
	}
	parts := []string{
		i18n.Tf("explain.packet-head", pkt.Number, direction, packetContents(pkt), pkt.Size),
		i18n.Tf("explain.sent", pkt.Sent),
	}
	if pkt.Retransmits > 0 {
		parts = append(parts, resentText(pkt.Retransmits))
	}
	if pkt.Reordered {
		parts = append(parts, i18n.T("explain.held-back"))
	}
	if pkt.Arrives == 0 {
		parts = append(parts, i18n.T("explain.lost"))
	} else {
		parts = append(parts, i18n.Tf("explain.arrived-later", pkt.Arrives, milliseconds(pkt.Arrives-pkt.Sent)))
	}
	if pkt.DuplicateAt != 0 {
		parts = append(parts, i18n.Tf("explain.copy", pkt.DuplicateAt))
	}
	all := strings.Join(parts, ", ") + "." + contentsText(pkt)
	if key := editedTexts[p.PacketAction(pkt)]; key != "" {
		all += " " + i18n.T(key)
	}
	return all
}

// contentsText names the inputs or the tick that a packet holds.
func contentsText(p eventlog.Packet) string {
	switch {
	case p.Type == "S":
		return " " + i18n.Tf("explain.holds", p.Tick, p.Ack)
	case p.Count == 1:
		return " " + i18n.Tf("explain.carries", p.First)
	case p.Count > 1:
		return " " + i18n.Tf("explain.carries-some", p.First, p.First+uint32(p.Count)-1)
	}
	return ""
}

// editedTexts tell what the user did to a packet, as message keys.
var editedTexts = map[PacketAction]string{
	Drop:      "explain.you-dropped",
	Delay:     "explain.you-delayed",
	Duplicate: "explain.you-doubled",
	Swap:      "explain.you-swapped",
}

// resentText tells how often a packet was retransmitted.
func resentText(n int) string {
	switch n {
	case 1:
		return i18n.T("explain.resent-once")
	case 2:
		return i18n.T("explain.resent-twice")
	}
	return i18n.Tf("explain.resent", n)
}
