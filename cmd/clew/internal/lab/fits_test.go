package lab

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/kit/proof"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/clew/internal/words"
)

// made are what is cut where there is no room for it: the titles of scenarios,
// what a person has changed or made of the wire, and the text of a message.
var made = []string{"WHAT IF", "E SE", "SIM", "|"}

// looks are the states of the Lab that are worth a look.
var looks = map[string]func(*stage){
	"as it begins": func(*stage) {},
	"a packet":     func(s *stage) { s.tap(ebiten.KeySpace, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab) },
	"an input":     func(s *stage) { s.tap(ebiten.KeySpace, ebiten.KeyI, ebiten.KeyI) },
	"a correction": func(s *stage) { s.tap(ebiten.KeySpace, ebiten.KeyC) },
	"a change":     func(s *stage) { s.tap(ebiten.KeySpace, ebiten.KeyTab, ebiten.KeyDigit1) },
	"compared":     func(s *stage) { s.tap(ebiten.KeySpace, ebiten.KeyTab, ebiten.KeyDigit1, ebiten.KeyM) },
	"settings":     func(s *stage) { s.tap(ebiten.KeySpace, ebiten.KeyE) },
	"gamepad":      func(s *stage) { s.push(pad.West, pad.PadDown, pad.PadDown) },
	"hands":        func(s *stage) { s.tap(ebiten.KeySpace, ebiten.KeyF6, ebiten.KeyF7) },
}

// In each language all words of the Lab have room in the smallest window, which
// is laid out as any at 200 %. Where pictures are kept, the usual one is looked
// at, too.
func TestWordsFit(t *testing.T) {
	sizes := []image.Point{{kit.MinWidth, kit.MinHeight}}
	if windowtest.Folder != "" {
		sizes = append(sizes, image.Pt(1280, 720))
	}
	t.Cleanup(func() { words.Set(words.English) })
	for _, lang := range words.Languages() {
		for _, size := range sizes {
			for name, to := range looks {
				t.Run(lang.Code+"/"+size.String()+"/"+name, func(t *testing.T) {
					words.Set(lang.Code)
					defer kit.SetPadded(false)
					s := stageOf(t, "3-loss", size.X, size.Y)
					s.run(120)
					to(s)
					s.run(2)
					s.Draw(s.img)
					windowtest.Keep(t, "lab "+name+" "+lang.Code+" "+size.String(), windowtest.Pixels(s.img))
					proof.Check(t, s.img.Bounds(), made, func() {
						s.run(1)
						s.Draw(s.img)
					})
				})
			}
			t.Run(lang.Code+"/"+size.String()+"/list", func(t *testing.T) {
				words.Set(lang.Code)
				hands := kit.NewScript()
				l := NewList(hands, "", t.TempDir())
				img := ebiten.NewImage(size.X, size.Y)
				proof.Check(t, img.Bounds(), made, func() {
					for range 3 {
						l.Update(size.X, size.Y, 1)
						img.Clear()
						l.Draw(img)
					}
				})
			})
		}
	}
}
