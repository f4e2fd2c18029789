package wiretest

import (
	"fmt"

	"clew/net/wire"
)

// CompareForms returns how a codec's table of forms differs from the registry:
// hasForm reports whether the codec has a form for a letter, wantsForm whether
// messages of a type travel in its mode.
func CompareForms(hasForm func(letter byte) bool, wantsForm func(*wire.MessageType) bool) []string {
	var problems []string
	for letter := range 256 {
		typ := wire.TypeByLetter(byte(letter))
		switch want := wantsForm(typ); {
		case want && !hasForm(byte(letter)):
			problems = append(problems, fmt.Sprintf("%s (%q) has no form", typ.Name, rune(letter)))
		case !want && hasForm(byte(letter)):
			problems = append(problems, fmt.Sprintf("the form of %q is in no row of wire.Types for this mode", rune(letter)))
		}
	}
	return problems
}
