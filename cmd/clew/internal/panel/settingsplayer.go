package panel

import (
	"image"
	"unicode"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/net/wire"
)

// selfPicture is the player as the others will see it.
type selfPicture struct {
	marks  kit.Marks
	letter string
	of     rune // that letter is made of
}

// The sizes of the section, in pixels at 100 %.
const (
	selfSize  = 92
	swatch    = 36
	swatchGap = 4
)

// looks are the names of the colours and of the shapes, as keys of the words.
var (
	colourNames = [wire.Colours + 1]string{
		"look.any", "look.orange", "look.sky", "look.green", "look.yellow", "look.blue", "look.vermilion", "look.purple", "look.white",
	}
	shapeNames = [wire.Shapes + 1]string{
		"look.any", "look.circle", "look.diamond", "look.square", "look.triangle", "look.hexagon", "look.pentagon", "look.star", "look.cross",
	}
)

func (f *SettingsForm) prepareName() {
	f.name.Limit, f.name.Runes = wire.MaxNameLen, wire.MaxNameRunes
	f.name.SetText(f.store.Now().Player.Name)
}

// takeName keeps the name that was typed.
func (f *SettingsForm) takeName() {
	if name := wire.CleanName(f.name.Text()); name != f.store.Now().Player.Name {
		f.change(func(s *settings.Settings) { s.Player.Name = name })
	}
}

func (f *SettingsForm) buildPlayer(b *kit.Builder) {
	const side = settingsInner - selfSize - 16
	f.name.Hint = words.T("settings.name-hint")
	b.Row(16, func() {
		b.Canvas(selfSize, selfSize+24, f.drawSelf)
		b.Column(4, func() {
			b.Text(side, 18, kit.Small, theme.Dim, kit.Fixed(words.T("settings.name")))
			b.Field(side, 30, &f.name, func() {})
			b.Space(4)
			b.Lines(side, kit.Small, theme.Dim, words.T("settings.look-note"))
		})
	})
	f.swatches(b, "settings.colour", colourNames[:], func(p *settings.Player) *int { return &p.Colour }, f.drawColour)
	f.swatches(b, "settings.shape", shapeNames[:], func(p *settings.Player) *int { return &p.Shape }, f.drawShape)
}

// swatches makes a line of pictures, one of which is the chosen one, under its
// name.
func (f *SettingsForm) swatches(b *kit.Builder, key string, names []string, of func(*settings.Player) *int,
	draw func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, n int)) {
	now := func() int { return *of(&f.store.Now().Player) }
	b.Space(4)
	b.Row(8, func() {
		b.Text(64, 18, kit.Small, theme.Dim, kit.Fixed(words.T(key)))
		b.Text(settingsInner-72, 18, kit.Small, theme.Text, func() string { return words.T(names[now()]) })
	})
	b.Row(swatchGap, func() {
		for n := range names {
			b.Item(swatch, swatch, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, lit bool) {
				s.Ground(dst, r, lit || n == now())
				draw(dst, s, r, n)
				if n == now() {
					x, _ := kit.Middle(r)
					f.self.marks.Dot(dst, x, r.Max.Y-s.Px(4), s.Px(2), theme.Text)
				}
			}, func() { f.change(func(s *settings.Settings) { *of(&s.Player) = n }) })
		}
	})
}

func (f *SettingsForm) drawColour(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, n int) {
	look := wire.Look{Colour: uint8(n), Shape: 1}
	x, y := kit.Middle(r)
	if n == 0 {
		f.self.marks.Ghost(dst, theme.Circle, x, y, s.Px(10), theme.Dim)
		return
	}
	f.self.marks.Shape(dst, theme.Circle, true, x, y, s.Px(10), f.self.mark(look).Fill)
}

func (f *SettingsForm) drawShape(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, n int) {
	x, y := kit.Middle(r)
	if n == 0 {
		f.self.marks.Ghost(dst, theme.Circle, x, y, s.Px(10), theme.Dim)
		return
	}
	f.self.marks.Shape(dst, f.self.mark(wire.Look{Shape: uint8(n)}).Shape, true, x, y, s.Px(10), theme.Text)
}

// drawSelf draws the player on a piece of floor, and the name below.
func (f *SettingsForm) drawSelf(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
	p := f.store.Now().Player
	f.self.set(p.Name)
	floor := image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+r.Dx())
	s.Key.Draw(dst, floor, 1)
	x, y := kit.Middle(floor)
	f.self.marks.Body(dst, s, f.self.mark(p.Look()), f.self.letter, x, y, s.Px(30))
	name := p.Name
	if name == "" {
		name = words.T("settings.no-name")
	}
	name = s.Cut(name, kit.Strong, float64(r.Dx()))
	s.PrintMid(dst, name, kit.Strong, x, s.Centre(kit.Strong, floor.Max.Y, r.Max.Y), theme.Text)
}

// set takes the name, whose first letter is likely to be the player's.
func (p *selfPicture) set(name string) {
	first, _ := utf8.DecodeRuneInString(name)
	first = unicode.ToUpper(first)
	if first < 'A' || first > 'Z' {
		first = 'A'
	}
	if first != p.of {
		p.of, p.letter = first, string(first)
	}
}

func (p *selfPicture) mark(look wire.Look) theme.Mark { return theme.MarkOf(max(p.of, 'A'), 1, look) }
