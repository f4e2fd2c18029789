package reel

import (
	"strings"

	"clew/cmd/clew/internal/words"
	"clew/net/rig/tracer"
)

// PacketContents is what a packet holds, in a word or two.
func PacketContents(p tracer.Packet) string {
	key := "message." + p.Type
	if what := words.T("message." + p.Type); what != key {
		return what
	}
	return words.T("message.unknown")
}

// describePacket tells the way of a packet.
func (r *Player) describePacket(i int) string {
	p := r.Trace().Packets[i]
	way := words.Tf("reel.way-down", r.Name(p.Client))
	if p.Up {
		way = words.Tf("reel.way-up", r.Name(p.Client))
	}
	parts := []string{
		words.Tf("reel.packet-head", p.Number, way, PacketContents(p), p.Size),
		words.Tf("reel.sent", p.Sent),
	}
	if p.Retransmits > 0 {
		parts = append(parts, resentText(p.Retransmits))
	}
	if p.Reordered {
		parts = append(parts, words.T("reel.held-back"))
	}
	if p.Arrives == 0 {
		parts = append(parts, words.T("reel.lost"))
	} else {
		parts = append(parts, words.Tf("reel.arrived-later", p.Arrives, milliseconds(p.Arrives-p.Sent)))
	}
	if p.DuplicateAt != 0 {
		parts = append(parts, words.Tf("reel.copy", p.DuplicateAt))
	}
	all := strings.Join(parts, ", ") + "." + contentsText(p)
	if key := editedTexts[r.PacketAction(p)]; key != "" {
		all += " " + words.T(key)
	}
	return all
}

// contentsText is what inputs or which state a packet holds.
func contentsText(p tracer.Packet) string {
	switch {
	case p.Type == "S":
		return " " + words.Tf("reel.holds", p.Tick, p.Ack)
	case p.Count == 1:
		return " " + words.Tf("reel.carries", p.First)
	case p.Count > 1:
		return " " + words.Tf("reel.carries-some", p.First, p.First+uint32(p.Count)-1)
	}
	return ""
}

// editedTexts is what a person did to a packet, as keys of the words.
var editedTexts = map[PacketAction]string{
	Drop:      "reel.you-dropped",
	Delay:     "reel.you-delayed",
	Duplicate: "reel.you-doubled",
	Swap:      "reel.you-swapped",
}

// resentText says how often a packet was lost before it got through.
func resentText(n int) string {
	switch n {
	case 1:
		return words.T("reel.resent-once")
	case 2:
		return words.T("reel.resent-twice")
	}
	return words.Tf("reel.resent", n)
}
