package reel

import (
	"strings"

	"clew/cmd/clew/internal/words"
	"clew/net/rig/tracer"
)

// What is what a packet holds, in a word or two.
func What(p tracer.Packet) string {
	key := "message." + p.Kind
	if what := words.T("message." + p.Kind); what != key {
		return what
	}
	return words.T("message.unknown")
}

// packetWords tells the way of a packet.
func (r *Reel) packetWords(i int) string {
	p := r.Story().Packets[i]
	way := words.F("reel.way-down", r.Name(p.Client))
	if p.Up {
		way = words.F("reel.way-up", r.Name(p.Client))
	}
	parts := []string{
		words.F("reel.packet-head", p.Number, way, What(p), p.Size),
		words.F("reel.sent", p.Sent),
	}
	if p.Resends > 0 {
		parts = append(parts, resent(p.Resends))
	}
	if p.Held {
		parts = append(parts, words.T("reel.held-back"))
	}
	if p.Arrives == 0 {
		parts = append(parts, words.T("reel.lost"))
	} else {
		parts = append(parts, words.F("reel.arrived-later", p.Arrives, millis(p.Arrives-p.Sent)))
	}
	if p.Again != 0 {
		parts = append(parts, words.F("reel.copy", p.Again))
	}
	all := strings.Join(parts, ", ") + "." + carries(p)
	if key := done[r.Fate(p)]; key != "" {
		all += " " + words.T(key)
	}
	return all
}

// carries is what inputs or which state a packet holds.
func carries(p tracer.Packet) string {
	switch {
	case p.Kind == "S":
		return " " + words.F("reel.holds", p.Tick, p.Ack)
	case p.Count == 1:
		return " " + words.F("reel.carries", p.First)
	case p.Count > 1:
		return " " + words.F("reel.carries-some", p.First, p.First+uint32(p.Count)-1)
	}
	return ""
}

// done is what a person did to a packet, as keys of the words.
var done = map[Fate]string{
	Drop:   "reel.you-dropped",
	Delay:  "reel.you-delayed",
	Double: "reel.you-doubled",
	Swap:   "reel.you-swapped",
}

// resent says how often a packet was lost before it got through.
func resent(n int) string {
	switch n {
	case 1:
		return words.T("reel.resent-once")
	case 2:
		return words.T("reel.resent-twice")
	}
	return words.F("reel.resent", n)
}
