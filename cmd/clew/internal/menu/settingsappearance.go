package menu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/wire"
)

// playerPreview shows the player as others will see it.
type playerPreview struct {
	shapes ui.Shapes
	avatar rune   // the player's letter in the game; 0: there is none
	letter string // the same as text
}

// Sizes in logical pixels.
const (
	previewSize = 92
	swatchSize  = 36
	swatchGap   = 4
)

// Message keys of the colours and shapes.
var (
	colourNames = [wire.Colours + 1]string{
		"appearance.any", "appearance.orange", "appearance.sky", "appearance.green", "appearance.yellow", "appearance.blue", "appearance.vermilion", "appearance.purple", "appearance.white",
	}
	shapeNames = [wire.Shapes + 1]string{
		"appearance.any", "appearance.circle", "appearance.diamond", "appearance.square", "appearance.triangle", "appearance.hexagon", "appearance.pentagon", "appearance.star", "appearance.cross",
	}
)

func (f *SettingsForm) loadName() {
	f.name.MaxBytes, f.name.MaxRunes = wire.MaxNameLen, wire.MaxNameRunes
	f.name.SetText(f.store.Current().Player.Name)
}

// saveName saves the name if it has changed.
func (f *SettingsForm) saveName() {
	if name := wire.CleanName(f.name.Text()); name != f.store.Current().Player.Name {
		f.change(func(s *settings.Settings) { s.Player.Name = name })
	}
}

func (f *SettingsForm) buildPlayer(b *ui.Builder) {
	const side = settingsWidth - previewSize - 16
	f.name.Placeholder = i18n.T("settings.name-hint")
	b.Row(16, func() {
		b.Canvas(previewSize, previewSize+24, f.drawPreview)
		b.Column(4, func() {
			b.Text(side, 18, ui.Small, theme.Dim, ui.ConstText(i18n.T("settings.name")))
			b.TextField(side, 30, &f.name, func() {})
			b.Space(4)
			b.Paragraph(side, ui.Small, theme.Dim, i18n.T("settings.appearance-note"))
		})
	})
	f.swatches(b, "settings.colour", colourNames[:], func(p *settings.Player) *int { return &p.Colour }, f.drawColour)
	f.swatches(b, "settings.shape", shapeNames[:], func(p *settings.Player) *int { return &p.Shape }, f.drawShape)
}

// swatches adds a labelled row of images, one of which is selected.
func (f *SettingsForm) swatches(b *ui.Builder, key string, names []string, field func(*settings.Player) *int,
	draw func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, n int)) {
	now := func() int { return *field(&f.store.Current().Player) }
	b.Space(4)
	b.Row(8, func() {
		b.Text(64, 18, ui.Small, theme.Dim, ui.ConstText(i18n.T(key)))
		b.Text(settingsWidth-72, 18, ui.Small, theme.Text, func() string { return i18n.T(names[now()]) })
	})
	b.Row(swatchGap, func() {
		for n := range names {
			b.ListItem(swatchSize, swatchSize, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, focused bool) {
				s.DrawRow(dst, r, focused || n == now())
				draw(dst, s, r, n)
				if n == now() {
					x, _ := ui.Centre(r)
					f.preview.shapes.Dot(dst, x, r.Max.Y-s.Px(4), s.Px(2), theme.Text)
				}
			}, func() { f.change(func(s *settings.Settings) { *field(&s.Player) = n }) })
		}
	})
}

func (f *SettingsForm) drawColour(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, n int) {
	look := wire.Appearance{Colour: uint8(n), Shape: 1}
	x, y := ui.Centre(r)
	if n == 0 {
		f.preview.shapes.Ghost(dst, theme.Circle, x, y, s.Px(10), theme.Dim)
		return
	}
	f.preview.shapes.Shape(dst, theme.Circle, true, x, y, s.Px(10), f.preview.mark(look).Fill)
}

func (f *SettingsForm) drawShape(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, n int) {
	x, y := ui.Centre(r)
	if n == 0 {
		f.preview.shapes.Ghost(dst, theme.Circle, x, y, s.Px(10), theme.Dim)
		return
	}
	f.preview.shapes.Shape(dst, f.preview.mark(wire.Appearance{Shape: uint8(n)}).Shape, true, x, y, s.Px(10), theme.Text)
}

// drawPreview draws the player on a piece of floor, with its name below.
func (f *SettingsForm) drawPreview(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	p := f.store.Current().Player
	floor := image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+r.Dx())
	s.Key.Draw(dst, floor, 1)
	x, y := ui.Centre(floor)
	f.preview.shapes.Player(dst, s, f.preview.mark(p.Look()), f.preview.letter, x, y, s.Px(30))
	name := p.Name
	if name == "" {
		name = i18n.T("settings.no-name")
	}
	name = s.Truncate(name, ui.BodyBold, float64(r.Dx()))
	s.PrintCentred(dst, name, ui.BodyBold, x, s.Baseline(ui.BodyBold, floor.Max.Y, r.Max.Y), theme.Text)
}

// setLetter sets the player's letter in the game; 0: none.
func (p *playerPreview) setLetter(avatar rune) {
	p.avatar, p.letter = avatar, ""
	if avatar != 0 {
		p.letter = string(avatar)
	}
}

// mark returns the player's mark. Outside a game, the letter that decides a
// colour left to chance is not known, so that colour is grey.
func (p *playerPreview) mark(look wire.Appearance) theme.Mark {
	m := theme.MarkOf(max(p.avatar, 'A'), 1, look)
	if p.avatar == 0 && look.Colour == 0 {
		m.Fill = theme.Dim
	}
	return m
}
