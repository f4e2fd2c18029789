package replica

import (
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

func TestRoster(t *testing.T) {
	var r Roster
	if r.Player(1) != (wire.PlayerInfo{}) || r.Stats(1) != (wire.PlayerStats{}) {
		t.Error("an empty roster knows a player")
	}
	r.Update(wire.PlayerInfo{ID: 5, Name: "Rui"})
	if _, known, err := r.Update(wire.PlayerInfo{ID: 2, Name: "Ana"}); known || err != nil {
		t.Errorf("a new player: known %v, %v", known, err)
	}
	if before, known, err := r.Update(wire.PlayerInfo{ID: 5, Name: "Rita"}); !known || err != nil || before.Name != "Rui" {
		t.Errorf("a known player: %+v, %v, %v", before, known, err)
	}
	if all := r.Players(); len(all) != 2 || all[0].Name != "Ana" || all[1].Name != "Rita" {
		t.Errorf("%+v", all)
	}
	r.SetStats([]wire.PlayerStats{{ID: 2, RTT: 30}, {ID: 9, RTT: 90}})
	if r.Stats(2).RTT != 30 || r.Stats(5).RTT != 0 || r.Stats(9).RTT != 90 {
		t.Errorf("%+v", r.stats)
	}
	c := r.clone()
	r.Remove(5)
	if r.Player(5).Name != "" || c.Player(5).Name != "Rita" {
		t.Error("a copy changes with the original")
	}
	r.Clear()
	if len(r.Players()) != 0 || r.Stats(2).RTT != 0 {
		t.Error("it is not empty")
	}
}

// A server that announces more players than a game can have makes no sense.
func TestRosterIsBounded(t *testing.T) {
	var r Roster
	for id := range sim.ID(sim.MaxPlayers) {
		if _, _, err := r.Update(wire.PlayerInfo{ID: id + 1}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := r.Update(wire.PlayerInfo{ID: sim.MaxPlayers + 1}); err == nil {
		t.Error("one more is taken")
	}
	if _, known, err := r.Update(wire.PlayerInfo{ID: 1, Name: "Ana"}); !known || err != nil {
		t.Errorf("a known one: %v, %v", known, err)
	}
}
