package authority

import (
	"testing"

	"clew/net/wire"
)

// Players and spectators are told whether the maze is dark.
func TestWelcomeTellsWhetherTheMazeIsDark(t *testing.T) {
	for _, dark := range []bool{false, true} {
		a := newGame(t, 1)
		a.cfg.Dark, a.cfg.MaxSpectators = dark, 1
		for _, spectate := range []wire.Spectate{wire.SpectateNever, wire.SpectateAlways} {
			if _, w, _ := joinAs(t, a, wire.Hello{Version: wire.Version, Spectate: spectate}); w.Dark != dark {
				t.Errorf("dark %v: a client that wishes %v to watch is told %v", dark, spectate, w.Dark)
			}
		}
	}
}
