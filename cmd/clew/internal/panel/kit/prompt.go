package kit

import (
	"regexp"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/words"
)

// padded says that the person has used a gamepad since the keyboard or the mouse.
var padded bool

// Padded says whether hints name the buttons of a gamepad: the person has used
// one since the keyboard or the mouse.
func Padded() bool { return padded }

// SetPadded has hints name buttons, or keys, until the person uses something.
func SetPadded(on bool) { padded = on }

// feel sees what the person uses in this tick.
func feel(h Hands) {
	for b := range pad.Button(pad.Count) {
		if h.Button(b) == 1 {
			padded = true
			return
		}
	}
	used := h.Pressed() == 1
	for k := ebiten.Key(0); k <= ebiten.KeyMax && padded && !used; k++ {
		used = h.Held(k) == 1
	}
	if used {
		padded = false
	}
}

// prompts are texts with the names of keys or buttons in them.
type prompts struct {
	labels  keymap.Labels
	filled  map[string]string
	padded  bool // the names are those of buttons …
	built   bool // sheets are built with some
	edition int  // … in this edition of the words
}

// Name is what a key is called on a person's keyboard or, where they use a
// gamepad, the button that stands for it; empty where none does.
func (d *Desk) Name(k ebiten.Key) string {
	if !padded {
		return d.prompts.labels.Of(k)
	}
	chords := menuGrip
	if d.Loose != nil {
		chords = d.Loose
	}
	for _, c := range chords {
		if c.Key == k && !c.Shift {
			return c.Button.Label()
		}
	}
	if k == ebiten.KeyEnter { // it is not among those of a loose grip, but does the same
		return pad.South.Label()
	}
	return ""
}

// Fill is a text in which the names of keys stand in for keys: in
// "{Escape}: back" it is what Name says. Where a person uses a gamepad, a list
// of hints, with "  ·  " between them, keeps those for which there are buttons, and a
// label loses a key at its end that has none; elsewhere a key without a button
// keeps its name.
//
// A sheet that is built with such a text is built anew when the hands change.
func (d *Desk) Fill(text string) string {
	p := &d.prompts
	p.built = p.built || d.building
	if e := words.Edition(); p.filled == nil || p.padded != padded || p.edition != e {
		p.filled, p.padded, p.edition = map[string]string{}, padded, e
	}
	filled, ok := p.filled[text]
	if !ok {
		filled = d.fill(text)
		p.filled[text] = filled
	}
	return filled
}

// betweenHints is what stands between the hints of a list.
const betweenHints = "  ·  "

// sign is a key in a text, at its end after a gap or elsewhere.
var sign = regexp.MustCompile(`(  )?\{([A-Za-z0-9]+)\}`)

func (d *Desk) fill(text string) string {
	hints := strings.Split(text, betweenHints)
	kept := hints[:0]
	for _, hint := range hints {
		some, all := false, true
		filled := sign.ReplaceAllStringFunc(hint, func(s string) string {
			gap, name := strings.HasPrefix(s, " "), d.named(strings.Trim(s, " {}"))
			some, all = some || name != "", all && name != ""
			switch {
			case gap && name != "":
				return "  " + name
			case gap:
				return ""
			case name == "":
				return d.prompts.labels.Of(keyOf(strings.Trim(s, "{}")))
			}
			return name
		})
		if !padded || len(hints) == 1 || some && all {
			kept = append(kept, filled)
		}
	}
	return together.Replace(strings.Join(kept, betweenHints))
}

// together makes one of the four ways of a stick.
var together = strings.NewReplacer("LS ↑ LS ← LS ↓ LS →", pad.StickUp.Part())

func (d *Desk) named(key string) string { return d.Name(keyOf(key)) }

// keyOf is the key of a name in a text; a test holds that there is one.
func keyOf(name string) (k ebiten.Key) {
	if k.UnmarshalText([]byte(name)) != nil {
		panic("kit: there is no key " + name)
	}
	return k
}
