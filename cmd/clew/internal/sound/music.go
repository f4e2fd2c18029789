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

// A cue is a note of a score: where it begins, in samples, and what it is.
type cue struct {
	at         int
	voice      *timbre
	pitch      float64 // Hz
	length     float64 // seconds
	loud, side float64
}

// A piece is a score that has been read.
type piece struct {
	cues []cue // by the time when they begin
	over int   // samples until it begins again
}

// The bounds of a score.
const (
	maxCues  = 4096
	maxTime  = 20 * 60 * 1000 // ms
	maxTones = 24             // that sound at once; beyond, those that begin are left out
)

// night is the piece that comes with the game. That it is none is the program's
// mistake, which the tests would have seen.
var night = sync.OnceValue(func() *piece {
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

// parseScore reads a score as assets/sounds/compose writes it: 'repeats after'
// and a time, then a note to a line, in the order of their times.
func parseScore(text []byte) (*piece, error) {
	p := &piece{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := p.take(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if p.over == 0 || len(p.cues) == 0 {
		return nil, fmt.Errorf("there is no 'repeats after', or no note")
	}
	return p, nil
}

// take reads a line.
func (p *piece) take(line string) error {
	var ms int
	if n, _ := fmt.Sscanf(line, "repeats after %d", &ms); n == 1 {
		if ms <= 0 || ms > maxTime || p.over != 0 {
			return fmt.Errorf("repeats after %d ms: write it once, from 1 to %d", ms, maxTime)
		}
		p.over = frames(ms)
		return nil
	}
	var voice string
	var at, length, pitch, loud, side int
	if n, err := fmt.Sscanf(line, "%s %d %d %d %d %d", &voice, &at, &length, &pitch, &loud, &side); n != 6 {
		return fmt.Errorf("%.40q is no note: %w", line, err)
	}
	c := cue{frames(at), timbres[voice], hertz(pitch), float64(length) / 1000, float64(loud) / 100, float64(side) / 100}
	switch {
	case c.voice == nil:
		return fmt.Errorf("there is no voice %.20q", voice)
	case at < 0 || c.at >= p.over || length <= 0 || length > maxTime || pitch < 0 || pitch > 127 || loud < 0 || loud > 100 || side < -100 || side > 100:
		return fmt.Errorf("%.40q is beyond its bounds", line)
	case len(p.cues) > 0 && c.at < p.cues[len(p.cues)-1].at || len(p.cues) == maxCues:
		return fmt.Errorf("%.40q begins before the one above it, or is one too many", line)
	}
	p.cues = append(p.cues, c)
	return nil
}

// frames is a time in ms as a number of frames.
func frames(ms int) int { return ms * (Rate / 1000) }

// hertz is a pitch as MIDI counts them, in which 69 is the A of 440 Hz.
func hertz(midi int) float64 { return 440 * math.Pow(2, float64(midi-69)/12) }

// A band plays a piece over and over. What still sounds at its end goes on
// under its beginning.
type band struct {
	piece *piece
	now   int // frames since the piece began
	next  int // index of the cue that comes next
	tones [maxTones]tone
	count int // tones that sound
	hall  *hall
}

func newBand(p *piece) *band { return &band{piece: p, hall: newHall()} }

// frame is the next frame.
func (b *band) frame() (left, right float32) {
	for b.next < len(b.piece.cues) && b.piece.cues[b.next].at <= b.now {
		b.start(&b.piece.cues[b.next])
		b.next++
	}
	if b.now++; b.now == b.piece.over {
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
	l, r = b.hall.next(l, r)
	return float32(l), float32(r)
}

func (b *band) start(c *cue) {
	if b.count < maxTones {
		b.tones[b.count] = c.voice.begin(c.pitch, c.length, c.loud, c.side)
		b.count++
	}
}
