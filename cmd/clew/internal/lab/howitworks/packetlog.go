package howitworks

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/link/netem"
)

// lostTime is how long a lost packet is shown where it was lost.
const lostTime = time.Second

// packet is a message between a client and the server.
type packet struct {
	netem.PacketEvent
	client int
	keys   sim.Input // Ann's, that it tells of
	change bool      // they are not those of the packet before it
}

// packetLog holds the packets under way, in the order in which they left.
type packetLog struct {
	packets []packet
	keys    [2][2]sim.Input // of the last packet of each client and direction
}

// add adds a packet that leaves now.
func (l *packetLog) add(p packet) {
	last := &l.keys[p.client][p.Direction]
	p.change, *last = p.keys != *last, p.keys
	l.packets = append(l.packets, p)
}

// trim removes the packets that have arrived, and those that were lost long ago.
func (l *packetLog) trim(now time.Duration) {
	l.packets = slices.DeleteFunc(l.packets, func(p packet) bool {
		if p.Lost {
			return now-p.SentAt > lostTime
		}
		return now >= p.ArrivesAt
	})
}

// progress returns how far a packet has come, from 0 to 1.
func (p *packet) progress(now time.Duration) float64 {
	way := p.ArrivesAt - p.SentAt
	if way <= 0 {
		return 1
	}
	return min(max(float64(now-p.SentAt)/float64(way), 0), 1)
}
