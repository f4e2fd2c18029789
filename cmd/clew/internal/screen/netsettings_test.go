package screen

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/stats"
)

// A key cuts the connection for a moment. A player who keeps cutting it stands
// still and is told why; afterwards the game goes on. The stats show all of that.
func TestCutByKey(t *testing.T) {
	for lang, want := range map[string]string{i18n.English: "Waiting for the server …", i18n.Portuguese: "À espera do servidor …"} {
		s := newAppTest(t, lang)
		var out bytes.Buffer
		log, err := stats.Open(stats.Stdout, &out)
		if err != nil {
			t.Fatal(err)
		}
		s.app.opts.Stats = log
		p := s.join("first-thread", 1, joinTarget{})
		s.run(60)
		s.walk(30)
		s.input.TapKeys(ebiten.KeyF6)
		s.run(2)
		if !p.client.IsCut() || p.notice != "" {
			t.Fatalf("F6 has not cut the wire: %q", p.notice)
		}
		s.run(45)
		if p.client.IsCut() || p.notice == want {
			t.Errorf("0.75 s later: cut %v, %q", p.client.IsCut(), p.notice)
		}
		s.run(30)
		for range 5 {
			s.input.TapKeys(ebiten.KeyF6)
			s.run(15)
		}
		if p.notice != want {
			t.Errorf("after 1.25 s of a cut the window says %q, want %q", p.notice, want)
		}
		s.run(90)
		if p.notice != "" || p.client.Status().PredictionHalted {
			t.Errorf("after the cut: %q", p.notice)
		}
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
		told := map[string]int{}
		for d := json.NewDecoder(&out); d.More(); {
			var l stats.Line
			if err := d.Decode(&l); err != nil {
				t.Fatal(err)
			}
			if l.Cut {
				told["cut"]++
			}
			if l.Halted {
				told["halted"]++
			}
			if l.Notice == want {
				told["notice"]++
			}
		}
		if told["cut"] < 100 || told["halted"] == 0 || told["notice"] == 0 {
			t.Errorf("the stats have %v", told)
		}
	}
}

// The settings of one game apply to the next.
func TestRedundancyIsKeptForTheNextGame(t *testing.T) {
	s := newAppTest(t, i18n.English)
	p := s.join("first-thread", 0, joinTarget{})
	wish := p.updateOverlay(s.w, s.h, p.updateHUD, p.sendIdentity)
	wish.Redundancy, wish.Changed = 3, true
	p.applyActions(s.now, wish)
	if got := p.netSettings().Redundancy; got != 3 {
		t.Errorf("redundancy is %d in the game", got)
	}
	if next := s.join("first-thread", 0, joinTarget{}); next.netSettings().Redundancy != 3 {
		t.Errorf("redundancy is %d in the next game", next.netSettings().Redundancy)
	}
}
