package session

import (
	"errors"
	"time"

	"clew/net/authority"
	"clew/net/link"
	"clew/net/wire"
)

// How many messages of one client are read. An honest one sends two a tick; the
// rest waits in its own link, and at last with its sender.
const (
	readPerTick = 32  // at once
	readRate    = 5   // a tick in the long run, …
	readBurst   = 128 // … and as many more after a connection has stalled
)

// advancer is a link that must be told the time, such as a netem.Link.
type advancer interface {
	Advance(now time.Duration) error
}

// Server is an authority with its clients' links. It is not safe for concurrent
// use.
type Server struct {
	Game  *authority.Authority
	conns []*Conn
	buf   []byte
}

// Conn is one client's connection.
type Conn struct {
	link       link.Link
	newCodec   func() wire.Codec
	codec      wire.Codec
	client     *authority.Client
	readBudget int // messages that may be read now
	dead       bool
}

// NewServer returns a server without clients.
func NewServer(game *authority.Authority) *Server { return &Server{Game: game} }

// Accept adds a client's connection. The Server owns the link from here on, and
// closes it at the end. The label tells people where the client comes from.
func (s *Server) Accept(l link.Link, newCodec func() wire.Codec, mode authority.Mode, label string) *Conn {
	c := &Conn{link: l, newCodec: newCodec, codec: newCodec(), client: s.Game.AddClient(mode, label), readBudget: readBurst}
	s.conns = append(s.conns, c)
	return c
}

// DataArrived notes that bytes have come that need not be a message, see
// authority.Client.DataArrived.
func (c *Conn) DataArrived() { c.client.DataArrived() }

// RequireToken makes the server say this goodbye to the client unless it has the
// token of a player here.
func (c *Conn) RequireToken(bye *wire.Bye) { c.client.RequireToken(bye) }

// ConnCount returns the number of connections.
func (s *Server) ConnCount() int { return len(s.conns) }

// Tick reads the messages that have arrived, carries out one tick of the game,
// and sends what there is to send. It closes connections that have ended.
func (s *Server) Tick(now time.Duration) {
	for _, c := range s.conns {
		c.read(now)
	}
	s.Game.Tick()
	s.flush()
}

// Stop says goodbye to everybody and closes all links.
func (s *Server) Stop(reason string) {
	s.Game.Stop(reason)
	s.flush()
}

// flush sends what there is to send and closes the connections that have ended.
func (s *Server) flush() {
	open := s.conns[:0]
	for _, c := range s.conns {
		s.buf = c.write(s.buf)
		if c.dead || c.client.Closed() {
			c.link.Close()
			continue
		}
		open = append(open, c)
	}
	clear(s.conns[len(open):])
	s.conns = open
}

// read passes the messages that have arrived to the game.
func (c *Conn) read(now time.Duration) {
	if l, ok := c.link.(advancer); ok {
		if err := l.Advance(now); err != nil && !errors.Is(err, link.ErrDisconnected) {
			c.fail(err)
			return
		}
	}
	c.readBudget = min(c.readBudget+readRate, readBurst)
	for range min(c.readBudget, readPerTick) {
		if c.client.AwaitingWelcome() {
			return
		}
		msg, err := c.link.Receive()
		if err != nil {
			c.readFailed(err)
			return
		}
		if msg == nil || c.client.Closed() {
			return
		}
		c.readBudget--
		if c.client.RateLimited(c.codec.Type(msg)) {
			continue
		}
		m, err := c.codec.Decode(msg)
		if err != nil {
			c.client.Reject(protocolError(err))
			continue
		}
		c.client.Handle(m)
	}
}

// write sends the messages that the game has for the client. If the client has
// gone, its last messages may still wait to be read, perhaps a Quit: it is read
// that finds the end.
func (c *Conn) write(buf []byte) []byte {
	for m := c.client.Next(); m != nil; m = c.client.Next() {
		if c.dead {
			continue
		}
		var err error
		if buf, err = send(c.link, c.codec, buf, m); err != nil && !errors.Is(err, link.ErrDisconnected) {
			c.fail(err)
		}
	}
	return buf
}

// readFailed ends a connection from which nothing more can be read. If that is
// the client's fault, the link still sends, so the client is told.
func (c *Conn) readFailed(err error) {
	var p *wire.ProtocolError
	switch {
	case errors.As(err, &p):
		c.client.Close(p.Code, p.Text)
	case errors.Is(err, link.ErrTooLong):
		c.client.Close(wire.CodeTooLong, "your message is too long")
	default:
		c.fail(err)
	}
}

// fail ends a connection whose link is of no more use.
func (c *Conn) fail(err error) {
	c.dead = true
	c.client.Disconnect(err.Error())
}

// sender is the part of a link that send needs.
type sender interface {
	Send(class link.Class, msg []byte) error
}

// send encodes a message and sends it. It returns buf for reuse.
func send(l sender, codec wire.Codec, buf []byte, m wire.Message) ([]byte, error) {
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
