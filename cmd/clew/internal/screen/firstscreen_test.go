package screen

import (
	"path/filepath"
	"testing"

	"clew/cmd/clew/internal/settings"
	"clew/net/wire"
)

// The first screen is what the program was started for.
func TestFirst(t *testing.T) {
	start := func(o Options) screen {
		t.Helper()
		o.Times, o.Settings = filepath.Join(t.TempDir(), "times"), settings.NewInMemory()
		a := New(o)
		t.Cleanup(func() {
			a.current.close()
			a.cancel()
		})
		return a.current
	}
	if _, ok := start(Options{}).(*titleScreen); !ok {
		t.Error("there is no menu")
	}
	if _, ok := start(Options{Replay: "../../../../engine/replay/testdata/hall.clewrec"}).(*replayScreen); !ok {
		t.Error("no game is played again")
	}
	p, ok := start(Options{Level: "../../../../levels/spiral.txt"}).(*play)
	if !ok || p.target.server == nil || p.target.server.level.Name == "" {
		t.Fatal("no game has begun on the level")
	}
	if arg := p.target.server.after(p.target.server.arg); arg != nextShippedLevel("") {
		t.Errorf("after a level of one's own comes %s", arg)
	}
	if _, ok := start(Options{Level: "nowhere"}).(*singlePlayer); !ok {
		t.Error("of a level that is not there, nothing is said")
	}

	p, ok = start(Options{Connect: "127.0.0.1:1"}).(*play)
	if !ok || p.target.server != nil {
		t.Fatal("no game is joined")
	}
	if _, ok := p.target.back(exitReason{}).(*titleScreen); !ok {
		t.Error("who leaves a game that a flag led into is not at the menu")
	}
	j, ok := p.target.back(exitReason{wire.CodePassword, "wrong"}).(*joinScreen)
	if !ok {
		t.Fatal("who is not let in can't try again at once")
	}
	j.close()
}

// A player without a password is asked for it without an error; a wrong password
// is reported as wrong.
func TestRetryJoin(t *testing.T) {
	for _, tc := range []struct {
		f        exitReason
		password string
		want     joinDefaults
	}{
		{exitReason{wire.CodePassword, "wrong"}, "", joinDefaults{needsPassword: true}},
		{exitReason{wire.CodePassword, "wrong"}, "sesame", joinDefaults{message: "wrong", password: "sesame", needsPassword: true}},
		{exitReason{wire.CodeFull, "full"}, "", joinDefaults{message: "full"}},
		{exitReason{wire.CodeFull, "full"}, "sesame", joinDefaults{message: "full", password: "sesame", needsPassword: true}},
	} {
		if got := retryJoin(tc.f, tc.password); got != tc.want {
			t.Errorf("%+v, %q: %+v, want %+v", tc.f, tc.password, got, tc.want)
		}
	}
}
