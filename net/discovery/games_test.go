package discovery

import (
	"fmt"
	"net/netip"
	"slices"
	"testing"
	"time"
)

// The members of a game are one line of the list, with a door each. Another game and a
// server are others.
func TestGamesMerge(t *testing.T) {
	s := newTestSearch()
	for i := range uint32(3) {
		exchange(s, newTestPeer(2+i, uint64(2+i), 5), time.Duration(i)*time.Millisecond)
	}
	other := newTestPeer(9, 9, 6)
	other.info.Name = "Bo and Cy"
	exchange(s, other, 0)
	exchange(s, newTestServer(10, 10), 0)
	got := s.servers(time.Second, nil)
	if len(got) != 3 || got[0].Game != 5 || got[1].Game != 6 || got[2].Game != 0 {
		t.Fatalf("found %+v", got)
	}
	var doors []netip.AddrPort
	for i := range uint32(3) {
		doors = append(doors, addrPort(2+i, 8856))
	}
	if !slices.Equal(got[0].Doors, doors) || got[0].Addr != doors[0] || got[0].Players != 3 || len(got[1].Doors) != 1 || got[2].Doors != nil {
		t.Errorf("found %+v", got)
	}
}

// When the members disagree about the number of players, the latest view counts.
func TestLatestView(t *testing.T) {
	s, a, b := newTestSearch(), newTestPeer(2, 2, 5), newTestPeer(3, 3, 5)
	b.info.View, b.info.Players = 4, 4
	exchange(s, a, 0)
	exchange(s, b, 0)
	if got := onlyServer(t, s, 0); got.Players != 4 || got.View != 4 {
		t.Errorf("found %+v", got)
	}
}

// A member who leaves is no door any more; the game is listed while one is there.
func TestMembersLeave(t *testing.T) {
	s, a, b := newTestSearch(), newTestPeer(2, 2, 5), newTestPeer(3, 3, 5)
	exchange(s, a, 0)
	exchange(s, b, serverTimeout-time.Second)
	if got := onlyServer(t, s, serverTimeout+time.Second); len(got.Doors) != 1 || got.Addr != addrPort(3, 8856) {
		t.Errorf("found %+v", got)
	}
	if got := s.servers(2*serverTimeout, nil); len(got) > 0 {
		t.Errorf("all have left, and it found %+v", got)
	}
}

// A peer that is in no game yet says nothing.
func TestPeerWithoutGame(t *testing.T) {
	p := newTestPeer(2, 2, 0)
	probe := newTestSearch().query(nil)
	if beacon, answer := p.beaconBytes(), p.answers(0, finderAt, probe); beacon != nil || answer != nil {
		t.Errorf("it says % x and % x", beacon, answer)
	}
}

// An attacker who names a game, with as many members as it can invent at one address,
// neither describes it nor is the only door, not even when it is found first.
func TestInventedMembers(t *testing.T) {
	for _, lies := range []bool{false, true} {
		for _, late := range []bool{false, true} {
			t.Run(fmt.Sprint("lies=", lies, " late=", late), func(t *testing.T) {
				s := newTestSearch()
				if !late {
					inventMembers(s, lies)
				}
				for i := range uint32(2) {
					exchange(s, newTestPeer(2+i, uint64(2+i), 5), time.Millisecond)
				}
				if late {
					inventMembers(s, lies)
				}
				got := onlyServer(t, s, time.Second)
				if got.Name != "Ada and Bo" || got.HasPassword || len(got.Doors) > maxDoors {
					t.Errorf("found %+v", got)
				}
				for i := range uint32(2) {
					if !slices.Contains(got.Doors, addrPort(2+i, 8856)) {
						t.Errorf("%v is no door, but %v", addrPort(2+i, 8856), got.Doors)
					}
				}
			})
		}
	}
}

// inventMembers invents members of a game at one address, who describe the game as
// the real ones do, or otherwise.
func inventMembers(s *search, lies bool) {
	for i := range uint64(100) {
		p := newTestPeer(200, 100+i, 5)
		p.port = uint16(i + 1)
		if lies {
			p.info.Name, p.info.HasPassword, p.info.View = "Come in", true, 1<<32-1
		}
		exchange(s, p, 0)
	}
}

// A flood of made-up games, a thousand of each address and more of all, leaves room for
// an honest one.
func TestInventedGames(t *testing.T) {
	s, honest := newTestSearch(), newTestPeer(2, 1, 5)
	for i := range uint32(10_000) {
		now := time.Duration(i) * 200 * time.Microsecond
		exchange(s, newTestPeer(100+i%100, uint64(100+i), GameID(100+i)), now)
	}
	now := 2 * time.Second
	exchange(s, honest, now)
	got := s.servers(now, nil)
	if len(got) > maxRoutes || !slices.ContainsFunc(got, func(g Server) bool { return g.Game == 5 }) {
		t.Errorf("%d games are listed, and the honest one is %v", len(got), s.routesPerAddr[honest.at.Addr()] == 1)
	}
}

// A program on this computer whose address another has, too, in one game.
func TestOwnPeerIsNearest(t *testing.T) {
	s := newTestSearch()
	exchange(s, newTestPeer(2, 2, 5), 0)
	exchange(s, newTestPeer(1, 3, 5), 0)
	if got := onlyServer(t, s, 0); !got.Local || got.Addr != addrPort(1, 8856) {
		t.Errorf("found %+v", got)
	}
}
