// Package dial connects a game client to a server: it resolves the address, opens
// the connection, announces the wire mode, and returns a link. Its errors are
// sentences for the person who typed the address.
package dial

import (
	"bytes"
	"context"
	"net"
	"time"

	"clew/net/link"
	"clew/net/link/tcp"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

// dialTimeout is how long a server may take to answer.
const dialTimeout = 5 * time.Second

// Dial connects to addr as a new Dialer does.
func Dial(ctx context.Context, addr string, w Wire) (link.Link, error) {
	return NewDialer(addr, w).Dial(ctx)
}

// dialTarget connects to host:port.
func dialTarget(ctx context.Context, target string, w Wire) (link.Link, error) {
	d := net.Dialer{Timeout: dialTimeout}
	conn, err := d.DialContext(ctx, "tcp", target)
	if err != nil {
		return nil, explain(target, err)
	}
	l, err := Wrap(conn, w)
	if err != nil {
		return nil, explain(target, err)
	}
	return l, nil
}

// Wrap makes a link of an open connection, which it owns from here on, and
// announces the wire mode at once. After an error the connection is closed.
func Wrap(conn net.Conn, w Wire) (link.Link, error) {
	if _, err := conn.Write([]byte(preambles[w])); err != nil {
		conn.Close()
		return nil, err
	}
	framing := framingFor(w)
	if w == Text {
		framing.Frame = stripPreface(framing.Frame)
	}
	return tcp.New(conn, tcp.Options{Framing: framing}), nil
}

// stripPreface removes from the first message, the Hello, what was sent before
// it. The preface cannot wait for the Hello, which a simulated network may delay:
// a server takes a client that is silent for 250 ms for a person with nc.
func stripPreface(frame func(dst, msg []byte) []byte) func(dst, msg []byte) []byte {
	first := true
	return func(dst, msg []byte) []byte {
		if first {
			first, msg = false, bytes.TrimPrefix(msg, []byte(text.Preface))
		}
		return frame(dst, msg)
	}
}

// CodecFor returns the function that makes a codec for each link of a wire mode.
func CodecFor(w Wire) func() wire.Codec { return codecs[w] }

// WaitClosed waits until a closed link has sent its last messages, at most a
// second. A program that exits before may lose them.
func WaitClosed(l link.Link) {
	if l, ok := l.(interface{ Done() <-chan struct{} }); ok {
		<-l.Done()
	}
}

// What belongs to each wire mode.
var (
	preambles = [...]string{Msgpack: msgpack.Magic, Text: text.Preface}
	framings  = [...]tcp.Framing{
		Msgpack: tcp.LengthPrefix(wire.MaxFromServer),
		Text:    tcp.Lines(wire.MaxFromServer),
	}
	codecs = [...]func() wire.Codec{
		Msgpack: func() wire.Codec { return msgpack.New() },
		Text:    func() wire.Codec { return text.NewNumbered() },
	}
)
