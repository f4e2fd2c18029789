package ui

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"clew/cmd/clew/internal/theme"
)

func TestFitViewport(t *testing.T) {
	tests := []struct {
		w, h  int
		want  float64
		scale float64
	}{
		{640, 360, 1, 1}, {640, 360, 2, 1}, {1280, 720, 0, 1}, {1280, 720, 2, 2}, {1920, 1080, 0, 1.5},
		{2560, 1440, 0, 2}, {2560, 1440, 1, 1}, {2560, 1440, 9, 4}, {1000, 562, 2, 1.5}, {700, 2000, 0, 1},
		{320, 180, 1, 0.5}, {560, 315, 1, 0.875}, {0, 0, 0, 0.5}, {5120, 2880, 8, 4},
	}
	for _, tt := range tests {
		if f := FitViewport(tt.w, tt.h, tt.want); f.Scale != tt.scale {
			t.Errorf("Fit(%d,%d,%g): scale %g, want %g", tt.w, tt.h, tt.want, f.Scale, tt.scale)
		}
	}
	for w := 640; w <= 2560; w += 7 {
		for h := 360; h <= 1440; h += 11 {
			if f := FitViewport(w, h, 2); f.Width() < MinWidth || f.Height() < MinHeight {
				t.Fatalf("%d×%d at %g leaves %g×%g", w, h, f.Scale, f.Width(), f.Height())
			}
		}
	}
}

func TestAnchor(t *testing.T) {
	f := Viewport{W: 1000, H: 500, Scale: 2}
	for _, tt := range []struct {
		w, h   int
		ax, ay float64
		want   image.Rectangle
	}{
		{100, 50, 0, 0, image.Rect(16, 16, 116, 66)},
		{100, 50, 1, 1, image.Rect(884, 434, 984, 484)},
		{100, 50, 0.5, 0.5, image.Rect(450, 225, 550, 275)},
		{9000, 9000, 0.5, 0.5, image.Rect(16, 16, 984, 484)},
	} {
		if got := f.Anchor(tt.w, tt.h, tt.ax, tt.ay, 8); got != tt.want {
			t.Errorf("Anchor(%d,%d,%g,%g): %v, want %v", tt.w, tt.h, tt.ax, tt.ay, got, tt.want)
		}
	}
}

// wide measures text as 10 per character.
func wide(s string) float64 { return float64(utf8.RuneCountInString(s)) * 10 }

func TestWrapBalanced(t *testing.T) {
	tests := []struct {
		words string
		width float64
		want  []string
	}{
		{"one two", 70, []string{"one two"}},
		{"one two three four", 150, []string{"one two", "three four"}},
		{"a b c d e f g", 110, []string{"a b c d", "e f g"}},
		{"ab unbreakable", 130, []string{"ab", "unbreakable"}},
		{"ab unbreakable", 60, []string{"ab", "unbrea", "kable"}},
		{"a b c d e f g h", 30, []string{"a b", "c d", "e f", "g h"}},
		{"aaa bb aaa bb aaa bb a bb", 80, []string{"aaa bb", "aaa bb", "aaa bb", "a bb"}},
		{"aa bb c dd ee f gg hh i jj", 70, []string{"aa bb c", "dd ee f", "gg hh", "i jj"}}, // not "jj" alone
		{"aaaaaa bbbbbb cccccc dddddd", 60, []string{"aaaaaa", "bbbbbb", "cccccc", "dddddd"}},
	}
	for _, tt := range tests {
		if got := wrapBalanced(tt.words, tt.width, wide); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("Balance(%q,%g): %q, want %q", tt.words, tt.width, got, tt.want)
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		words        string
		first, width float64
		want         []string
	}{
		{"", 0, 100, []string{""}},
		{"one two three", 0, 1000, []string{"one two three"}},
		{"one two three", 0, 70, []string{"one two", "three"}},
		{"one two three", 40, 70, []string{"one", "two", "three"}},
		{"one two", 60, 70, []string{"", "one two"}},
		{"abcdefghij kl", 0, 40, []string{"abcd", "efgh", "ij", "kl"}},
		{"ab cdefgh", 0, 40, []string{"ab", "cdef", "gh"}},
		{"éàüößñ", 0, 30, []string{"éàü", "ößñ"}},
		{"abc", 0, 5, []string{"a", "b", "c"}},
		{"wait 100 ms more", 0, 80, []string{"wait", "100 ms", "more"}},
		{"loses 5 %, then (20 s)", 0, 90, []string{"loses", "5 %, then", "(20 s)"}},
		{"at 1.5 s and 2,5 s.", 0, 60, []string{"at", "1.5 s", "and", "2,5 s."}},
		{"of 3 to 4", 0, 50, []string{"of 3", "to 4"}},
		{"Ann\u00a0A and Bob\u202fB", 0, 90, []string{"Ann\u00a0A and", "Bob\u202fB"}},
	}
	for _, tt := range tests {
		if got := wrap(tt.words, tt.first, tt.width, wide); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("Wrap(%q,%g,%g): %q, want %q", tt.words, tt.first, tt.width, got, tt.want)
		}
	}
}

