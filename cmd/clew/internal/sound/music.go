package sound

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"strings"
	"sync"

	"clew/assets"
)

// note is a note of a score.
type note struct {
	at          int
	voice       *timbre
	pitch       float64 // Hz
	length      float64 // seconds
	volume, pan float64
}

// score is a parsed score.
type score struct {
	notes  []note // sorted by start
	length int    // of the loop, in samples
}

// The bounds of a score.
const (
	maxNotes     = 4096
	maxScoreTime = 20 * 60 * 1000 // ms
	maxTones     = 24             // sounding at once; further notes are dropped
)

// nightScore returns the shipped score. It panics if that is invalid, which tests
// rule out.
var nightScore = sync.OnceValue(func() *score {
	text, err := assets.Sounds.ReadFile("sounds/night.txt")
	if err != nil {
		panic(err)
	}
	p, err := parseScore(text)
	if err != nil {
		panic("sound: night.txt: " + err.Error())
	}
	return p
})

// parseScore parses a score as the sound generator in assets writes it: 'repeats
// after' and a time, then one note per line, in order.
func parseScore(text []byte) (*score, error) {
	s := &score{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := s.parseLine(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if s.length == 0 || len(s.notes) == 0 {
		return nil, fmt.Errorf("there is no 'repeats after', or no note")
	}
	return s, nil
}

// parseLine parses one line.
func (s *score) parseLine(line string) error {
	var ms int
	if n, _ := fmt.Sscanf(line, "repeats after %d", &ms); n == 1 {
		if ms <= 0 || ms > maxScoreTime || s.length != 0 {
			return fmt.Errorf("repeats after %d ms: write it once, from 1 to %d", ms, maxScoreTime)
		}
		s.length = frames(ms)
		return nil
	}
	var voice string
	var at, length, pitch, volume, pan int
	if n, err := fmt.Sscanf(line, "%s %d %d %d %d %d", &voice, &at, &length, &pitch, &volume, &pan); n != 6 {
		return fmt.Errorf("%.40q is no note: %w", line, err)
	}
	parsed := note{frames(at), timbres[voice], midiHertz(pitch), float64(length) / 1000, float64(volume) / 100, float64(pan) / 100}
	switch {
	case parsed.voice == nil:
		return fmt.Errorf("there is no voice %.20q", voice)
	case at < 0 || parsed.at >= s.length || length <= 0 || length > maxScoreTime || pitch < 0 || pitch > 127 || volume < 0 || volume > 100 || pan < -100 || pan > 100:
		return fmt.Errorf("%.40q is beyond its bounds", line)
	case len(s.notes) > 0 && parsed.at < s.notes[len(s.notes)-1].at || len(s.notes) == maxNotes:
		return fmt.Errorf("%.40q begins before the one above it, or is one too many", line)
	}
	s.notes = append(s.notes, parsed)
	return nil
}

// frames converts ms to frames.
func frames(ms int) int { return ms * (Rate / 1000) }

// midiHertz converts a MIDI note to Hz; 69 is A at 440 Hz.
func midiHertz(midi int) float64 { return 440 * math.Pow(2, float64(midi-69)/12) }

// sequencer plays a score in a loop. Notes that still sound at its end continue
// into its start.
type sequencer struct {
	score  *score
	now    int // frames since the start of the score
	next   int // index of the next note
	tones  [maxTones]tone
	count  int // number of sounding tones
	reverb *reverb
}

func newSequencer(p *score) *sequencer { return &sequencer{score: p, reverb: newReverb()} }

// frame returns the next frame.
func (s *sequencer) frame() (left, right float32) {
	for s.next < len(s.score.notes) && s.score.notes[s.next].at <= s.now {
		s.start(&s.score.notes[s.next])
		s.next++
	}
	if s.now++; s.now == s.score.length {
		s.now, s.next = 0, 0
	}
	var l, r float64
	for i := 0; i < s.count; {
		t := &s.tones[i]
		v, ok := t.next()
		if !ok {
			s.count--
			*t = s.tones[s.count]
			continue
		}
		l, r, i = l+v*t.left, r+v*t.right, i+1
	}
	l, r = s.reverb.next(l, r)
	return float32(l), float32(r)
}

func (s *sequencer) start(n *note) {
	if s.count < maxTones {
		s.tones[s.count] = n.voice.start(n.pitch, n.length, n.volume, n.pan)
		s.count++
	}
}
