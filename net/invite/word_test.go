package invite_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"clew/net/invite"
)

// A word is read however it is written, and no two numbers have the same.
func TestWord(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		n := rng.Uint32() >> 2
		word := invite.Word(n)
		if n>>25 != 0 && invite.Word(n^1<<29) == word {
			t.Fatalf("two numbers have the word %s", word)
		}
		for _, typed := range []string{word, strings.ToLower(word), word[:3] + "-" + word[3:], " " + word + " "} {
			got, tracker, err := invite.ParseWord(typed + "@tracker.example:99")
			if got != word || tracker != "tracker.example:99" || err != nil {
				t.Fatalf("%q is %q at %q, %v", typed, got, tracker, err)
			}
		}
	}
	if got := invite.Word(1<<30 - 1); got != "ZZZZZZ" {
		t.Errorf("the last word is %q", got)
	}
	if got, _, err := invite.ParseWord("oil000@x"); got != "011000" || err != nil {
		t.Errorf("letters that look like digits: %q, %v", got, err)
	}
}

func TestBadWord(t *testing.T) {
	for _, s := range []string{"", "@", "K7QM4X", "K7QM4X@", "K7QM4@x", "K7QM4XX@x"} {
		if got, at, err := invite.ParseWord(s); err == nil || !strings.Contains(err.Error(), "K7QM4X@tracker.example") {
			t.Errorf("%q is %q at %q, %v", s, got, at, err)
		}
	}
	var char *invite.CharError
	if _, _, err := invite.ParseWord("K7QM4é@x"); !errors.As(err, &char) || char.Char != 'é' {
		t.Errorf("é: %v", err)
	}
	if invite.IsWord("maze.example") || invite.IsWord("10.0.0.7:8856") || !invite.IsWord("K7QM4X@tracker.example") {
		t.Error("a word is confused with an address")
	}
}
