package tcp

import (
	"cmp"
	"net"
	"time"

	"clew/net/link"
)

// Options configures a Link. Everything but the Framing may be left zero.
type Options struct {
	Framing

	// Prefix was already read from the connection, to find out what
	// the other end speaks. It is read first, and copied.
	Prefix []byte

	// WriteTimeout is how long the other end may take to read what was
	// written at one time, which is about 16 KiB or one message that is
	// longer. Past that the link fails with link.ErrSlowReader. 0 means 5 s.
	WriteTimeout time.Duration

	// SendBuffer is how many bytes the kernel may hold for an end that does
	// not read; what it holds hides from WriteTimeout. 0 means 64 KiB.
	SendBuffer int

	// ReceiveBuffer is how many bytes the kernel may hold that were not read
	// yet. 0 means what the kernel thinks best, which can be megabytes.
	ReceiveBuffer int

	// Inbox limits what may wait to be received. When it is full, nothing more
	// is read, so that a sender that floods the link has to wait. At least one message of
	// the longest kind always fits. 0 means 256 messages and 64 KiB.
	Inbox link.Limit

	// Reliable and Unreliable limit what may wait to be written, with its
	// framing. 0 means 1024 messages for Reliable, 8 for Unreliable, and
	// 512 KiB for either.
	Reliable, Unreliable link.Limit

	// Notify, where not nil, gets a value whenever something has arrived or
	// receiving has failed, unless it is full. So a goroutine that has
	// nothing else to do can wait for the link, with a channel that holds
	// one value.
	Notify chan<- struct{}
}

// closeTimeout is how long a closed link may take to write what it has, and to
// see the other end close too.
const closeTimeout = time.Second

func (o Options) withDefaults() Options {
	if o.Split == nil || o.Frame == nil || o.Max <= 0 {
		panic("tcp: Options without a Framing")
	}
	o.WriteTimeout = cmp.Or(o.WriteTimeout, 5*time.Second)
	o.SendBuffer = cmp.Or(o.SendBuffer, 64<<10)
	o.Inbox.Messages = cmp.Or(o.Inbox.Messages, 256)
	o.Inbox.Bytes = cmp.Or(o.Inbox.Bytes, 64<<10)
	o.Reliable.Messages = cmp.Or(o.Reliable.Messages, 1024)
	o.Reliable.Bytes = cmp.Or(o.Reliable.Bytes, 512<<10)
	o.Unreliable.Messages = cmp.Or(o.Unreliable.Messages, 8)
	o.Unreliable.Bytes = cmp.Or(o.Unreliable.Bytes, 512<<10)
	o.Inbox.Bytes = max(o.Inbox.Bytes, o.Max)
	return o
}

// setSocketOptions sets what conn allows to be set on its socket. A net.Pipe
// allows nothing. TCP_NODELAY is on in Go by default.
func setSocketOptions(conn net.Conn, o Options) {
	if c, ok := conn.(interface{ SetWriteBuffer(int) error }); ok {
		c.SetWriteBuffer(o.SendBuffer)
	}
	if c, ok := conn.(interface{ SetReadBuffer(int) error }); ok && o.ReceiveBuffer > 0 {
		c.SetReadBuffer(o.ReceiveBuffer)
	}
	if c, ok := conn.(interface{ SetKeepAlive(bool) error }); ok {
		c.SetKeepAlive(true)
	}
}
