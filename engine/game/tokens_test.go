package game

import (
	"testing"

	"clew/engine/sim"
)

// resume has a client come with a token, and get another one.
func resume(t testing.TB, s *State, id sim.ID, used, token TokenHash) EventKind {
	t.Helper()
	events := apply(t, s, Entry{Changes: []Change{{Kind: Resume, ID: id, UsedToken: used, Token: token}}})
	if len(events) != 1 || events[0].ID != id || events[0].Change != 0 {
		t.Fatalf("%+v", events)
	}
	return events[0].Kind
}

// The token before is good until an input shows that the client knows its new one.
func TestTokens(t *testing.T) {
	s := newState(t)
	a, b, c, d := TokenHash{1}, TokenHash{2}, TokenHash{3}, TokenHash{15: 4}
	apply(t, s, Entry{Changes: []Change{{Kind: Join, Name: "Ann", Token: a}, {Kind: Join, Name: "Zoe", Token: TokenHash{9}}}})
	known := func(want ...TokenHash) {
		t.Helper()
		for _, token := range []TokenHash{a, b, c, d} {
			good := false
			for _, w := range want {
				good = good || token == w
			}
			if p := s.PlayerByToken(token); good != (p != nil && p.ID == 1) {
				t.Errorf("%v is good for %+v", token, p)
			}
		}
	}
	known(a)
	apply(t, s, Entry{Changes: []Change{{Kind: Disconnect, ID: 1}}})
	if !s.Player(1).Disconnected || s.Player(1).DisconnectedAt != 1 {
		t.Errorf("%+v", s.Player(1))
	}
	if k := resume(t, s, 1, a, b); k != PlayerResumed || s.Player(1).Disconnected || s.Player(2).Disconnected {
		t.Errorf("%v, %+v", k, s.Players())
	}
	known(a, b)
	// Its Welcome was lost: it comes back with what it had.
	if k := resume(t, s, 1, a, c); k != PlayerResumed {
		t.Error(k)
	}
	known(a, c)
	if k := resume(t, s, 1, b, d); k != ResumeRefused {
		t.Error(k)
	}
	known(a, c)
	// An input that was consumed before proves nothing, nor does a walk.
	apply(t, s, Entry{Inputs: []Input{{1, 0, sim.Right}, {1, 127, sim.Right}, {2, 1, sim.Left}}, Walks: []Walk{{1, sim.Right}}})
	known(a, c)
	apply(t, s, Entry{Inputs: []Input{{1, 1, sim.Right}}})
	known(c)
	if k := resume(t, s, 1, c, d); k != PlayerResumed || s.Player(1).Ack != 1 {
		t.Errorf("%v, %+v", k, s.Player(1))
	}
	known(c, d)
	apply(t, s, Entry{Changes: []Change{{Kind: Leave, ID: 1}}})
	known()
}

// Whoever comes without the right token changes nothing.
func TestResumeRefused(t *testing.T) {
	s := joined(t, 2)
	apply(t, s, Entry{Changes: []Change{{Kind: Join, Name: "Zoe"}, {Kind: Disconnect, ID: 2}}}) // Zoe has no token
	first, second := TokenHash{0, 0, 1}, TokenHash{1, 0, 1}
	for _, c := range []struct {
		name string
		id   sim.ID
		used TokenHash
	}{
		{"no token, of one that has none", 3, TokenHash{}},
		{"no token", 1, TokenHash{}},
		{"another player's", 2, first},
		{"another player's", 1, second},
		{"of nobody", 4, first},
		{"one bit is wrong", 1, TokenHash{0, 0, 1, 15: 1}},
	} {
		want := s.Clone()
		apply(t, want, Entry{})
		if k := resume(t, s, c.id, c.used, TokenHash{7}); k != ResumeRefused {
			t.Errorf("%s: %v", c.name, k)
		}
		checkEqual(t, s, want)
	}
	if s.PlayerByToken(TokenHash{}) != nil {
		t.Error("no token is good for a player")
	}
}

// A client may take over a player that still has one.
func TestResumeConnectedPlayer(t *testing.T) {
	s := joined(t, 1)
	if k := resume(t, s, 1, TokenHash{0, 0, 1}, TokenHash{5}); k != PlayerResumed {
		t.Error(k)
	}
	if p := s.Player(1); p.Token != (TokenHash{5}) || p.PreviousToken != (TokenHash{0, 0, 1}) || p.DisconnectedAt != 0 {
		t.Errorf("%+v", p)
	}
}
