package scenario

import (
	"fmt"
	"strconv"
	"strings"

	"clew/engine/sim"
)

// InputKind says who moves a player.
type InputKind uint8

// The kinds of an InputSource.
const (
	Human  InputKind = iota // somebody at the keyboard, see Game.HumanInput
	Bot                     // a bot with a seed
	Script                  // a list of keys
)

// InputSource says who moves a player. In a file it is text:
//
//	human           somebody at the keyboard, or nobody
//	bot:7           a bot with a seed, which can be any number
//	keys: 60- 90r 30ru  keys, for so many ticks each: u, d, l, r, two of
//	                them, or - for none; then nothing more
//	keys: 60r 60l repeat  the same over and over
//
// The first keys are for tick 1. A client needs about two round trips to get
// into the game, and keys before that move nobody: start with some ticks of
// none.
type InputSource struct {
	Kind   InputKind
	Seed   uint64   // of a Bot
	Keys   []KeyRun // of a Script
	Repeat bool     // a Script starts over at its end
}

// KeyRun is keys that are held for some ticks.
type KeyRun struct {
	Ticks int
	Keys  sim.Input
}

// keyLetters lists the keys in the order in which they are written.
var keyLetters = [...]struct {
	letter rune
	key    sim.Input
}{{'u', sim.Up}, {'d', sim.Down}, {'l', sim.Left}, {'r', sim.Right}}

const inputHelp = `write "human", "bot:7" or "keys: 60- 90r 30ru"`

// ParseInputSource reads the text form of an InputSource.
func ParseInputSource(text string) (InputSource, error) {
	kind, rest, _ := strings.Cut(text, ":")
	switch {
	case text == "human":
		return InputSource{Kind: Human}, nil
	case text == kind:
	case kind == "bot":
		seed, err := strconv.ParseUint(rest, 10, 64)
		if err != nil {
			return InputSource{}, fmt.Errorf("invalid bot seed %.40q; write a whole number, as in bot:7", rest)
		}
		return InputSource{Kind: Bot, Seed: seed}, nil
	case kind == "keys":
		return parseScript(strings.Fields(rest))
	}
	return InputSource{}, fmt.Errorf("unknown input %.40q; %s", text, inputHelp)
}

func parseScript(words []string) (InputSource, error) {
	p := InputSource{Kind: Script}
	if n := len(words); n > 0 && words[n-1] == "repeat" {
		p.Repeat, words = true, words[:n-1]
	}
	for _, w := range words {
		run, err := parseKeyRun(w)
		if err != nil {
			return InputSource{}, err
		}
		p.Keys = append(p.Keys, run)
	}
	return p, nil
}

// parseKeyRun reads a number of ticks and the keys held in them.
func parseKeyRun(word string) (KeyRun, error) {
	held := strings.TrimLeft(word, "0123456789")
	n, err := strconv.Atoi(word[:len(word)-len(held)])
	if err != nil {
		return KeyRun{}, fmt.Errorf("invalid key run %.40q; write ticks and keys, as in 60r, 5ru or 10-", word)
	}
	run := KeyRun{Ticks: n}
	if held == "-" {
		return run, nil
	}
	for _, r := range held {
		key := keyOf(r)
		if key == 0 || run.Keys&key != 0 {
			return KeyRun{}, fmt.Errorf("invalid keys in %.40q; use each of u, d, l and r at most once, or - for none", word)
		}
		run.Keys |= key
	}
	if run.Keys == 0 {
		return KeyRun{}, fmt.Errorf("no keys in %.40q; write u, d, l, r or - after the number", word)
	}
	return run, nil
}

// ScriptFrom returns the Script that holds what held returns for the ticks
// from first to last.
func ScriptFrom(held func(tick int) sim.Input, from, to int) InputSource {
	p := InputSource{Kind: Script}
	for tick := from; tick <= to; tick++ {
		keys := held(tick)
		if n := len(p.Keys); n > 0 && p.Keys[n-1].Keys == keys {
			p.Keys[n-1].Ticks++
			continue
		}
		p.Keys = append(p.Keys, KeyRun{1, keys})
	}
	if p.Keys == nil {
		p.Keys = []KeyRun{{Ticks: 1}}
	}
	return p
}

func keyOf(r rune) sim.Input {
	for _, l := range keyLetters {
		if l.letter == r {
			return l.key
		}
	}
	return 0
}

// String returns the text form, which ParseInputSource reads.
func (p InputSource) String() string {
	switch p.Kind {
	case Bot:
		return fmt.Sprintf("bot:%d", p.Seed)
	case Script:
		words := []string{"keys:"}
		for _, r := range p.Keys {
			words = append(words, r.String())
		}
		if p.Repeat {
			words = append(words, "repeat")
		}
		return strings.Join(words, " ")
	}
	return "human"
}

// String returns the text form of the run.
func (r KeyRun) String() string {
	held := ""
	for _, l := range keyLetters {
		if r.Keys&l.key != 0 {
			held += string(l.letter)
		}
	}
	if held == "" {
		held = "-"
	}
	return strconv.Itoa(r.Ticks) + held
}

// check returns what is wrong with the source, or "".
func (p InputSource) check() string {
	if p.Kind > Script {
		return "unknown kind of input; " + inputHelp
	}
	if p.Kind != Script {
		return ""
	}
	if len(p.Keys) == 0 {
		return "there are no keys; write some, as in keys: 60- 90r"
	}
	total := 0
	for _, r := range p.Keys {
		if r.Ticks < 1 || r.Ticks > MaxTicks || r.Keys&^sim.AllKeys != 0 {
			return fmt.Sprintf("%s is invalid; keys are held for 1 to %d ticks", r, MaxTicks)
		}
		if total += r.Ticks; total > MaxTicks {
			return fmt.Sprintf("the keys last more than %d ticks; remove some, or use repeat", MaxTicks)
		}
	}
	return ""
}
