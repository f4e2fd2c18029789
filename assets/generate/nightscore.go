package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// nightSeed is the seed of the game's piece. Others are as good: any seed gives
// a piece of the same kind.
const nightSeed = 8856

// The piece: a low drone, and over it the strings of a slow player who has time.
// It is in A Dorian, whose raised sixth keeps it from being sad, and goes A A B
// A, the B a fourth higher. Times are in ms.
const (
	beat         = 750
	phrase       = 32 * beat
	phrases      = 4
	droneOverlap = 3000 // of one drone with the next
	totalTime    = phrases * phrase
	tonic        = 57 // the A below middle C, as MIDI counts
	bassLine     = tonic - 12
)

// dorian are the steps of the scale above its tonic, in semitones.
var dorian = [...]int{0, 2, 3, 5, 7, 9, 10}

// pitch returns the MIDI pitch of a step of the scale; 7 is the tonic an octave
// up.
func pitch(step int) int {
	octave := (step + 70) / 7 // 70: also for what lies below the tonic
	return tonic + 12*(octave-10) + dorian[(step+70)%7]
}

// scoreNote is a note of the score.
type scoreNote struct {
	at, length int // ms
	voice      string
	pitch      int // as MIDI counts
	volume     int // of 100
	pan        int // from -100, left, to 100, right
}

// nightScore returns the score, a note to a line, as package sound reads it.
func nightScore(seed uint32) []byte {
	d := rng(seed)
	motif := d.newMelody(0)
	other := d.newMelody(3)
	var all []scoreNote
	for i := range phrases {
		lift, line := 0, d.vary(motif)
		if i == 2 {
			lift, line = 3, d.vary(other)
		}
		all = append(all, drone(i*phrase, lift)...)
		all = append(all, d.bass(i*phrase, lift)...)
		all = append(all, d.playMelody(i*phrase, line)...)
	}
	slices.SortStableFunc(all, func(a, b scoreNote) int { return cmp.Compare(a.at, b.at) })
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Night, for strings and a drone. Made by assets/generate; do not edit.\n")
	fmt.Fprintf(&b, "# voice, begins at (ms), lasts (ms), pitch (MIDI), loudness (0 to 100), side (-100 to 100)\n")
	fmt.Fprintf(&b, "repeats after %d\n", totalTime)
	for _, t := range all {
		fmt.Fprintf(&b, "%s %d %d %d %d %d\n", t.voice, t.at, t.length, t.pitch, t.volume, t.pan)
	}
	return b.Bytes()
}

// drone returns the drone under a phrase: a tonic and its fifth. The end of the
// last one lies under the beginning of the first.
func drone(at, lift int) []scoreNote {
	low := pitch(lift) - 12
	return []scoreNote{
		{at, phrase + droneOverlap, "drone", low, 40, -8},
		{at, phrase + droneOverlap, "drone", low + 7, 22, 30},
	}
}

// bass returns a few deep strings, where a phrase begins and where it breathes.
func (d *rng) bass(at, lift int) (all []scoreNote) {
	for i, beats := range [...]int{0, 8, 16, 24} {
		step := lift
		if i%2 == 1 {
			step += 4 // the fifth
		}
		all = append(all, scoreNote{at + beats*beat, 6000, "string", pitch(step) - 12, 34 + d.intn(8), 10})
	}
	return all
}

// melody is what is played on each beat of a phrase, as steps of the scale;
// rest is silence.
type melody [phrase / beat]int

const rest = -1 << 10

// newMelody walks about the scale in small steps, more likely on a strong beat,
// rests every eighth beat and comes home in the end.
func (d *rng) newMelody(lift int) (l melody) {
	at := 4 + lift
	for i := range l {
		l[i] = rest
		chance := [...]int{85, 15, 45, 25}[i%4]
		if i%8 >= 6 || d.intn(100) >= chance {
			continue
		}
		at = min(max(at+[...]int{-2, -1, -1, 1, 1, 2, 4, -3}[d.intn(8)], lift-1), lift+9)
		l[i] = at
	}
	l[len(l)-4] = lift
	return l
}

// vary changes a few notes of a melody, and leaves some out.
func (d *rng) vary(l melody) melody {
	for i, step := range l[:len(l)-4] {
		switch {
		case step == rest:
		case d.intn(100) < 12:
			l[i] = rest
		case d.intn(100) < 15:
			l[i] = step + 2*d.intn(2) - 1
		}
	}
	return l
}

// playMelody plays a melody, now and then with a softer string along with it.
func (d *rng) playMelody(at int, l melody) (all []scoreNote) {
	for i, step := range l {
		if step == rest {
			continue
		}
		late := d.intn(45) // ms: nobody plays like a clock
		side := d.intn(81) - 40
		all = append(all, scoreNote{at + i*beat + late, 4500, "string", pitch(step), 38 + d.intn(18), side})
		if i%4 == 0 && d.intn(100) < 35 {
			all = append(all, scoreNote{at + i*beat + late + 180, 4500, "string", pitch(step + 2), 24 + d.intn(8), -side})
		}
	}
	return all
}

// rng is xorshift, see noise.
type rng uint32

// intn returns a number from 0 to n-1.
func (d *rng) intn(n int) int {
	*d ^= *d << 13
	*d ^= *d >> 17
	*d ^= *d << 5
	return int((uint32(*d) >> 8) % uint32(n))
}
