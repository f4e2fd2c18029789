package screen

import (
	"path/filepath"
	"testing"

	"clew/cmd/clew/internal/settings"
)

// The program opens with what it was started for.
func TestFirst(t *testing.T) {
	start := func(o Options) screen {
		t.Helper()
		o.Times, o.Settings = filepath.Join(t.TempDir(), "times"), settings.Memory()
		a := New(o)
		t.Cleanup(func() {
			a.paint.close()
			a.leave()
		})
		return a.paint
	}
	if _, ok := start(Options{}).(*title); !ok {
		t.Error("there is no menu")
	}
	if _, ok := start(Options{Replay: "../../../../engine/replay/testdata/hall.clewrec"}).(*replayer); !ok {
		t.Error("no game is played again")
	}
	p, ok := start(Options{Level: "../../../../levels/spiral.txt"}).(*play)
	if !ok || p.target.own == nil || p.target.own.level.Name == "" {
		t.Fatal("no game has begun on the level")
	}
	if arg := p.target.own.after(p.target.own.arg); arg != shippedAfter("") {
		t.Errorf("after a level of one's own comes %s", arg)
	}
	if _, ok := start(Options{Level: "nowhere"}).(*solo); !ok {
		t.Error("of a level that is not there, nothing is said")
	}
}
