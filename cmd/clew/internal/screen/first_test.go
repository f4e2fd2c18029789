package screen

import (
	"path/filepath"
	"testing"

	"clew/cmd/clew/internal/settings"
	"clew/net/wire"
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

	p, ok = start(Options{Connect: "127.0.0.1:1"}).(*play)
	if !ok || p.target.own != nil {
		t.Fatal("no game is joined")
	}
	if _, ok := p.target.back(failure{}).(*title); !ok {
		t.Error("who leaves a game that a flag led into is not at the menu")
	}
	j, ok := p.target.back(failure{wire.CodePassword, "wrong"}).(*join)
	if !ok {
		t.Fatal("who is not let in can't try again at once")
	}
	j.close()
}

// Who has given no password is asked for it, without a word of something that
// went wrong; of a wrong one is said that it is.
func TestAskingForAPassword(t *testing.T) {
	for _, tc := range []struct {
		f        failure
		password string
		want     joinStart
	}{
		{failure{wire.CodePassword, "wrong"}, "", joinStart{asks: true}},
		{failure{wire.CodePassword, "wrong"}, "sesame", joinStart{message: "wrong", password: "sesame", asks: true}},
		{failure{wire.CodeFull, "full"}, "", joinStart{message: "full"}},
		{failure{wire.CodeFull, "full"}, "sesame", joinStart{message: "full", password: "sesame", asks: true}},
	} {
		if got := again(tc.f, tc.password); got != tc.want {
			t.Errorf("%+v, %q: %+v, want %+v", tc.f, tc.password, got, tc.want)
		}
	}
}