// Text stays readable in a tiny window, and scales in any other.
func TestSmallestText(t *testing.T) {
	for _, c := range []struct{ scale, want float64 }{{0.5, minTextSize}, {0.75, minTextSize}, {1, theme.Small}, {2, 2 * theme.Small}} {
		if got := NewSkin(c.scale).face(Small).Size; got != c.want {
			t.Errorf("at %g: %g px, want %g", c.scale, got, c.want)
		}
	}
}

func TestWrapLosesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	alphabet := []rune("ab éñ漢 \xff")
	for range 5000 {
		words := make([]rune, rng.IntN(60))
		for i := range words {
			words[i] = alphabet[rng.IntN(len(alphabet))]
		}
		first, width := float64(rng.IntN(120)), float64(rng.IntN(200))
		lines := wrap(string(words), first, width, wide)
		if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.ReplaceAll(string(words), " ", ""); got != want {
			t.Fatalf("%q became %q", string(words), lines)
		}
		for i, l := range lines {
			if i > 0 && utf8.RuneCountInString(l) > 1 && wide(l) > width {
				t.Fatalf("line %d of %q is wider than %g", i, lines, width)
			}
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, tt := range []struct {
		words string
		width float64
		want  string
	}{{"Inês", 40, "Inês"}, {"Inês", 30, "In…"}, {"a b c", 30, "a…"}, {"abc", 0, "…"}, {"", 0, ""}} {
		if got := truncate(tt.words, tt.width, wide); got != tt.want {
			t.Errorf("Cut(%q,%g): %q, want %q", tt.words, tt.width, got, tt.want)
		}
	}
}

func TestNextFocus(t *testing.T) {
	// 0 1 2
	//  3  4
	// 5
	rects := []image.Rectangle{
		image.Rect(0, 0, 50, 20), image.Rect(60, 0, 110, 20), image.Rect(120, 0, 220, 20),
		image.Rect(0, 30, 105, 50), image.Rect(115, 30, 220, 50),
		image.Rect(0, 60, 220, 80),
	}
	for _, tt := range []struct {
		at   int
		dir  direction
		want int
	}{
		{0, forward, 1}, {5, forward, 0}, {0, backward, 5}, {3, backward, 2},
		{0, right, 1}, {1, right, 2}, {2, right, 2}, {2, left, 1}, {0, left, 0}, {5, left, 5},
		{0, down, 3}, {2, down, 4}, {3, down, 5}, {5, down, 0}, {4, up, 2}, {5, up, 3}, {0, up, 5}, {2, up, 5},
		{-1, down, 0}, {9, up, 0},
	} {
		if got := nextFocus(rects, tt.at, tt.dir); got != tt.want {
			t.Errorf("from %d in direction %d: %d, want %d", tt.at, tt.dir, got, tt.want)
		}
	}
	if got := nextFocus(nil, 0, down); got != -1 {
		t.Errorf("among nothing: %d", got)
	}
	if got := nextFocus(rects[:1], 0, down); got != 0 {
		t.Errorf("alone: %d", got)
	}
}

func TestNineSliceEdges(t *testing.T) {
	fill, border := color.NRGBA{0, 0, 200, 255}, color.NRGBA{200, 0, 0, 255}
	img := nineSliceOptions{radius: 6, borderWidth: 1, fill: fill, borderColour: border}.rasterize(21, 21)
	if got := img.RGBAAt(0, 0); got.A != 0 {
		t.Errorf("the corner is not round: %v", got)
	}
	if got := img.RGBAAt(10, 0); got != (color.RGBA{200, 0, 0, 255}) {
		t.Errorf("the border: %v", got)
	}
	if got := img.RGBAAt(10, 10); got != (color.RGBA{0, 0, 200, 255}) {
		t.Errorf("the middle: %v", got)
	}
	for y := range 21 {
		for x := range 21 {
			if img.RGBAAt(x, y) != img.RGBAAt(20-x, y) || img.RGBAAt(x, y) != img.RGBAAt(x, 20-y) {
				t.Fatalf("not the same on all sides at (%d,%d)", x, y)
			}
		}
	}
}

func TestDashesCoverHalfTheOutline(t *testing.T) {
	for shape := theme.Circle; shape <= theme.Cross; shape++ {
		line, drawn := 0.0, 0.0
		o := shape.Outline()
		for i, a := range o {
			b := o[(i+1)%len(o)]
			line += math.Hypot(b.X-a.X, b.Y-a.Y)
		}
		for _, d := range dashOutline(o, 10) {
			drawn += math.Hypot(d[1].X-d[0].X, d[1].Y-d[0].Y)
		}
		if math.Abs(drawn/line-0.5) > 1e-6 {
			t.Errorf("shape %d: %.3f of the outline is drawn, want half", shape, drawn/line)
		}
	}
}

func TestRepeatsAt(t *testing.T) {
	var at []int
	for held := range 34 {
		if repeatsAt(held) {
			at = append(at, held)
		}
	}
	if want := []int{1, 24, 27, 30, 33}; !reflect.DeepEqual(at, want) {
		t.Errorf("a held key acts in ticks %v, want %v", at, want)
	}
}

func TestValueAt(t *testing.T) {
	for _, tt := range []struct{ x, w, top, want int }{
		{0, 100, 50, 0}, {100, 100, 50, 50}, {50, 100, 50, 25}, {-9, 100, 50, 0}, {900, 100, 50, 50}, {5, 0, 50, 0},
	} {
		if got := valueAt(tt.x, tt.w, tt.top); got != tt.want {
			t.Errorf("valueAt(%d,%d,%d) = %d, want %d", tt.x, tt.w, tt.top, got, tt.want)
		}
	}
}

func TestCatmullRom(t *testing.T) {
	if got := CatmullRom(nil, nil, 4); got != nil {
		t.Errorf("through nothing: %v", got)
	}
	through := []theme.Vec{{X: 0, Y: 0}, {X: -8, Y: 400}, {X: 4, Y: 450}, {X: 18, Y: 455}}
	curve := CatmullRom(nil, through, 10)
	if len(curve) != 31 {
		t.Fatalf("%d points", len(curve))
	}
	for i, p := range through {
		if c := curve[10*i]; math.Hypot(c.X-p.X, c.Y-p.Y) > 1e-6 {
			t.Errorf("point %d of the way is at %v, the curve at %v", i, p, c)
		}
	}
	for _, c := range curve { // a long stretch meets short ones
		if c.Y > 456 || c.Y < -1 || c.X < -12 {
			t.Errorf("the curve swings over, to %v", c)
		}
	}
}
