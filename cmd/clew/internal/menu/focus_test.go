package menu

import (
	"testing"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
)

// On each screen, a gamepad reaches every tab stop, and its focus is visible.
func TestFocusIsSeen(t *testing.T) {
	w := uitest.SmallWindow
	of := func(p *screenHarness, sheet *ui.Panel) uitest.FocusCycle {
		return uitest.FocusCycle{Panel: sheet, Input: p.input, Image: p.img, Tick: func() { p.run(1) }}
	}
	hands := ui.NewFakeInput()
	title := NewTitleScreen(TitleScreenOptions{Input: hands, ReducedMotion: true})
	solo, join, host := newSinglePlayerHarness(t, w), newJoinHarness(w, JoinOptions{Name: "Rui"}), newHostHarness(w, "Attic")
	lobby, form, _ := newLobbyHarness(w)
	screens := map[string]uitest.FocusCycle{
		"title": of(set(w, hands, func(w, h int, want float64) { title.Update(w, h, want) }, title.Draw), title.menu),
		"solo":  of(solo.screenHarness, solo.solo.panel), "join": of(join.screenHarness, join.form.panel), "host": of(host.screenHarness, host.form.panel),
		"lobby": of(lobby, form.panel),
	}
	for i, name := range sections {
		d := openSettings(w, i)
		screens[name] = uitest.FocusCycle{Panel: d.form.panel, Input: d.input, Image: d.img, Tick: d.tick}
	}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) { s.Check(t) })
	}
}
