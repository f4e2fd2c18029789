package sound

import (
	"encoding/binary"
	"io"
	"math"
	"sync"
)

// Rate is the sample rate of all sounds, in Hz.
const Rate = 48000

const (
	// maxVoices limits how many sounds play at once: more could not be told
	// apart, and a crowd must not cost more the larger it is.
	maxVoices = 16

	channels   = 2
	frameBytes = channels * 4 // a float32 each
)

// voice is a sound being played.
type voice struct {
	remaining   []float32 // samples still to play; empty when done
	left, right float32   // gain of each channel
}

// mixer adds up voices and music. It is an io.Reader without end and reads as
// silence while nothing plays. One goroutine may read while another adds voices.
type mixer struct {
	mu        sync.Mutex
	voices    [maxVoices]voice
	master    fader      // volume of everything
	music     fader      // volume of the music
	musicFade fader      // fades the music in and out
	sequencer *sequencer // nil until music first plays
}

// newMixer returns a mixer without music.
func newMixer() *mixer {
	return &mixer{master: newFader(1, fastFade), music: newFader(1, fastFade), musicFade: newFader(0, slowFade)}
}

// setVolumes sets the volumes of everything and of the music.
func (m *mixer) setVolumes(master, music float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.master.to, m.music.to = float32(master), float32(music)
}

// setMusic fades the music in or out; it continues where it stopped.
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

// play starts a sound. If all voices are in use, the one closest to its end is
// replaced, so a fanfare outlasts any number of footsteps.
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

// Read fills p with whole frames: a little-endian float32 for each channel.
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

// frame returns the next frame of the mix.
func (m *mixer) frame() (left, right float32) {
	for i := range m.voices {
		v := &m.voices[i]
		if len(v.remaining) == 0 {
			continue
		}
		sample := v.remaining[0]
		v.remaining = v.remaining[1:]
		left += sample * v.left
		right += sample * v.right
	}
	l, r := m.musicFrame()
	master := m.master.next()
	return softClip((left + l) * master), softClip((right + r) * master)
}

// musicFrame returns the next frame of the music, which pauses while it is
// inaudible.
func (m *mixer) musicFrame() (left, right float32) {
	gain := m.music.next() * m.musicFade.next()
	if m.sequencer == nil || m.music.silent() || m.musicFade.silent() || m.master.silent() {
		return 0, 0
	}
	left, right = m.sequencer.frame()
	return left * gain, right * gain
}

// softClip bends loud samples so that they stay within -1 and 1 without the
// rattle of hard clipping.
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

// panGains returns the gain of each channel at constant power.
func panGains(volume, pan float64) (left, right float32) {
	angle := (clamp(pan, -1, 1) + 1) * math.Pi / 4
	volume = clamp(volume, 0, 1)
	return float32(volume * math.Cos(angle)), float32(volume * math.Sin(angle))
}

// clamp limits v to a range; NaN becomes the middle.
func clamp(v, low, high float64) float64 {
	if math.IsNaN(v) {
		return (low + high) / 2
	}
	return min(max(v, low), high)
}
