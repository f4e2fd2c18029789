// Package endpoint joins what is said to what carries it. A Server drives an
// authority over many links, a Client a replica over one, which it replaces
// when it dies. Both are sans I/O and polled: links are handed to them, and
// time is passed in.
package endpoint

import (
	"errors"
	"time"

	"clew/net/authority"
	"clew/net/link"
	"clew/net/wire"
)

// How many messages of one client are read. An honest one sends two in a tick;
// what is more waits in its own link, and in the end with its sender.
const (
	readPerTick = 32  // at once
	readRate    = 5   // in a tick, in the long run, …
	readBurst   = 128 // … and so many more, as after its connection has stood still
)

// clocked is a link that must be told the time, such as a flakylink.
type clocked interface {
	Advance(now time.Duration) error
}

// Server is an authority with its clients' links. It is not safe for
// concurrent use.
type Server struct {
	Game  *authority.Authority
	seats []*Seat
	buf   []byte
}

// Seat is one connection.
type Seat struct {
	link     link.Link
	newCodec func() wire.Codec
	codec    wire.Codec
	client   *authority.Client
	allowed  int // messages that may be read now
	dead     bool
}

// NewServer makes a server without clients.
func NewServer(game *authority.Authority) *Server { return &Server{Game: game} }

// Attach lets a connection in. The Server owns the link from here on, and
// closes it at the end. The label tells people where it comes from.
func (s *Server) Attach(l link.Link, newCodec func() wire.Codec, mode authority.Mode, label string) *Seat {
	seat := &Seat{link: l, newCodec: newCodec, codec: newCodec(), client: s.Game.Open(mode, label), allowed: readBurst}
	s.seats = append(s.seats, seat)
	return seat
}

// Spoke tells that bytes have come that need not be a message, see
// authority.Client.Spoke.
func (seat *Seat) Spoke() { seat.client.Spoke() }

// TokenOnly has a game client that comes without the token of a player here be
// told goodbye.
func (seat *Seat) TokenOnly(bye *wire.Bye) { seat.client.TokenOnly(bye) }

// Seats is the number of connections.
func (s *Server) Seats() int { return len(s.seats) }

// Tick reads what has arrived, carries out one tick of the game, and sends
// what there is to send. Connections that came to their end are closed.
func (s *Server) Tick(now time.Duration) {
	for _, seat := range s.seats {
		seat.read(now)
	}
	s.Game.Tick()
	s.flush()
}

// Stop says goodbye to everybody and closes all links.
func (s *Server) Stop(reason string) {
	s.Game.Stop(reason)
	s.flush()
}

// flush sends what there is to send and lets go of what has ended.
func (s *Server) flush() {
	kept := s.seats[:0]
	for _, seat := range s.seats {
		s.buf = seat.write(s.buf)
		if seat.dead || seat.client.Ended() {
			seat.link.Close()
			continue
		}
		kept = append(kept, seat)
	}
	clear(s.seats[len(kept):])
	s.seats = kept
}

// read hands the messages that have arrived to the game.
func (seat *Seat) read(now time.Duration) {
	if c, ok := seat.link.(clocked); ok {
		if err := c.Advance(now); err != nil && !errors.Is(err, link.ErrGone) {
			seat.fail(err)
			return
		}
	}
	seat.allowed = min(seat.allowed+readRate, readBurst)
	for range min(seat.allowed, readPerTick) {
		if seat.client.Deaf() {
			return
		}
		b, err := seat.link.Receive()
		if err != nil {
			seat.broken(err)
			return
		}
		if b == nil || seat.client.Ended() {
			return
		}
		seat.allowed--
		if seat.client.Refuse(seat.codec.Type(b)) {
			continue
		}
		m, err := seat.codec.Decode(b)
		if err != nil {
			seat.client.Fault(fault(err))
			continue
		}
		seat.client.Receive(m)
	}
}

// write sends the messages that the game has for the client. Where the client
// is gone, what it said last may still wait to be read, its Quit perhaps: read
// comes to the end.
func (seat *Seat) write(buf []byte) []byte {
	for m := seat.client.Next(); m != nil; m = seat.client.Next() {
		if seat.dead {
			continue
		}
		var err error
		if buf, err = send(seat.link, seat.codec, buf, m); err != nil && !errors.Is(err, link.ErrGone) {
			seat.fail(err)
		}
	}
	return buf
}

// broken ends a connection from which nothing more can be read. Where that is
// the client's own doing, the link still sends, so it is told.
func (seat *Seat) broken(err error) {
	var f *wire.Fault
	switch {
	case errors.As(err, &f):
		seat.client.End(f.Code, f.Text)
	case errors.Is(err, link.ErrTooLong):
		seat.client.End(wire.CodeLong, "your message is longer than any may be")
	default:
		seat.fail(err)
	}
}

// fail ends a connection whose link is of no use any more.
func (seat *Seat) fail(err error) {
	seat.dead = true
	seat.client.Gone(err.Error())
}

// send encodes a message and hands it to a link. It returns buf for reuse.
func send(l link.Link, codec wire.Codec, buf []byte, m wire.Message) ([]byte, error) {
	buf, err := codec.Append(buf[:0], m)
	if err != nil {
		return buf, err
	}
	class := link.Reliable
	if m.Lossy() {
		class = link.Newest
	}
	return buf, l.Send(class, buf)
}
