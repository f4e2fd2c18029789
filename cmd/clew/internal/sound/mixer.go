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
	remaining   []float32 // what is still to come; empty when it is done
	left, right float32   // how loud, on each side
}

// A mixer adds up the voices and the music. It is an io.Reader without an end: where nothing
// plays, it reads as silence. It may be read by one goroutine and given voices
// by another.
type mixer struct {
	mu        sync.Mutex
	voices    [maxVoices]voice
	master    fader      // of everything
	music     fader      // as loud as the person wants it
	musicFade fader      // whether there is any at present
	sequencer *sequencer // nil until there is music
}

// newMixer makes a mixer without music.
func newMixer() *mixer {
	return &mixer{master: newFader(1, fastFade), music: newFader(1, fastFade), musicFade: newFader(0, slowFade)}
}

// setVolumes sets how loud everything is, and the music.
func (m *mixer) setVolumes(all, music float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.master.to, m.music.to = float32(all), float32(music)
}

// setMusic plays music, or lets it fade out; it goes on where it was.
func (m *mixer) setMusic(on bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.musicFade.to = 0; on {
		m.musicFade.to = 1
		if m.sequencer == nil {
			m.sequencer = newSequencer(nightScore())
		}
	}
}

// play starts a sound. If all voices are taken, the one nearest its end makes
// room: a fanfare outlasts any number of steps.
func (m *mixer) play(sound []float32, volume, pan float64) {
	left, right := panGains(volume, pan)
	m.mu.Lock()
	defer m.mu.Unlock()
	next := &m.voices[0]
	for i := range m.voices {
		if v := &m.voices[i]; len(v.remaining) < len(next.remaining) {
			next = v
		}
	}
	*next = voice{sound, left, right}
}

// stopAll ends all voices.
func (m *mixer) stopAll() {
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
		if len(v.remaining) == 0 {
			continue
		}
		s := v.remaining[0]
		v.remaining = v.remaining[1:]
		left += s * v.left
		right += s * v.right
	}
	l, r := m.musicFrame()
	all := m.master.next()
	return softClip((left + l) * all), softClip((right + r) * all)
}

// musicFrame takes the next frame of the music, which waits while nobody hears it.
func (m *mixer) musicFrame() (left, right float32) {
	gain := m.music.next() * m.musicFade.next()
	if m.sequencer == nil || m.music.silent() || m.musicFade.silent() || m.master.silent() {
		return 0, 0
	}
	left, right = m.sequencer.frame()
	return left * gain, right * gain
}

// softClip leaves what is not too loud as it is, and bends the rest so that it
// never leaves -1 to 1: cut off there, it would rattle.
func softClip(v float32) float32 {
	const knee = 0.7
	switch {
	case v > knee:
		return 1 - (1-knee)*(1-knee)/(v-knee+1-knee)
	case v < -knee:
		return -softClip(-v)
	}
	return v
}

// panGains are how loud a sound is on each side. A sound that moves across keeps
// its power, so it seems as loud in the middle as at the sides.
func panGains(volume, pan float64) (left, right float32) {
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
