package mesh

import (
	"net/netip"
	"testing"

	"clew/net/discovery"
	"clew/net/session"
)

// Of the games that are found, a peer joins the one that it was told the name of.
func TestJoinByName(t *testing.T) {
	ann, bea := start(t, 1, "Ann", ""), start(t, 2, "Bea", "")
	found := []discovery.Server{
		{Info: discovery.Info{Name: "Other", Game: 5}, Doors: []netip.AddrPort{bea.Addr()}},
		{Info: discovery.Info{Name: "Attic"}, Doors: []netip.AddrPort{bea.Addr()}}, // a server
		{Info: discovery.Info{Name: "Attic", Game: 7}, Doors: []netip.AddrPort{ann.Addr()}},
	}
	cfg := config(3, "Cyd", "")
	cfg.Session.Game, cfg.Named = nil, "Attic"
	cyd := startWith(t, cfg)
	cyd.learnMembers(found)
	waitFor(t, cyd, "Cyd plays with Ann", members(2))
	waitFor(t, ann, "Ann plays with Cyd", members(2))
	cyd.learnMembers(found)
	cyd.Do(func(s *session.Mesh) {
		if st := s.Status(); st.Links != 1 {
			t.Errorf("%d links", st.Links)
		}
	})
	cfg.Named = ""
	cfg.Session.Peer.Nonce = 4
	dan := startWith(t, cfg)
	dan.learnMembers([]discovery.Server{{Info: discovery.Info{Game: 7}, Doors: []netip.AddrPort{ann.Addr()}}})
	dan.Do(func(s *session.Mesh) {
		if d := s.Dials(dan.Now()); len(d) > 0 {
			t.Errorf("told no name, it dials %v", d)
		}
	})
}
