package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
)

// pitchTolerance is how far two machines may be apart in a sample, of 32767: some
// multiply and add in one step, others in two.
const pitchTolerance = 2

// What is kept in assets/sounds is what this program makes, and nothing else.
func TestSoundsAreUpToDate(t *testing.T) {
	const mend = "('go run ./assets/generate assets' writes it)"
	want := soundFiles()
	for name, made := range want {
		kept, err := os.ReadFile(filepath.Join("..", "sounds", name))
		switch {
		case err != nil:
			t.Errorf("%v %s", err, mend)
		case !sameSound(kept, made, filepath.Ext(name) == ".wav"):
			t.Errorf("%s is not what the program makes %s", name, mend)
		}
	}
	entries, err := os.ReadDir("../sounds")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, ok := want[e.Name()]; !ok && !e.IsDir() {
			t.Errorf("%s is nothing that the program makes", e.Name())
		}
	}
}

func sameSound(kept, made []byte, samples bool) bool {
	const head = 44
	if !samples || len(kept) != len(made) || len(kept) < head || !bytes.Equal(kept[:head], made[:head]) {
		return bytes.Equal(kept, made)
	}
	for i := head; i < len(kept); i += 2 {
		a, b := int16(binary.LittleEndian.Uint16(kept[i:])), int16(binary.LittleEndian.Uint16(made[i:]))
		if d := int(a) - int(b); d > pitchTolerance || d < -pitchTolerance {
			return false
		}
	}
	return true
}

func TestPitchIsWhatTheNoteSays(t *testing.T) {
	const want = 440
	samples := render([]note{{length: 1, pitch: want, gain: 1}})
	crossings := 0
	for i := 1; i < len(samples); i++ {
		if samples[i-1] < 0 && samples[i] >= 0 {
			crossings++
		}
	}
	if crossings < want-2 || crossings > want {
		t.Errorf("a note of %d Hz swings %d times in a second", want, crossings)
	}
}

// The notes of a scale go up by its steps, below its tonic too.
func TestPitchesOfTheScale(t *testing.T) {
	for step, want := range map[int]int{0: 57, 1: 59, 5: 66, 6: 67, 7: 69, 14: 81, -1: 55, -7: 45} {
		if got := pitch(step); got != want {
			t.Errorf("step %d is %d, want %d", step, got, want)
		}
	}
}

func TestAnotherSeedIsAnotherPiece(t *testing.T) {
	if !bytes.Equal(nightScore(nightSeed), nightScore(nightSeed)) {
		t.Error("the same seed gives two pieces")
	}
	if bytes.Equal(nightScore(nightSeed), nightScore(nightSeed+1)) {
		t.Error("two seeds give the same piece")
	}
}
