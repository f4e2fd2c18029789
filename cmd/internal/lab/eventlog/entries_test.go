package eventlog

import (
	"testing"

	"clew/engine/game"
	"clew/net/link/netem"
)

// The entries alone lead another game to the same states, also when the server
// stands still and then makes up for it. Each input in them is one that the trace
// has as consumed in that tick.
func TestEntries(t *testing.T) {
	tr := newGame(t, 4, 2, both(netem.Conditions{Latency: 30 * ms, Loss: 10}), both(netem.Conditions{Latency: 60 * ms}))
	tr.Sim.StallServer(4)
	tr.Run(40)
	tr.Sim.CloseLink(1)
	tr.Run(200)

	level, _ := tr.Sim.Server.Game.State().Level()
	state := game.New(game.Config{Level: level, Seed: 4, Name: "sim"})
	var e game.Entry
	changes, inputs, burst := 0, 0, false
	for i, record := range tr.Entries {
		if err := game.DecodeEntry(record.Encoded, &e); err != nil {
			t.Fatal(err)
		}
		if _, err := state.Apply(&e, nil); err != nil {
			t.Fatal(err)
		}
		if e.Tick != record.Tick || len(e.Changes) != record.Changes {
			t.Fatalf("%+v is of %+v", record, e)
		}
		keys := false
		for _, in := range e.Inputs {
			inputs++
			keys = keys || in.Keys != 0
			if client, ok := tr.Client(in.ID); !ok || !hasConsumed(&tr.Trace, client, in, record.Applied) {
				t.Fatalf("entry %d has %+v, which client %d (%v) did not send", i, in, client, ok)
			}
		}
		for _, w := range e.Walks {
			keys = keys || w.Keys != 0
		}
		if keys != record.Keys {
			t.Fatalf("%+v is of %+v", record, e)
		}
		changes += record.Changes
		if i+1 < len(tr.Entries) && tr.Entries[i+1].Applied == record.Applied {
			burst = true
			continue
		}
		if got, want := state.World().Hash(), tr.Positions.Hash(record.Applied); got != want {
			t.Fatalf("after tick %d the entries lead to %x, the server has %x", record.Applied, got, want)
		}
	}
	if changes < 4 || inputs < 400 || !burst || len(tr.Entries) != tr.Sim.Ticks() {
		t.Errorf("%d changes, %d inputs, burst %v, %d entries in %d ticks", changes, inputs, burst, len(tr.Entries), tr.Sim.Ticks())
	}
}

// hasConsumed reports whether an input of a client was consumed in a tick.
func hasConsumed(t *Trace, client int, in game.Input, tick int) bool {
	for _, l := range t.Inputs[client] {
		if l.Consumed == tick && game.SeqBits(l.Seq) == in.Seq && l.Keys == in.Keys {
			return true
		}
	}
	for _, l := range t.Abandoned {
		if l.Client == client && l.Consumed == tick && game.SeqBits(l.Seq) == in.Seq && l.Keys == in.Keys {
			return true
		}
	}
	return false
}
