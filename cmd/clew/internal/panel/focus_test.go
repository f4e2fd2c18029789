package panel

import (
	"testing"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
)

// TestFocusIsSeen goes through all that can have the focus on each screen, by
// gamepad: it is in the window, and one sees where it is.
func TestFocusIsSeen(t *testing.T) {
	w := paneltest.Small
	of := func(p *page, sheet *kit.Sheet) paneltest.Screen {
		return paneltest.Screen{Sheet: sheet, Hands: p.hands, Image: p.img, Tick: func() { p.run(1) }}
	}
	hands := kit.NewScript()
	title := NewTitle(TitleOptions{Hands: hands, Calm: true})
	solo, join, host := newSoloStage(t, w), newJoinStage(w, JoinOptions{Name: "Rui"}), newHostStage(w, "Attic")
	lobby, form, _ := newLobbyStage(w)
	screens := map[string]paneltest.Screen{
		"title": of(set(w, hands, func(w, h int, want float64) { title.Update(w, h, want) }, title.Draw), title.menu),
		"solo":  of(solo.page, solo.solo.sheet), "join": of(join.page, join.form.sheet), "host": of(host.page, host.form.sheet),
		"lobby": of(lobby, form.sheet),
	}
	for i, name := range sections {
		d := openSettings(w, i)
		screens[name] = paneltest.Screen{Sheet: d.form.sheet, Hands: d.hands, Image: d.img, Tick: d.tick}
	}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) { s.Walk(t) })
	}
}
