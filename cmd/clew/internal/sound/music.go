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
	notes  []note // by the time when they begin
	length int    // samples until it begins again
}

// The bounds of a score.
const (
	maxNotes     = 4096
	maxScoreTime = 20 * 60 * 1000 // ms
	maxTones     = 24             // that sound at once; beyond, those that begin are left out
)

// nightScore returns the shipped score. It panics if that is invalid, which tests
// would have found.
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
	p := &score{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := p.parseLine(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if p.length == 0 || len(p.notes) == 0 {
		return nil, fmt.Errorf("there is no 'repeats after', or no note")
	}
	return p, nil
}

// parseLine parses one line.
func (p *score) parseLine(line string) error {
	var ms int
	if n, _ := fmt.Sscanf(line, "repeats after %d", &ms); n == 1 {
		if ms <= 0 || ms > maxScoreTime || p.length != 0 {
			return fmt.Errorf("repeats after %d ms: write it once, from 1 to %d", ms, maxScoreTime)
		}
		p.length = frames(ms)
		return nil
	}
	var voice string
	var at, length, pitch, loud, side int
	if n, err := fmt.Sscanf(line, "%s %d %d %d %d %d", &voice, &at, &length, &pitch, &loud, &side); n != 6 {
		return fmt.Errorf("%.40q is no note: %w", line, err)
	}
	c := note{frames(at), timbres[voice], midiHertz(pitch), float64(length) / 1000, float64(loud) / 100, float64(side) / 100}
	switch {
	case c.voice == nil:
		return fmt.Errorf("there is no voice %.20q", voice)
	case at < 0 || c.at >= p.length || length <= 0 || length > maxScoreTime || pitch < 0 || pitch > 127 || loud < 0 || loud > 100 || side < -100 || side > 100:
		return fmt.Errorf("%.40q is beyond its bounds", line)
	case len(p.notes) > 0 && c.at < p.notes[len(p.notes)-1].at || len(p.notes) == maxNotes:
		return fmt.Errorf("%.40q begins before the one above it, or is one too many", line)
	}
	p.notes = append(p.notes, c)
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
	now    int // frames since the piece began
	next   int // index of the cue that comes next
	tones  [maxTones]tone
	count  int // tones that sound
	reverb *reverb
}

func newSequencer(p *score) *sequencer { return &sequencer{score: p, reverb: newReverb()} }

// frame returns the next frame.
func (b *sequencer) frame() (left, right float32) {
	for b.next < len(b.score.notes) && b.score.notes[b.next].at <= b.now {
		b.start(&b.score.notes[b.next])
		b.next++
	}
	if b.now++; b.now == b.score.length {
		b.now, b.next = 0, 0
	}
	var l, r float64
	for i := 0; i < b.count; {
		t := &b.tones[i]
		v, ok := t.next()
		if !ok {
			b.count--
			*t = b.tones[b.count]
			continue
		}
		l, r, i = l+v*t.left, r+v*t.right, i+1
	}
	l, r = b.reverb.next(l, r)
	return float32(l), float32(r)
}

func (b *sequencer) start(c *note) {
	if b.count < maxTones {
		b.tones[b.count] = c.voice.start(c.pitch, c.length, c.volume, c.pan)
		b.count++
	}
}
