package sound

import (
	"encoding/binary"
	"io"
	"math"
	"sync"
)

// Rate is the number of frames a second, of all that this package plays.
const Rate = 48000

const (
	// maxVoices sounds play at once, at most: beyond, nobody could tell them
	// apart, and a crowd must not cost the more the larger it is.
	maxVoices = 16

	channels   = 2
	frameBytes = channels * 4 // a float32 each
)

// A voice is a sound that is being played.
type voice struct {
	rest        []float32 // what is still to come; empty when it is done
	left, right float32   // how loud, on each side
}

// A mixer adds up the voices and the music. It is an io.Reader without an end: where nothing
// plays, it reads as silence. It may be read by one goroutine and given voices
// by another.
type mixer struct {
	mu     sync.Mutex
	voices [maxVoices]voice
	all    fader // of everything
	music  fader // as loud as the person wants it
	there  fader // whether there is any at present
	band   *band // nil until there is music
}

// newMixer makes a mixer without music.
func newMixer() *mixer {
	return &mixer{all: newFader(1, quick), music: newFader(1, quick), there: newFader(0, slow)}
}

// level sets how loud everything is, and the music.
func (m *mixer) level(all, music float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all.to, m.music.to = float32(all), float32(music)
}

// accompany plays music, or lets it fade out; it goes on where it was.
func (m *mixer) accompany(on bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.there.to = 0; on {
		m.there.to = 1
		if m.band == nil {
			m.band = newBand(night())
		}
	}
}

// play starts a sound. If all voices are taken, the one nearest its end makes
// room: a fanfare outlasts any number of steps.
func (m *mixer) play(sound []float32, volume, pan float64) {
	left, right := gains(volume, pan)
	m.mu.Lock()
	defer m.mu.Unlock()
	next := &m.voices[0]
	for i := range m.voices {
		if v := &m.voices[i]; len(v.rest) < len(next.rest) {
			next = v
		}
	}
	*next = voice{sound, left, right}
}

// hush ends all voices.
func (m *mixer) hush() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.voices = [maxVoices]voice{}
}

// Read fills p with whole frames: for each side a float32, little endian.
func (m *mixer) Read(p []byte) (int, error) {
	if len(p) < frameBytes {
		return 0, io.ErrShortBuffer
	}
	n := len(p) / frameBytes * frameBytes
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := 0; i < n; i += frameBytes {
		left, right := m.frame()
		binary.LittleEndian.PutUint32(p[i:], math.Float32bits(left))
		binary.LittleEndian.PutUint32(p[i+4:], math.Float32bits(right))
	}
	return n, nil
}

// frame takes the next sample of each voice.
func (m *mixer) frame() (left, right float32) {
	for i := range m.voices {
		v := &m.voices[i]
		if len(v.rest) == 0 {
			continue
		}
		s := v.rest[0]
		v.rest = v.rest[1:]
		left += s * v.left
		right += s * v.right
	}
	l, r := m.tune()
	all := m.all.next()
	return soften((left + l) * all), soften((right + r) * all)
}

// tune takes the next frame of the music, which waits while nobody hears it.
func (m *mixer) tune() (left, right float32) {
	gain := m.music.next() * m.there.next()
	if m.band == nil || m.music.silent() || m.there.silent() || m.all.silent() {
		return 0, 0
	}
	left, right = m.band.frame()
	return left * gain, right * gain
}

// soften leaves what is not too loud as it is, and bends the rest so that it
// never leaves -1 to 1: cut off there, it would rattle.
func soften(v float32) float32 {
	const knee = 0.7
	switch {
	case v > knee:
		return 1 - (1-knee)*(1-knee)/(v-knee+1-knee)
	case v < -knee:
		return -soften(-v)
	}
	return v
}

// gains are how loud a sound is on each side. A sound that moves across keeps
// its power, so it seems as loud in the middle as at the sides.
func gains(volume, pan float64) (left, right float32) {
	angle := (clamp(pan, -1, 1) + 1) * math.Pi / 4
	volume = clamp(volume, 0, 1)
	return float32(volume * math.Cos(angle)), float32(volume * math.Sin(angle))
}

// clamp takes what is not a number for the middle.
func clamp(v, low, high float64) float64 {
	if math.IsNaN(v) {
		return (low + high) / 2
	}
	return min(max(v, low), high)
}
