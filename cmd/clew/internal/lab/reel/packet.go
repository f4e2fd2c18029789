package reel

import (
	"fmt"
	"strings"

	"clew/net/rig/tracer"
)

// kinds are the messages in words, by their letters.
var kinds = map[string]string{
	"H": "a greeting", "i": "inputs", "p": "a ping", "c": "something said", "n": "a new name", "q": "a farewell",
	"I": "a welcome", "M": "a level's size", "m": "a row of the level", "S": "a snapshot", "U": "a cell", "N": "who is who",
	"L": "who left", "C": "chat", "X": "who got out", "P": "the answer to a ping", "E": "an error", "B": "the end",
}

// What is what a packet holds, in a word or two.
func What(p tracer.Packet) string {
	if w, ok := kinds[p.Kind]; ok {
		return w
	}
	return "a message"
}

// packetWords tells the way of a packet.
func (r *Reel) packetWords(i int) string {
	p := r.Story().Packets[i]
	way := "from the server to " + r.Name(p.Client)
	if p.Up {
		way = "from " + r.Name(p.Client) + " to the server"
	}
	parts := []string{
		fmt.Sprintf("Packet %d %s: %s, %d bytes", p.Number, way, What(p), p.Size),
		fmt.Sprintf("left at tick %d", p.Sent),
	}
	if p.Resends > 0 {
		parts = append(parts, "lost "+times(p.Resends)+" and sent again")
	}
	if p.Held {
		parts = append(parts, "held back behind later ones")
	}
	if p.Arrives == 0 {
		parts = append(parts, "lost on its way")
	} else {
		parts = append(parts, fmt.Sprintf("arrived at %d, %d ms later", p.Arrives, millis(p.Arrives-p.Sent)))
	}
	if p.Again != 0 {
		parts = append(parts, fmt.Sprintf("a second copy at %d", p.Again))
	}
	return strings.Join(parts, ", ") + "." + carries(p) + done[r.Fate(p)]
}

// carries is what inputs or which state a packet holds.
func carries(p tracer.Packet) string {
	switch {
	case p.Kind == "S":
		return fmt.Sprintf(" It holds tick %d and acknowledges input %d.", p.Tick, p.Ack)
	case p.Count == 1:
		return fmt.Sprintf(" It carries input %d.", p.First)
	case p.Count > 1:
		return fmt.Sprintf(" It carries inputs %d to %d.", p.First, p.First+uint32(p.Count)-1)
	}
	return ""
}

// done is what a person did to a packet.
var done = map[Fate]string{
	Drop:   " You dropped it.",
	Delay:  " You delayed it by 100 ms.",
	Double: " You doubled it.",
	Swap:   " You swapped it with the next of its kind.",
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}
