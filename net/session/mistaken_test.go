package session

import (
	"fmt"
	"testing"
	"time"

	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// A client that the server took for a plain text client tries again, but not for
// ever; any other complaint is final.
func TestTakenForPlain(t *testing.T) {
	for code, links := range map[string]uint64{wire.CodeType: 1 + maxPlainMistakes, wire.CodePassword: 1, wire.CodeFull: 1} {
		c := NewClient(ClientConfig{NewCodec: func() wire.Codec { return msgpack.New() }})
		for now := time.Duration(0); now < time.Second; now += time.Millisecond {
			if c.ShouldDial(now) {
				near, _ := mem.Pair()
				c.SetLink(now, failingReader{near, fmt.Errorf("%w: %w", link.ErrDisconnected, wire.ProtocolErrorf(code, "so it is"))})
			}
			c.Tick(now, 0)
		}
		want := code
		if code == wire.CodeType {
			want = "" // which is no reason for which a server ends anything
		}
		if s := c.Status(); s.State != Ended || s.Code != want || c.LinkNumber() != links {
			t.Errorf("%s: %+v after %d links, want %d", code, s, c.LinkNumber(), links)
		}
	}
}
