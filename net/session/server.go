// Package session joins what is said to what carries it. A Server drives an
// authority over many links, a Client a replica over one, which it replaces
// when it dies. Both are sans I/O and polled: links are handed to them, and
// time is passed in.
package session

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

// advancer is a link that must be told the time, such as a flakylink.
type advancer interface {
	Advance(now time.Duration) error
}

// Server is an authority with its clients' links. It is not safe for
// concurrent use.
type Server struct {
	Game  *authority.Authority
	conns []*Conn
	buf   []byte
}

// Conn is one connection.
type Conn struct {
	link       link.Link
	newCodec   func() wire.Codec
	codec      wire.Codec
	client     *authority.Client
	readBudget int // messages that may be read now
	dead       bool
}

// NewServer makes a server without clients.
func NewServer(game *authority.Authority) *Server { return &Server{Game: game} }

// Accept lets a connection in. The Server owns the link from here on, and
// closes it at the end. The label tells people where it comes from.
func (s *Server) Accept(l link.Link, newCodec func() wire.Codec, mode authority.Mode, label string) *Conn {
	seat := &Conn{link: l, newCodec: newCodec, codec: newCodec(), client: s.Game.AddClient(mode, label), readBudget: readBurst}
	s.conns = append(s.conns, seat)
	return seat
}

// DataArrived tells that bytes have come that need not be a message, see
// authority.Client.DataArrived.
func (seat *Conn) DataArrived() { seat.client.DataArrived() }

// RequireToken has a game client that comes without the token of a player here be
// told goodbye.
func (seat *Conn) RequireToken(bye *wire.Bye) { seat.client.RequireToken(bye) }

// ConnCount is the number of connections.
func (s *Server) ConnCount() int { return len(s.conns) }

// Tick reads what has arrived, carries out one tick of the game, and sends
// what there is to send. Connections that came to their end are closed.
func (s *Server) Tick(now time.Duration) {
	for _, seat := range s.conns {
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
	kept := s.conns[:0]
	for _, seat := range s.conns {
		s.buf = seat.write(s.buf)
		if seat.dead || seat.client.Closed() {
			seat.link.Close()
			continue
		}
		kept = append(kept, seat)
	}
	clear(s.conns[len(kept):])
	s.conns = kept
}

// read hands the messages that have arrived to the game.
func (seat *Conn) read(now time.Duration) {
	if c, ok := seat.link.(advancer); ok {
		if err := c.Advance(now); err != nil && !errors.Is(err, link.ErrDisconnected) {
			seat.fail(err)
			return
		}
	}
	seat.readBudget = min(seat.readBudget+readRate, readBurst)
	for range min(seat.readBudget, readPerTick) {
		if seat.client.AwaitingWelcome() {
			return
		}
		b, err := seat.link.Receive()
		if err != nil {
			seat.readFailed(err)
			return
		}
		if b == nil || seat.client.Closed() {
			return
		}
		seat.readBudget--
		if seat.client.RateLimited(seat.codec.Type(b)) {
			continue
		}
		m, err := seat.codec.Decode(b)
		if err != nil {
			seat.client.Reject(protocolError(err))
			continue
		}
		seat.client.Handle(m)
	}
}

// write sends the messages that the game has for the client. Where the client
// is gone, what it said last may still wait to be read, its Quit perhaps: read
// comes to the end.
func (seat *Conn) write(buf []byte) []byte {
	for m := seat.client.Next(); m != nil; m = seat.client.Next() {
		if seat.dead {
			continue
		}
		var err error
		if buf, err = send(seat.link, seat.codec, buf, m); err != nil && !errors.Is(err, link.ErrDisconnected) {
			seat.fail(err)
		}
	}
	return buf
}

// readFailed ends a connection from which nothing more can be read. Where that is
// the client's own doing, the link still sends, so it is told.
func (seat *Conn) readFailed(err error) {
	var f *wire.ProtocolError
	switch {
	case errors.As(err, &f):
		seat.client.Close(f.Code, f.Text)
	case errors.Is(err, link.ErrTooLong):
		seat.client.Close(wire.CodeTooLong, "your message is too long")
	default:
		seat.fail(err)
	}
}

// fail ends a connection whose link is of no use any more.
func (seat *Conn) fail(err error) {
	seat.dead = true
	seat.client.Disconnect(err.Error())
}

// send encodes a message and hands it to a link. It returns buf for reuse.
func send(l link.Link, codec wire.Codec, buf []byte, m wire.Message) ([]byte, error) {
	buf, err := codec.Append(buf[:0], m)
	if err != nil {
		return buf, err
	}
	class := link.Reliable
	if wire.TypeOf(m).Unreliable {
		class = link.Unreliable
	}
	return buf, l.Send(class, buf)
}
