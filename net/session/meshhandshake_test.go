package session

import (
	"net/netip"
	"strings"
	"testing"

	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/peerwire"
	"clew/net/wire"
)

// refusal sends messages over a new link to a mesh, and returns how it ends the link.
func refusal(n *meshNet, p *node, c peerwire.Codec, messages ...[]byte) *peerwire.Refused {
	n.t.Helper()
	near, far := mem.Pair()
	p.Accept(n.now, far, netip.MustParseAddrPort("192.0.2.1:1000"))
	for _, b := range messages {
		near.Send(link.Reliable, b)
	}
	for range 10 {
		n.tick()
		for b, err := near.Receive(); b != nil; b, err = near.Receive() {
			if err != nil {
				n.t.Fatal(err)
			}
			if m, err := c.Decode(b); err != nil {
				n.t.Fatalf("%q: %v", b, err)
			} else if r, ok := m.(*peerwire.Refused); ok {
				return r
			}
		}
	}
	return nil
}

// A peer of another version is told both versions, in the form in which it speaks.
func TestMeshVersions(t *testing.T) {
	n := newMeshNet(t, 1)
	r := refusal(n, n.nodes[0], peerwire.NewText(), []byte("G|99|what only version 99 knows|"))
	if r == nil || r.Code != wire.CodeVersion || !strings.Contains(r.Text, "99") || !strings.Contains(r.Text, "5") {
		t.Errorf("it is told %+v", r)
	}
}

// What somebody has said in a handshake proves nothing in another one.
func TestMeshReplayedHandshake(t *testing.T) {
	n := newMeshNet(t, 1)
	var said [][]byte
	p := n.start(func(c *MeshConfig) {
		c.OnPacket = func(_ peer.Process, e netem.PacketEvent, msg []byte) {
			if e.Direction == netem.Up && len(said) < 2 {
				said = append(said, append([]byte(nil), msg...))
			}
		}
	})
	p.Learn(n.nodes[0].addr)
	n.until(20, "both play", func() bool { return n.together(2) })
	p.kill()
	n.until(10, "it is alone", func() bool { return n.nodes[0].Status().Links == 0 })
	if r := refusal(n, n.nodes[0], peerwire.NewMsgpack(), said...); r == nil || r.Code != peerwire.CodeProof {
		t.Errorf("it is told %+v", r)
	}
	if r := refusal(n, n.nodes[0], peerwire.NewMsgpack(), said[1]); r == nil || r.Code != wire.CodeUnexpected {
		t.Errorf("a Proof without a Meet is told %+v", r)
	}
	if n.nodes[0].Status().Links != 0 {
		t.Error("it has a link")
	}
}
