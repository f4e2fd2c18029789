package sound

// Volumes holds the volumes of each kind of sound, from 0 to 1, as perceived:
// half sounds half as loud.
type Volumes struct {
	Master    float64 // of everything
	Steps     float64 // the own player's steps and bumps
	Others    float64 // other players' steps, joins and leaves
	Interface float64 // menus, chat, and the fanfare at the exit
	Music     float64
}

// DefaultVolumes returns the volumes until SetVolumes.
func DefaultVolumes() Volumes {
	return Volumes{Master: 1, Steps: 1, Others: 1, Interface: 1, Music: 0.6}
}

func (v *Volumes) steps() float64  { return v.Steps }
func (v *Volumes) others() float64 { return v.Others }
func (v *Volumes) menus() float64  { return v.Interface }

// gain converts a volume to an amplitude. The ear hears ratios: a quarter of the
// amplitude sounds half as loud.
func gain(volume float64) float64 {
	v := clamp(volume, 0, 1)
	return v * v
}

// fader moves from one gain to another without a click. The zero value is at 0.
type fader struct{ at, to, step float32 }

// How long a fader takes from silence to full volume, in seconds.
const (
	fastFade = 0.12 // after a change of volume or focus
	slowFade = 2.5  // music in and out
)

// newFader returns a fader at a gain.
func newFader(at, seconds float64) fader {
	return fader{float32(at), float32(at), float32(1 / (seconds * Rate))}
}

// next returns the gain of the next frame.
func (f *fader) next() float32 {
	switch {
	case f.at < f.to:
		f.at = min(f.at+f.step, f.to)
	case f.at > f.to:
		f.at = max(f.at-f.step, f.to)
	}
	return f.at
}

// silent reports whether the fader is at 0 and stays there.
func (f *fader) silent() bool { return f.at == 0 && f.to == 0 }
